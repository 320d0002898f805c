import {
  MikrotikAddressList,
  MikrotikDelegatedIpv6Pool,
  MikrotikRateLimit,
  MikrotikTotalLimit,
  MikrotikTotalLimitGigawords,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedTerms } from './render-terms.ts';
import { highWord, lowWord } from './words.ts';

export function addMikrotikTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  reply.add(MikrotikRateLimit, rateLimit(terms));
  if (terms.sessionVolumeBytes !== null) {
    // Both words also below 4 GiB: without the high one RouterOS keeps that of an earlier reply.
    reply.add(MikrotikTotalLimit, lowWord(terms.sessionVolumeBytes));
    reply.add(MikrotikTotalLimitGigawords, highWord(terms.sessionVolumeBytes));
  }
  if (terms.addressList !== null) reply.add(MikrotikAddressList, terms.addressList);
  if (terms.delegatedIpv6Pool !== null) reply.add(MikrotikDelegatedIpv6Pool, terms.delegatedIpv6Pool);
}

/**
 * `rx/tx [rxBurst/txBurst rxThreshold/txThreshold rxTime/txTime]`. rx is what the router receives, so the
 * upload stands first. Plain integers: not every RouterOS version reads every suffix.
 */
export function rateLimit({
  uploadBps,
  downloadBps,
  burst,
}: Pick<RenderedTerms, 'uploadBps' | 'downloadBps' | 'burst'>): string {
  const rate = `${uploadBps}/${downloadBps}`;
  if (!burst) return rate;
  const peak = `${burst.uploadBps}/${burst.downloadBps}`;
  const threshold = `${burst.thresholdUploadBps}/${burst.thresholdDownloadBps}`;
  return `${rate} ${peak} ${threshold} ${burst.timeS}/${burst.timeS}`;
}
