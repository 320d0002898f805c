import { uuidv7 } from '@trunkline/kit';
import type { ApiUnderTest, TenantUnderTest } from './api-under-test.ts';

/** What an id in a request can name. */
export type Kind =
  | 'tenant'
  | 'person'
  | 'role'
  | 'apiKey'
  | 'nas'
  | 'nasTest'
  | 'coaTest'
  | 'plan'
  | 'subscriber'
  | 'subscription'
  | 'session'
  | 'disconnect'
  | 'task'
  | 'view'
  | 'zone'
  | 'speedRule'
  /** A subscriber with a plan, whose boosts those of the house are. */
  | 'boosted'
  | 'boost'
  | 'device'
  | 'gardenEntry'
  | 'simulation'
  | 'sharingCase'
  | 'tunnelGateway'
  | 'tunnel';

/** A tenant that has one of everything, its names beginning with a mark that no other tenant's carry. */
export interface House {
  tenant: TenantUnderTest;
  mark: string;
  ids: Record<Kind, string>;
  /** Of its first NAS, from which its sessions come. */
  nasAddress: string;
  /** Never twice the same, so that a name made with it is not taken. */
  unique: () => number;
}

export const plainTerms = {
  downloadBps: 20_000_000,
  uploadBps: 5_000_000,
  priceMinor: 1_000,
  currency: 'USD',
  validity: { count: 1, unit: 'month' },
  quota: { period: 'monthly', bytes: 100_000_000_000, timeS: null, atZero: 'cut', slow: null },
};

let made = 0;
const unique = (): number => ++made;

export async function makeHouse(api: ApiUnderTest, tenant: TenantUnderTest): Promise<House> {
  const mark = `mark-${tenant.code}`;
  const house: House = { tenant, mark, ids: {} as House['ids'], nasAddress: '', unique };
  house.ids.tenant = tenant.id;
  for (const kind of kinds) house.ids[kind] = await makeOne(api, house, kind);
  return house;
}

/** In an order in which each finds what it needs; no tenant, whose registry is the operator's. */
const kinds = [
  'role',
  'apiKey',
  'person',
  'nas',
  'nasTest',
  'coaTest',
  'plan',
  'subscriber',
  'subscription',
  'session',
  'disconnect',
  'task',
  'view',
  'zone',
  'speedRule',
  'boosted',
  'boost',
  'device',
  'gardenEntry',
  'simulation',
  'sharingCase',
  'tunnelGateway',
  'tunnel',
] as const;

