import {
  ErxIngressPolicyName,
  ErxIpv6DelegatedPoolName,
  ErxServiceActivate,
  ErxServiceDeactivate,
  type PacketBuilder,
} from '@trunkline/radius';
import type { RenderedRates, RenderedTerms } from './render-terms.ts';

/**
 * MX with subscriber management. The rates are the parameters of a service, since shaping alone knows only the way to
 * the subscriber. A volume could be said only of the service, which ends at it and leaves the session without a limit.
 */
export function addJuniperTerms(reply: PacketBuilder, terms: RenderedTerms): void {
  reply.add(ErxServiceActivate, service(terms), { tag: serviceTag });
  if (terms.addressList !== null) reply.add(ErxIngressPolicyName, terms.addressList);
  if (terms.delegatedIpv6Pool !== null) reply.add(ErxIpv6DelegatedPoolName, terms.delegatedIpv6Pool);
}

/** A running service keeps its parameters: the old one goes as the new one comes. */
export function addJuniperRates(
  request: PacketBuilder,
  { rates, applied }: { rates: RenderedRates; applied: RenderedRates | null },
): void {
  request.add(ErxServiceDeactivate, applied === null ? serviceName : service(applied));
  request.add(ErxServiceActivate, service(rates), { tag: serviceTag });
}

/** The dynamic profile that the operator configures, with the parameters upload and download in bit/s. */
const serviceName = 'trunkline';
const serviceTag = 1;

function service({ uploadBps, downloadBps }: RenderedRates): string {
  return `${serviceName}(${uploadBps},${downloadBps})`;
}
