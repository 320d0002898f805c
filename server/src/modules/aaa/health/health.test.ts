import { ManualClock } from '@trunkline/kit';
import { DISCARD_KINDS } from '@trunkline/radius';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../../test/support/test-tenant.ts';
import { routes as nasRoutes } from '../../nas/routes.ts';
import { healthRoutes } from './health-routes.ts';
import { judgePacket } from '../nas-watch/judge-packet.ts';

const now = Date.parse('2026-03-01T12:00:30Z');
const minutesAgo = (minutes: number) => new Date(Date.parse('2026-03-01T12:00:00Z') - minutes * 60_000);
const clock = new ManualClock(now);

let database: TestDatabase;
let api: TestApi;
let tenantId: string;
let strangers: string;
let busy: string;
let idle: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const deps = testDeps(database, { clock, seed: 4 });
  api = await createTestApi([...nasRoutes(deps), ...healthRoutes(deps)]);
  tenantId = (await createTestTenant(database, { code: 'north' })).tenantId;
  strangers = (await createTestTenant(database, { code: 'south' })).tenantId;
  busy = await addNas(tenantId, 'busy', '192.0.2.1');
  idle = await addNas(tenantId, 'idle', '192.0.2.2');
  const foreign = await addNas(strangers, 'foreign', '198.51.100.1');
  await record(tenantId, busy);
  await record(strangers, foreign);
  await database.as('radius').acrossTenants(async (tx) => {
    const beat = (node: string, role: string, agoMs: number, stats: object) =>
      sql`insert into platform.role_status (node, role, pid, version, started_at, beat_at, stats)
        values (${node}, ${role}, 1, '1.2.3', ${minutesAgo(600)}, ${new Date(now - agoMs)}, ${JSON.stringify(stats)})`.execute(
        tx,
      );
    const secret = { online: { subscribers: 4711 }, authentication: { accepted: 815 } };
    await beat('a', 'radius', 2_000, { snapshot: { ageMs: 400 }, ...secret });
    await beat('a', 'fold', 2_000, {
      journals: { a: { lagMs: 1_500 }, old: { lagMs: 9_000 }, c: { lagMs: null } },
    });
    await beat('b', 'radius', 60_000, { snapshot: { ageMs: null } });
    await beat('b', 'fold', 60_000, { journals: { b: { lagMs: 5 } } });
    await beat('a', 'api', 0, {});
  });
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

async function addNas(tenant: string, name: string, prefix: string): Promise<string> {
  const body = { name, prefix, vendor: 'mikrotik' };
  return (await api.call('POST /api/nas', { tenantId: tenant, body })).body.data.id;
}

async function record(tenant: string, nasId: string): Promise<void> {
  const place = { tenantId: tenant, nasId };
  await database.as('radius').acrossTenants(async (tx) => {
    await tx
      .insertInto('nas.observation')
      .values({ ...place, firstPacketAt: minutesAgo(60), lastPacketAt: new Date(now) })
      .execute();
    const login = (minute: Date, reason: string, count: bigint) => ({ ...place, minute, reason, count });
    await tx
      .insertInto('aaa.loginMinute')
      .values([
        login(minutesAgo(0), '', 50n),
        login(minutesAgo(1), '', 20n),
        login(minutesAgo(2), 'aaa.wrong_password', 5n),
        login(minutesAgo(20), 'aaa.expired', 9n),
        login(minutesAgo(61), 'aaa.suspended', 1_000n),
      ])
      .execute();
    const packet = (minute: Date, kind: string, count: bigint) => ({ ...place, minute, kind, count });
    await tx
      .insertInto('nas.packetMinute')
      .values([
        packet(minutesAgo(2), 'accounting', 40n),
        packet(minutesAgo(2), 'wrong-authenticator', 10n),
        packet(minutesAgo(3), 'backlog-full', 15n),
        packet(minutesAgo(3), 'superseded', 100n),
      ])
      .execute();
  });
  await database.as('worker').acrossTenants((tx) =>
    tx
      .insertInto('sessions.onlineMinute')
      .values([
        { ...place, minute: minutesAgo(30), sessions: 5 },
        { ...place, minute: minutesAgo(1), sessions: 6 },
        { ...place, minute: minutesAgo(0), sessions: 7 },
      ])
      .execute(),
  );
}

