import {
  FilterId,
  HuaweiDelegatedIpv6PrefixPool,
  HuaweiInputAverageRate,
  HuaweiInputPeakRate,
  HuaweiOutputAverageRate,
  HuaweiOutputPeakRate,
  HuaweiRemanentVolume,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedRates, RenderedTerms } from './render-terms.ts';
import { clampToWord } from './words.ts';

/** ME60, NE40E, NetEngine 8000: rates in bit/s, Input from the subscriber; the volume is what is left, in KB. */
export function addHuaweiTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  addHuaweiRates(reply, terms);
  if (terms.sessionVolumeBytes !== null) reply.add(HuaweiRemanentVolume, kilobytes(terms.sessionVolumeBytes));
  if (terms.addressList !== null) reply.add(FilterId, terms.addressList);
  if (terms.delegatedIpv6Pool !== null) reply.add(HuaweiDelegatedIpv6PrefixPool, terms.delegatedIpv6Pool);
}

/**
 * The peak rate equals the committed one: what is over the committed rate passes as yellow, so a higher peak would be
 * the speed for good and not for a burst. A bucket size is not sent, since products differ in its unit.
 */
export function addHuaweiRates(packet: PacketBuilder, { uploadBps, downloadBps }: RenderedRates): void {
  packet.add(HuaweiInputAverageRate, clampToWord(uploadBps));
  packet.add(HuaweiInputPeakRate, clampToWord(uploadBps));
  packet.add(HuaweiOutputAverageRate, clampToWord(downloadBps));
  packet.add(HuaweiOutputPeakRate, clampToWord(downloadBps));
}

/** Rounded up, because 0 ends the session at once; all ones means no limit. */
export function kilobytes(bytes: number): number {
  return Math.min(Math.max(1, Math.ceil(bytes / 1024)), mostKilobytes);
}

const mostKilobytes = 2 ** 32 - 2;

/** What `Remanent-Volume` says where a limit is lifted. */
export const unlimitedKilobytes = 2 ** 32 - 1;