/** One more row of this kind in the house. */
export async function makeOne(api: ApiUnderTest, house: House, kind: Kind): Promise<string> {
  const { ids, mark } = house;
  const post = async (url: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<string> => {
    const { status, data, text } = await api.call({ as: house.tenant.token, method, url, body });
    if (status >= 300) throw new Error(`${url}: ${text}`);
    return (data as { id: string }).id;
  };
  const name = `${mark}-${kind}-${unique()}`;
  const makeNas = (): Promise<string> => {
    const prefix = freshPrefix();
    house.nasAddress ||= prefix;
    return post('/api/nas', { name, prefix, vendor: 'mikrotik', description: mark });
  };
  switch (kind) {
    case 'tenant':
      return ids.tenant;
    case 'role':
      return post('/api/roles', { name, permissions: ['nas.read'] });
    case 'apiKey':
      return post('/api/api-keys', { name, permissions: ['nas.read'] });
    case 'person':
      return post('/api/staff', { email: `${name}@example.org`, name, roleId: ids.role });
    case 'nas':
      return makeNas();
    case 'nasTest':
      return post(`/api/nas/${await makeOne(api, house, 'nas')}/test`, undefined);
    case 'coaTest':
      return post(`/api/nas/${ids.nas}/coa-test`, { storesPort: false });
    case 'plan':
      return post('/api/plans', { name, payment: 'prepaid', service: 'any', terms: plainTerms });
    case 'subscriber':
      return post('/api/subscribers', { username: name, fullName: name, notes: mark });
    case 'subscription':
      return post(`/api/subscribers/${await makeOne(api, house, 'subscriber')}/subscriptions`, {
        planId: ids.plan,
        notes: mark,
      });
    case 'session':
      return insertSession(api, house);
    case 'task':
      return post('/api/subscribers/bulk', {
        selection: { ids: [await makeOne(api, house, 'subscriber')] },
        action: { name: 'add-tag', tag: mark },
        idempotencyKey: name,
      });
    case 'view':
      return post('/api/views', { list: 'subscribers', name, search: `q=${mark}` }, 'PUT');
    case 'zone':
      return post('/api/zones', { name, key: `zone-${unique()}`, prefixes: [freshPrefix()] });
    case 'speedRule':
      return post('/api/speed-rules', { name, tags: [name], percent: 200 });
    case 'boosted': {
      const id = await makeOne(api, house, 'subscriber');
      await post(`/api/subscribers/${id}/subscriptions`, { planId: ids.plan });
      return id;
    }
    case 'boost':
      return makeBoost(api, house);
    case 'device':
      return insertDevice(api, house);
    case 'gardenEntry':
      return post('/api/walled-garden', { host: `${name}.example`, note: mark });
    case 'sharingCase':
      return insertSharingCase(api, house);
    case 'simulation':
      return post('/api/plans/simulations', simulationOf(house));
    case 'tunnelGateway':
      return post('/api/tunnel-gateways', gatewayOf(house));
    case 'tunnel':
      return post('/api/tunnels', {
        gatewayId: ids.tunnelGateway,
        nasId: await makeOne(api, house, 'nas'),
      });
    case 'disconnect':
  }
  return post(`/api/sessions/${await makeOne(api, house, 'session')}/disconnect`, { reason: mark });
}

/** With a subnet that no other gateway has, whichever tenant's. */
export function gatewayOf({ mark, unique: next }: House): Record<string, unknown> {
  const n = next();
  return {
    name: `${mark}-gateway-${n}`,
    kind: 'wireguard',
    publicHost: 'vpn.example.net',
    port: 51_820,
    subnet: `10.${n >> 8}.${n & 255}.0/24`,
    serverAddress: null,
  };
}

/** Of who has a plan since today. */
export function simulationOf({ ids }: House): Record<string, unknown> {
  const today = new Date().toISOString().slice(0, 10);
  const topUp = { bytes: 1_000_000_000, priceMinor: 100 };
  const who = { subscriberIds: [ids.boosted] };
  return { terms: plainTerms, planId: ids.plan, who, from: today, to: today, topUp };
}

/** One runs at a time, so the one before it ends. */
async function makeBoost(api: ApiUnderTest, { ids, mark, tenant }: House): Promise<string> {
  const url = `/api/subscribers/${ids.boosted}/boosts`;
  const as = tenant.token;
  if (ids.boost) await api.call({ as, method: 'DELETE', url: `${url}/${ids.boost}` });
  const body = { downloadBps: 40_000_000, uploadBps: 10_000_000, minutes: 60, reason: mark };
  const { status, data, text } = await api.call({ as, method: 'POST', url, body });
  if (status >= 300) throw new Error(`${url}: ${text}`);
  ids.boost = (data as { id: string }).id;
  return ids.boost;
}

/** Unique in the whole installation. */
export function freshPrefix(): string {
  const n = unique();
  return `100.${64 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;
}

/** Devices come from logins, so this one is kept as the radius role keeps it. */
async function insertDevice(api: ApiUnderTest, { ids, mark, tenant }: House): Promise<string> {
  const id = uuidv7();
  const mac = `02:00:00:${unique().toString(16).padStart(6, '0').match(/../g)!.join(':')}`;
  const at = new Date();
  const key = { tenantId: tenant.id, id, subscriberId: ids.subscriber };
  await api.database.as('radius').acrossTenants((tx) =>
    tx
      .insertInto('hotspot.device')
      .values({ ...key, mac, name: mark, firstSeenAt: at, lastSeenAt: at })
      .execute(),
  );
  return id;
}

/** Sessions come from accounting, so this one is written as the fold writes it. */
async function insertSession(api: ApiUnderTest, { ids, mark, tenant, nasAddress }: House): Promise<string> {
  const id = uuidv7();
  const at = new Date();
  await api.database.as('fold').acrossTenants((tx) =>
    tx
      .insertInto('sessions.session')
      .values({
        tenantId: tenant.id,
        id,
        nasId: ids.nas,
        nasAddress,
        subscriberId: ids.subscriber,
        username: `${mark}-user`,
        acctSessionId: `${mark}-${unique()}`,
        epoch: 0,
        startedAt: at,
        lastSeenAt: at,
      })
      .execute(),
  );
  return id;
}

/** Cases come from what routers tell, so this one is written as the worker writes it. */
async function insertSharingCase(api: ApiUnderTest, house: House): Promise<string> {
  const id = uuidv7();
  const at = new Date();
  const subscriberId = await makeOne(api, house, 'subscriber');
  const tenantId = house.tenant.id;
  const evidence = JSON.stringify([{ kind: 'ttl_behind', weight: 45, figures: { ttls: [63] } }]);
  await api.database.as('worker').inTenant(tenantId, (tx) =>
    tx
      .insertInto('sharing.case')
      .values({
        tenantId,
        id,
        subscriberId,
        state: 'open',
        score: 60,
        evidence,
        openedAt: at,
        updatedAt: at,
      })
      .execute(),
  );
  return id;
}