const health = async (query = '', tenant = tenantId) =>
  (await api.call(`GET /api/aaa/health${query}`, { tenantId: tenant })).body.data;

describe('the health of the AAA service', () => {
  test('has a count of each line for each whole minute, the running one left out', async () => {
    const data = await health();
    expect(data.at).toHaveLength(60);
    expect(data.at.at(-1)).toBe(minutesAgo(1).getTime() / 1000);
    expect(data.accepts.slice(-2)).toEqual([0, 20]);
    expect(data.accounting.at(-2)).toBe(40);
    expect(data.rejects.map(({ reason }: { reason: string }) => reason)).toEqual([
      'aaa.expired',
      'aaa.wrong_password',
    ]);
    expect(data.rejects[0].counts.at(-20)).toBe(9);
    expect(
      data.silences.map(({ kind, isOurs }: { kind: string; isOurs: boolean }) => [kind, isOurs]),
    ).toEqual([
      ['backlog-full', true],
      ['wrong-authenticator', false],
    ]);
    expect(data.online.filter((sessions: number | null) => sessions !== null)).toEqual([5, 6]);
    for (const { counts } of [...data.rejects, ...data.silences]) expect(counts).toHaveLength(60);
  });

  test('tells refusals, discards and what we owe apart, over the span and a minute', async () => {
    const data = await health();
    expect(data.totals).toEqual({ accepts: 20, rejects: 14, accounting: 40, discarded: 10, unanswered: 15 });
    expect(data.perMinute).toEqual({ accepts: 4, rejects: 1, accounting: 8, discarded: 2, unanswered: 3 });
    expect((await health('?minutes=10')).totals.rejects).toBe(5);
    expect((await health('?minutes=120')).totals.rejects).toBe(1_014);
  });

  test('shows each NAS, the worst first, and how many sessions it has', async () => {
    const data = await health();
    expect(data.openSessions).toBe(7);
    expect(data.nasByState).toEqual({ ok: 0, quiet: 1, down: 0, waiting: 1, disabled: 0 });
    expect(data.nas).toEqual([
      {
        id: busy,
        name: 'busy',
        health: { state: 'quiet', reason: 'many_unanswered' },
        lastPacketAt: new Date(now).toISOString(),
        openSessions: 7,
        perMinute: data.perMinute,
        rejects: [{ reason: 'aaa.wrong_password', count: 5 }],
        silences: [
          { kind: 'backlog-full', count: 15 },
          { kind: 'wrong-authenticator', count: 10 },
        ],
      },
      expect.objectContaining({
        id: idle,
        health: { state: 'waiting', reason: 'never_heard' },
        openSessions: 0,
      }),
    ]);
  });

  test('shows the nodes by their lag, and nothing that adds up tenants', async () => {
    const data = await health();
    expect(
      data.nodes.map(({ node, isAlive, snapshotAgeMs, foldLagMs }: Record<string, unknown>) => [
        node,
        isAlive,
        snapshotAgeMs,
        foldLagMs,
      ]),
    ).toEqual([
      ['a', true, 400, 9_000],
      ['b', false, null, null],
    ]);
    expect(JSON.stringify(data)).not.toMatch(/4711|815/);
  });

  test('is that of one tenant, and only for who may see the authentication log', async () => {
    const theirs = await health('', strangers);
    expect(theirs.nas.map(({ name }: { name: string }) => name)).toEqual(['foreign']);
    expect(theirs.totals.accepts).toBe(20);
    const call = { tenantId, permissions: ['nas.read'] };
    expect((await api.call('GET /api/aaa/health', call)).status).toBe(403);
  });

  test.each(['minutes=4', 'minutes=181', 'minutes=x', 'minutes=', 'minutes=7.5', 'span=60'])(
    'refuses %s',
    async (query) => {
      expect((await api.call(`GET /api/aaa/health?${query}`, { tenantId })).status).toBe(400);
    },
  );

  test('judges each kind of silence; one of another version is owed an answer', () => {
    expect(DISCARD_KINDS.map(judgePacket)).not.toContain('accounting');
    expect(judgePacket('superseded')).toBe('harmless');
    expect(judgePacket('of a newer version')).toBe('unanswered');
  });
});
