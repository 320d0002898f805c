import { CiscoAvpair, DelegatedIpv6PrefixPool, FilterId, type PacketBuilder } from '@trunkline/radius';
import type { RenderedRates, RenderedTerms } from './render-terms.ts';
import { burstBuckets } from './words.ts';

/** IOS and IOS XE with ISG. The access list is one of the router's, for what comes from the subscriber. */
export function addCiscoTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  addCiscoRates(reply, terms);
  if (terms.addressList !== null) reply.add(FilterId, `${terms.addressList}.in`);
  if (terms.delegatedIpv6Pool !== null) reply.add(DelegatedIpv6PrefixPool, terms.delegatedIpv6Pool);
}

/**
 * RADIUS-based policing: the same words at login and in a CoA-Request. They change the class `class-default` of the QoS
 * policies on the session, so both directions need one. `in` is from the subscriber.
 */
export function addCiscoRates(packet: PacketBuilder, rates: RenderedRates): void {
  const buckets = rates.burst && burstBuckets({ ...rates, burst: rates.burst });
  packet.add(CiscoAvpair, `qos-policy-in=${police(rates.uploadBps, buckets?.upload)}`);
  packet.add(CiscoAvpair, `qos-policy-out=${police(rates.downloadBps, buckets?.download)}`);
}

function police(rate: number, bucketBytes: number | undefined): string {
  const limit =
    bucketBytes === undefined ? String(rate) : `${rate},${Math.max(leastBucketBytes, bucketBytes)}`;
  return `add-class(sub,(class-default),police(${limit}))`;
}

/** Less than one full frame would stop the session. */
const leastBucketBytes = 1600;
