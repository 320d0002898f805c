import {
  ChillispotConfig,
  ChillispotInterval,
  ChillispotUamAllowed,
  Code,
  PacketBuilder,
  ServiceType,
  type RadiusRequest,
} from '@trunkline/radius';
import type { GardenRecord } from '../snapshot/snapshot-rows.ts';
import type { SnapshotNas } from '../snapshot/snapshot-entries.ts';

/** How often a portal is to ask again. */
const askAgainS = 300;
/** The value of a vendor's attribute. */
const maxBytes = 247;
/** With what stands around it within the 4,096 bytes of a packet; what does not fit is left out, the newest first. */
const maxValues = 14;

/**
 * What a CoovaChilli gets that logs in itself (Service-Type Administrative-User): the tenant's walled garden. Undefined
 * for every other request. The Message-Authenticator proves the secret, and the answer tells nothing that the portal
 * would not show to everybody, so that the password is not asked for; no login, no slot, no session.
 */
export function portalSetup(request: RadiusRequest<SnapshotNas>): PacketBuilder | undefined {
  const { vendor, tenant } = request.client.data;
  if (
    vendor !== 'chillispot' ||
    request.packet.get(ServiceType) !== ServiceType.values['Administrative-User']
  )
    return undefined;
  if (!request.hasMessageAuthenticator) return undefined;
  const reply = new PacketBuilder(Code.AccessAccept).add(ChillispotInterval, askAgainS);
  for (const value of setupValues(tenant.walledGardenEntries).slice(0, maxValues)) {
    if (value.startsWith(domainOption)) reply.add(ChillispotConfig, value);
    else reply.add(ChillispotUamAllowed, value);
  }
  return reply;
}

const domainOption = 'uamdomain=';

/** Hosts and addresses in as few attributes as they fit in; a domain is an option of its own. */
function setupValues(entries: readonly GardenRecord[]): string[] {
  const values: string[] = [];
  let line = '';
  for (const { host, prefix, protocol, port } of entries) {
    if (host?.startsWith('*.')) {
      values.push(`${domainOption}${host.slice(1)}`);
      continue;
    }
    const place = host ?? prefix?.replace(/^([\d.]+)\/32$/, '$1') ?? '';
    const item = protocol === null ? place : `${protocol}:${place}:${port}`;
    if (line !== '' && line.length + 1 + item.length > maxBytes) {
      values.push(line);
      line = '';
    }
    line = line === '' ? item : `${line},${item}`;
  }
  return line === '' ? values : [...values, line];
}
