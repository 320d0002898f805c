import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { Secret } from 'otpauth';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { cryptoRandom, SeededRandom, systemClock } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FreeradiusSync } from '../../src/modules/freeradius/index.ts';
import { CannotOpen, createKeys } from '../../src/platform/keys/index.ts';
import { findOtherNodes, resealValues, sealedPlaces } from '../../src/roles/key-rotation/index.ts';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from './api-under-test.ts';
import { dumpTables } from './dump-tables.ts';
import { freshPrefix, plainTerms } from './route-house.ts';

/** E6: what a thief of the database or its dump has without the key file. */
const secrets = {
  nas: 'canary-nas-secret-1',
  api: 'canary-api-password-1',
  password: 'canary-password-1',
  portal: 'canary-portal-password-1',
  mac: 'canary-mac-password-1',
};
/**
 * Columns that hold secrets as they are, and why. FreeRADIUS reads them itself and has no key of ours, so there they stand
 * for tenants that turned the bridge on, for as long as it is on, and for no other.
 */
const inClearWhileBridgeIsOn = ['radius.nas.secret', 'radius.radcheck.value'];
const nothing = { onBatch: () => {}, signal: new AbortController().signal };

let api: ApiUnderTest;
let tenants: TenantUnderTest[];
/** Of the owners' second factors, in base32. */
const appKeys: string[] = [];

beforeAll(async () => {
  api = await startApiUnderTest();
  tenants = [await api.makeTenant('robbed'), await api.makeTenant('other')];
  for (const [number, { token: as, password }] of tenants.entries()) {
    const post = (url: string, body: unknown) => api.call({ as, method: 'POST', url, body });
    for (let n = 0; n < 3; n++) {
      const routerApi = { port: 8729, username: 'trunkline', password: secrets.api };
      const nas = {
        name: `nas ${n}`,
        prefix: freshPrefix(),
        vendor: 'mikrotik',
        secret: secrets.nas,
        api: routerApi,
      };
      const person = { username: `user${n}`, password: secrets.password, portalPassword: secrets.portal };
      expect((await post('/api/nas', nas)).status).toBe(201);
      expect((await post('/api/subscribers', person)).status).toBe(201);
    }
    const gateway = {
      name: 'core',
      kind: 'wireguard',
      publicHost: 'vpn.example.net',
      subnet: `10.9${number}.0.0/24`,
    };
    const { data: made } = await post('/api/tunnel-gateways', gateway);
    const { data: extra } = await post('/api/nas', {
      name: 'far',
      prefix: freshPrefix(),
      vendor: 'cisco',
      secret: secrets.nas,
    });
    const tunnel = { gatewayId: (made as { id: string }).id, nasId: (extra as { id: string }).id };
    expect((await post('/api/tunnels', tunnel)).status).toBe(201);
    const body = { 'radius.macAuthPassword': secrets.mac };
    expect((await api.call({ as, method: 'PATCH', url: '/api/settings', body })).status).toBe(200);
    const enrolled = await post('/api/auth/second-factor/enrol', { password });
    appKeys.push((enrolled.data as { key: string }).key);
  }
});
afterAll(() => api.close());

interface Held {
  place: (typeof sealedPlaces)[number];
  tenantId: string;
  id: string;
  sealed: Buffer;
}

/** Everything that is sealed in the database. */
async function everythingSealed(exceptKeyId: Buffer = Buffer.alloc(4)): Promise<Held[]> {
  const held: Held[] = [];
  for (const { id: tenantId } of tenants) {
    for (const place of sealedPlaces) {
      const what = { tenantId, after: undefined, exceptKeyId, limit: 1_000 };
      const rows = await api.database.as('api').inTenant(tenantId, (tx) => place.read(tx, what));
      held.push(...rows.map(({ id, sealed }) => ({ place, tenantId, id, sealed })));
    }
  }
  return held;
}

