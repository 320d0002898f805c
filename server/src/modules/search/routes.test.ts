import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { createNas } from '../nas/create-nas.ts';
import { routes } from './routes.ts';
import type { Hit, SearchAnswer } from './search-hit.ts';

let database: TestDatabase;
let tenant: TestTenant;
let sales: Sales;
let api: TestApi;
let nasId: string;
let annId: string;
let openId: string;

const now = new Date('2026-03-01T12:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock: new ManualClock(now.getTime()), seed: 83 });
  tenant = await createTestTenant(database, { code: 'north' });
  api = await createTestApi(routes({ database: database.as('api') }));
  const plan = await sales.plan(tenant, {}, { name: 'Home 50' });
  nasId = await addNas(tenant, 'POP Mangga Dua', '192.0.2.1');
  annId = (
    await sales.subscriber(tenant, {
      username: 'ann',
      fullName: "Ann O'Brien",
      phones: ['0812-3456-789'],
      plan: { planId: plan.id, startsAt: undefined, autoRenew: false },
    })
  ).id;
  openId = await addSession({ subscriberId: annId, username: 'ann' }, {});
  await addSession({ subscriberId: annId, username: 'ann' }, { acctSessionId: '81a00002', stoppedAt: now });
  await addSession({ subscriberId: null, username: 'Ghost' }, { acctSessionId: '81a00003', mac: null });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

async function addNas({ actor }: TestTenant, name: string, prefix: string): Promise<string> {
  const fixed = { description: null, vendor: 'mikrotik', secret: undefined, coaPort: undefined } as const;
  const quirks = { interimIntervalS: null, swapsOctets: false, wrapsWithoutGigawords: false };
  const { nas } = await createNas(sales.deps, actor, {
    ...fixed,
    ...quirks,
    name,
    prefix,
    messageAuthenticator: 'observe',
    isEnabled: true,
  });
  return nas.id;
}

async function addSession(
  who: { subscriberId: string | null; username: string },
  fields: { acctSessionId?: string; stoppedAt?: Date; mac?: null },
): Promise<string> {
  const id = uuidv7();
  await database.as('fold').acrossTenants((tx) =>
    tx
      .insertInto('sessions.session')
      .values({
        tenantId: tenant.tenantId,
        id,
        nasId,
        nasAddress: '192.0.2.1',
        acctSessionId: '81a00001',
        epoch: 0,
        mac: '02:00:00:aa:bb:01',
        framedIp: '10.1.2.3',
        delegatedIpv6Prefix: '2001:db8:7::/56',
        startedAt: now,
        lastSeenAt: now,
        ...(fields.stoppedAt && { closedBy: 'stop' }),
        ...who,
        ...fields,
      })
      .execute(),
  );
  return id;
}

async function search(q: string, permissions?: string[]): Promise<SearchAnswer> {
  const { status, body } = await api.call(`GET /api/search?q=${encodeURIComponent(q)}`, {
    tenantId: tenant.tenantId,
    ...(permissions && { permissions }),
  });
  expect(status).toBe(200);
  return body.data as SearchAnswer;
}

async function hits(q: string, kind: string): Promise<Hit[]> {
  const { groups } = await search(q);
  return groups.find((group) => group.kind === kind)?.hits ?? [];
}

describe('a search', () => {
  test('finds a subscriber, and says what is known and which session is theirs', async () => {
    for (const q of ["o'brien", 'ann', '3456789', 'ANN obri']) {
      const [hit, ...others] = await hits(q, 'subscriber');
      expect(others).toEqual([]);
      expect(hit).toMatchObject({
        id: annId,
        title: "Ann O'Brien",
        subtitle: ['ann', '08123456789'],
        status: 'active',
        online: true,
        planName: 'Home 50',
        sessionId: openId,
        ip: '10.1.2.3',
        mac: '02:00:00:aa:bb:01',
      });
    }
  });

  test.each(['02-00-00-AA-BB-01', '0200.00aa.bb01', '10.1.2.3', '2001:db8:7:42::9'])(
    'finds the sessions of %s, the open one first',
    async (q) => {
      const found = await hits(q, 'session');
      expect(found[0]).toMatchObject({ online: true, nasId });
      expect(found.map(({ id }) => id)).toContain(openId);
      expect(found.at(-1)).toMatchObject({ online: false, sessionId: null, subscriberId: annId });
    },
  );

  test('finds a session by its id, and by the beginning of a device', async () => {
    expect((await hits('81a00001', 'session')).map(({ id }) => id)).toEqual([openId]);
    expect((await hits('02:00:00:aa', 'session')).map(({ id }) => id)).toEqual([openId]);
  });

  test('finds who is online and no subscriber by the name that the router told', async () => {
    const [hit] = await hits('Gho', 'session');
    expect(hit).toMatchObject({ title: 'Ghost', status: null, subscriberId: null, online: true });
  });

  test('finds a NAS by any of its words and by its address', async () => {
    expect((await hits('mangga pop', 'nas')).map(({ id }) => id)).toEqual([nasId]);
    expect((await hits('192.0.2.1', 'nas'))[0]).toMatchObject({ status: 'enabled', lastPacketAt: null });
  });

  test('tells only what the caller may see', async () => {
    const kinds = async (permissions: string[]): Promise<string[]> =>
      (await search('10.1.2.3', permissions)).groups.map(({ kind }) => kind);
    expect(await kinds([])).toEqual([]);
    expect(await kinds(['sessions.read'])).toEqual(['session']);
    expect(await kinds(['nas.read', 'subscribers.read'])).toEqual([]);
    const { groups } = await search('ann', ['subscribers.read']);
    expect(groups[0]!.hits[0]).toMatchObject({ online: null, sessionId: null, ip: null, mac: null });
    const { groups: sessions } = await search('10.1.2.3', ['sessions.read']);
    expect(sessions[0]!.hits[0]).toMatchObject({ status: null, planName: null });
  });

  test('finds nothing of another tenant', async () => {
    const other = await createTestTenant(database, { code: 'south' });
    for (const q of ['ann', '10.1.2.3', '81a00001', 'mangga']) {
      const { body } = await api.call(`GET /api/search?q=${q}`, { tenantId: other.tenantId });
      expect(body.data).toMatchObject({ groups: [] });
    }
  });

  test.each(['%', '\u200f', "'; drop table x; --", '\u0000', '10.1.2.300', '::', ':', '-', 'ff:ff:ff:ff'])(
    'takes %j as text',
    async (q) => {
      const { status, body } = await api.call(`GET /api/search?q=${encodeURIComponent(q)}`, {
        tenantId: tenant.tenantId,
      });
      expect([200, 400]).toContain(status);
      if (status === 200) expect(body.data).toMatchObject({ groups: [] });
    },
  );

  test('shows at most eight of a kind, the closed last', async () => {
    for (let number = 0; number < 10; number += 1) {
      await sales.subscriber(tenant, { username: `crowd${number}`, fullName: 'Crowd' });
    }
    await database
      .as('api')
      .inTenant(tenant.tenantId, (tx) =>
        tx
          .updateTable('subscribers.subscriber')
          .set({ status: 'closed', closedAt: now })
          .where('username', 'in', ['crowd0', 'crowd1', 'crowd2'])
          .execute(),
      );
    const found = await hits('crowd', 'subscriber');
    expect(found).toHaveLength(8);
    expect(found.map(({ status }) => status).indexOf('closed')).toBe(7);
  });
});
