import {
  ChillispotBandwidthMaxDown,
  ChillispotBandwidthMaxUp,
  ChillispotMaxTotalGigawords,
  ChillispotMaxTotalOctets,
  DelegatedIpv6PrefixPool,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedRates, RenderedTerms } from './render-terms.ts';
import { highWord, kilobits, lowWord } from './words.ts';

/** ChilliSpot and CoovaChilli: rates in kbit/s, volumes in octets. */
export function addChilliSpotTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  addChilliSpotRates(reply, terms);
  if (terms.sessionVolumeBytes !== null) addChilliSpotVolume(reply, terms.sessionVolumeBytes);
  if (terms.delegatedIpv6Pool !== null) reply.add(DelegatedIpv6PrefixPool, terms.delegatedIpv6Pool);
}

export function addChilliSpotRates(packet: PacketBuilder, { uploadBps, downloadBps }: RenderedRates): void {
  packet.add(ChillispotBandwidthMaxUp, kilobits(uploadBps));
  packet.add(ChillispotBandwidthMaxDown, kilobits(downloadBps));
}

/** Of the whole session. */
export function addChilliSpotVolume(packet: PacketBuilder, bytes: number): void {
  packet.add(ChillispotMaxTotalOctets, lowWord(bytes));
  packet.add(ChillispotMaxTotalGigawords, highWord(bytes));
}