test('E6: every column that holds something sealed is known, and has rows in this test', async () => {
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker')
      and (a.attname ~ 'sealed|secret|cipher|encrypted' or a.atttypid = 'bytea'::regtype)`.execute(
    api.database.as('owner').kysely,
  );
  // Bytes that are no secret: the hash of a token, the fingerprint of what was asked for.
  const openBytes = rows
    .map(({ name }) => name)
    .filter((name) => !/sealed|secret|cipher|encrypted/.test(name));
  expect(openBytes.filter((name) => !/(_hash|sha256|fingerprint)$/.test(name))).toEqual([]);
  const sealedColumns = rows
    .map(({ name }) => name)
    .filter((name) => !openBytes.includes(name) && !inClearWhileBridgeIsOn.includes(name));
  const known = sealedPlaces.map(({ name }) => name);
  expect([...sealedColumns, 'settings.setting.value'].sort()).toEqual(known.toSorted());
  const held = await everythingSealed();
  expect(new Set(held.map(({ place }) => place.name))).toEqual(new Set(known));
  expect(held).toHaveLength(tenants.length * 14);
});

test('E6: a sealed value moved to another row, column or tenant does not open', async () => {
  const held = await everythingSealed();
  const { sealer } = api.keys;
  const opened: string[] = [];
  let moves = 0;
  for (const from of held) {
    expect(from.place.reseal(sealer, from, from.sealed)).toBeInstanceOf(Buffer);
    for (const to of held) {
      if (to === from) continue;
      moves++;
      try {
        to.place.reseal(sealer, to, from.sealed);
        opened.push(`${from.place.name} ${from.id} as ${to.place.name} ${to.id}`);
      } catch (error) {
        if (!(error instanceof CannotOpen)) throw error;
      }
    }
  }
  expect(opened).toEqual([]);
  expect(moves).toBe(held.length * (held.length - 1));
});

test('E6: moved in the database itself, it is answered as a fault and never as the secret', async () => {
  const [robbed, other] = tenants as [TenantUnderTest, TenantUnderTest];
  const idOf = async ({ token: as }: TenantUnderTest): Promise<string> =>
    ((await api.call({ as, url: '/api/nas' })).data as { id: string }[])[0]!.id;
  const [source, target] = [await idOf(robbed), await idOf(other)];
  const { kysely } = api.database.as('owner');
  const before = await kysely
    .selectFrom('nas.nas')
    .select('secretSealed')
    .where('id', '=', target)
    .executeTakeFirstOrThrow();
  const taken = await kysely
    .selectFrom('nas.nas')
    .select('secretSealed')
    .where('id', '=', source)
    .executeTakeFirstOrThrow();
  await kysely.updateTable('nas.nas').set(taken).where('id', '=', target).execute();
  const answer = await api.call({ as: other.token, url: `/api/nas/${target}/secret` });
  await kysely.updateTable('nas.nas').set(before).where('id', '=', target).execute();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.text).not.toContain(secrets.nas);
  expect((await api.call({ as: other.token, url: `/api/nas/${target}/secret` })).text).toContain(secrets.nas);
});

test('E6: a dump of every table holds no secret in any spelling', async () => {
  const dump = await dumpTables(api.database.as('owner'));
  expect(dump).toContain('user1');
  for (const secret of [
    ...Object.values(secrets),
    ...tenants.flatMap(({ password, token }) => [password, token]),
    ...appKeys.flatMap((key) => [key, Buffer.from(Secret.fromBase32(key).bytes)]),
  ]) {
    const bytes = Buffer.from(secret);
    for (const spelling of [
      bytes.toString('latin1'),
      bytes.toString('hex'),
      bytes.toString('base64').replace(/=+$/, ''),
    ]) {
      expect(dump.includes(spelling)).toBe(false);
    }
  }
});

test('E6: one bit of any sealed value changed, it does not open', async () => {
  const random = new SeededRandom(faultSeed('E6'));
  const held = await everythingSealed();
  const flips = atScale({ ci: 500, full: 100_000 });
  for (let n = 0; n < flips; n++) {
    const { place, sealed, ...where } = held[n % held.length]!;
    const bit = random.integer(sealed.length * 8);
    const altered = Buffer.from(sealed);
    altered[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => place.reseal(api.keys.sealer, where, altered)).toThrow(CannotOpen);
  }
  recordFigures('E6', { sealed: held.length, flips });
});

test('E6: the master key is changed while values are read and written, and the old one then opens nothing', async () => {
  const newKey = randomBytes(32);
  const during = createKeys(Buffer.concat([newKey, api.masterKey]));
  const after = createKeys(newKey);
  const deps = { database: api.database.as('api'), sealer: during.sealer };
  const stop = new AbortController();
  stop.abort();
  await expect(resealValues(deps, { ...nothing, signal: stop.signal })).rejects.toThrow();

  const [damaged] = await everythingSealed();
  const broken = Buffer.from(damaged!.sealed);
  broken[broken.length - 1]! ^= 1;
  const put = (sealed: Buffer) =>
    api.database
      .as('api')
      .inTenant(damaged!.tenantId, (tx) =>
        damaged!.place.write(tx, { tenantId: damaged!.tenantId, values: [{ id: damaged!.id, sealed }] }),
      );
  await put(broken);
  const first = await resealValues(deps, nothing);
  expect(first).toEqual({
    resealed: tenants.length * 14 - 1,
    unopened: [`${damaged!.place.name} of ${damaged!.id}: altered-or-moved`],
  });
  await put(damaged!.sealed);
  expect(await resealValues(deps, nothing)).toEqual({ resealed: 1, unopened: [] });
  expect(await resealValues(deps, nothing)).toEqual({ resealed: 0, unopened: [] });

  expect(await everythingSealed(during.sealer.keyId)).toEqual([]);
  for (const { place, sealed, ...where } of await everythingSealed()) {
    expect(place.reseal(after.sealer, where, sealed)).toBeInstanceOf(Buffer);
    expect(() => place.reseal(api.keys.sealer, where, sealed)).toThrow(CannotOpen);
  }
});

test('E6: a node that runs elsewhere with the old key is found before the key is changed', async () => {
  const { kysely } = api.database.as('owner');
  const beat = (node: string, ageS: number) =>
    sql`insert into platform.role_status (node, role, pid, version, started_at, beat_at)
      values (${node}, 'api', 1, '1', now(), clock_timestamp() - make_interval(secs => ${ageS}))`.execute(
      kysely,
    );
  await beat('pop-1', 0);
  await beat('pop-2', 10);
  await beat('pop-3', 25);
  expect(await findOtherNodes(api.database.as('api'), 'pop-1')).toEqual(['pop-2']);
});

const isTold = (text: string, held: object): boolean =>
  Object.values(held).some((secret) => text.includes(secret));
const onFault = (error: unknown): never => {
  throw error;
};

test('E6: the bridge holds secrets in clear for a tenant that turned it on, while it is on, and nobody else’s', async () => {
  const theirs = { nas: 'canary-bridged-secret-1', password: 'canary-bridged-password-1' };
  const { token: as } = await api.makeTenant('bridged');
  const post = async (url: string, body?: unknown): Promise<string | undefined> => {
    const { status, data, text } = await api.call({ as, method: 'POST', url, body });
    if (status >= 300) throw new Error(`${url}: ${text}`);
    return (data as { id?: string } | null)?.id;
  };
  await post('/api/nas', { name: 'nas', prefix: freshPrefix(), vendor: 'mikrotik', secret: theirs.nas });
  // Who is refused has no password there, so they have a plan.
  const planId = await post('/api/plans', {
    name: 'p',
    payment: 'prepaid',
    service: 'any',
    terms: plainTerms,
  });
  const id = await post('/api/subscribers', { username: 'bridged', password: theirs.password });
  await post(`/api/subscribers/${id}/subscriptions`, { planId });
  const { sealer } = api.keys;
  const database = api.database.as('worker');
  const sync = new FreeradiusSync({
    database,
    sealer,
    clock: systemClock,
    random: cryptoRandom,
    onFault,
    onLookFault: onFault,
  });
  /** The tables in which a secret of anybody stands, after the worker looked. */
  const placesInClear = async (): Promise<string[]> => {
    await sync.look();
    const dump = await dumpTables(api.database.as('owner'));
    expect(isTold(dump, secrets)).toBe(false);
    const tables = dump.split(/^(?=[a-z_]+\.[a-z_]+: )/m).filter((table) => isTold(table, theirs));
    return tables.map((table) => table.slice(0, table.indexOf(':'))).toSorted();
  };
  expect(await placesInClear()).toEqual([]);
  await post('/api/freeradius/turn-on', { understands: true });
  const tables = inClearWhileBridgeIsOn.map((column) => column.slice(0, column.lastIndexOf('.')));
  await expect.poll(placesInClear, { timeout: 30_000 }).toEqual(tables);
  await post('/api/freeradius/turn-off');
  expect(await placesInClear()).toEqual([]);
});
