import { DelegatedIpv6PrefixPool, FilterId, type PacketBuilder } from '@trunkline/radius';
import type { RenderedTerms } from './render-terms.ts';

/** The RFCs have no attribute for rates or volumes: what such a device needs stands in custom attributes. */
export function addGenericTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  if (terms.addressList !== null) reply.add(FilterId, terms.addressList);
  if (terms.delegatedIpv6Pool !== null) reply.add(DelegatedIpv6PrefixPool, terms.delegatedIpv6Pool);
}
