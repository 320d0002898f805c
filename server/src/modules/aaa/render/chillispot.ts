import {
  ChillispotBandwidthMaxDown,
  ChillispotBandwidthMaxUp,
  ChillispotMaxTotalGigawords,
  ChillispotMaxTotalOctets,
  DelegatedIpv6PrefixPool,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedTerms } from './render-terms.ts';
import { clampToWord, highWord, lowWord } from './words.ts';

/** ChilliSpot and CoovaChilli: rates in kbit/s, volumes in octets. */
export function addChilliSpotTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  reply.add(ChillispotBandwidthMaxUp, kilobits(terms.uploadBps));
  reply.add(ChillispotBandwidthMaxDown, kilobits(terms.downloadBps));
  if (terms.sessionVolumeBytes !== null) {
    reply.add(ChillispotMaxTotalOctets, lowWord(terms.sessionVolumeBytes));
    reply.add(ChillispotMaxTotalGigawords, highWord(terms.sessionVolumeBytes));
  }
  if (terms.delegatedIpv6Pool !== null) reply.add(DelegatedIpv6PrefixPool, terms.delegatedIpv6Pool);
}

/** Never 0, which means no limit. */
function kilobits(bitsPerSecond: number): number {
  return clampToWord(Math.max(1, Math.floor(bitsPerSecond / 1000)));
}
