import {
  DelegatedIpv6PrefixPool,
  WisprBandwidthMaxDown,
  WisprBandwidthMaxUp,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedRates, RenderedTerms } from './render-terms.ts';
import { clampToWord } from './words.ts';

/** WISPr 1.0 knows rates in bit/s of 32 bits, and neither bursts nor volumes. */
export function addWisprTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  addWisprRates(reply, terms);
  if (terms.delegatedIpv6Pool !== null) reply.add(DelegatedIpv6PrefixPool, terms.delegatedIpv6Pool);
}

export function addWisprRates(packet: PacketBuilder, { uploadBps, downloadBps }: RenderedRates): void {
  packet.add(WisprBandwidthMaxUp, clampToWord(uploadBps));
  packet.add(WisprBandwidthMaxDown, clampToWord(downloadBps));
}
