import {
  DelegatedIpv6PrefixPool,
  FilterId,
  ZteRateCtrlScrDown,
  ZteRateCtrlScrUp,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedRates, RenderedTerms } from './render-terms.ts';
import { kilobits } from './words.ts';

/** ZXR10 M6000 and T600: sustained rates in kbit/s. It has no word for a volume, and the unit of its burst is unknown. */
export function addZteTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  addZteRates(reply, terms);
  if (terms.addressList !== null) reply.add(FilterId, terms.addressList);
  if (terms.delegatedIpv6Pool !== null) reply.add(DelegatedIpv6PrefixPool, terms.delegatedIpv6Pool);
}

export function addZteRates(packet: PacketBuilder, { uploadBps, downloadBps }: RenderedRates): void {
  packet.add(ZteRateCtrlScrUp, kilobits(uploadBps));
  packet.add(ZteRateCtrlScrDown, kilobits(downloadBps));
}
