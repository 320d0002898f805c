import {
  MikrotikAddressList,
  MikrotikDelegatedIpv6Pool,
  MikrotikRateLimit,
  MikrotikTotalLimit,
  MikrotikTotalLimitGigawords,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedRates, RenderedTerms } from './render-terms.ts';
import { highWord, lowWord } from './words.ts';

export function addMikrotikTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  addMikrotikRates(reply, terms);
  if (terms.sessionVolumeBytes !== null) addMikrotikVolume(reply, terms.sessionVolumeBytes);
  if (terms.addressList !== null) reply.add(MikrotikAddressList, terms.addressList);
  if (terms.delegatedIpv6Pool !== null) reply.add(MikrotikDelegatedIpv6Pool, terms.delegatedIpv6Pool);
}

export function addMikrotikRates(packet: PacketBuilder, rates: RenderedRates): void {
  packet.add(MikrotikRateLimit, rateLimit(rates));
}

/** Of the whole session. Both words also below 4 GiB: without the high one RouterOS keeps that of an earlier reply. */
export function addMikrotikVolume(packet: PacketBuilder, bytes: number): void {
  packet.add(MikrotikTotalLimit, lowWord(bytes));
  packet.add(MikrotikTotalLimitGigawords, highWord(bytes));
}

/**
 * `rx/tx [rxBurst/txBurst rxThreshold/txThreshold rxTime/txTime]`. rx is what the router receives, so the
 * upload stands first. Plain integers: not every RouterOS version reads every suffix.
 */
export function rateLimit({ uploadBps, downloadBps, burst }: RenderedRates): string {
  const rate = `${uploadBps}/${downloadBps}`;
  if (!burst) return rate;
  const peak = `${burst.uploadBps}/${burst.downloadBps}`;
  const threshold = `${burst.thresholdUploadBps}/${burst.thresholdDownloadBps}`;
  return `${rate} ${peak} ${threshold} ${burst.timeS}/${burst.timeS}`;
}
