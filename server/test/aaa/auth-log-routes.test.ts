import { uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLoginMinutes, rejectReasonCodes } from '../../src/modules/aaa/index.ts';
import { AuthLogWriter } from '../../src/modules/aaa/auth-log/auth-log-writer.ts';
import type { AuthLogRow } from '../../src/modules/aaa/auth-log/auth-log.ts';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from '../api/api-under-test.ts';

let api: ApiUnderTest;
let one: TenantUnderTest;
let two: TenantUnderTest;
const nasId = uuidv7();
const newestMs = Date.now() - 60_000;

function row(tenantId: string, index: number, changes: Partial<AuthLogRow> = {}): AuthLogRow {
  return {
    tenantId,
    id: uuidv7(),
    // Pairs share an instant, so that pages must part them by id.
    atMs: newestMs - Math.floor(index / 2) * 1_000,
    nasId,
    subscriberId: null,
    username: `user-${index}`,
    callingStationId: null,
    nasPortId: null,
    method: 'pap',
    outcome: 'rejected',
    reason: 'aaa.expired',
    count: 1,
    ...changes,
  };
}

beforeAll(async () => {
  api = await startApiUnderTest();
  one = await api.makeTenant('one', { isOperator: true });
  two = await api.makeTenant('two');
  const writer = new AuthLogWriter({
    database: api.database.as('radius'),
    onFault: (error) => expect(error).toBeUndefined(),
  });
  await writer.write([
    ...Array.from({ length: 7 }, (_, index) => row(one.id, index)),
    row(one.id, 7, { outcome: 'accepted', reason: null, username: 'ann' }),
    row(one.id, 8, { outcome: 'not_kept', reason: null, username: '', count: 41 }),
    row(one.id, 9, {
      reason: 'aaa.wrong_mac',
      count: 5,
      username: 'ann',
      callingStationId: 'AA-BB-CC-DD-EE-FF',
    }),
    row(two.id, 0, { username: 'of-two' }),
  ]);
  await api.database.as('radius').acrossTenants((tx) =>
    sql`insert into platform.role_status (node, role, pid, version, started_at, beat_at, stats)
      values ('alive', 'radius', 1, '0', now(), now(), '{"snapshot":{"ageMs":120},"online":{"subscribers":42}}'),
        ('alive', 'fold', 1, '0', now(), now(), '{"journals":{"alive":{"lagBytes":7},"left":{"lagBytes":5}}}'),
        ('gone', 'radius', 1, '0', now(), now() - interval '1 hour', '{}')`.execute(tx),
  );
});

afterAll(() => api.close());

async function names(query: string): Promise<string[]> {
  const { data } = await api.call({ as: one.token, url: `/api/auth-log${query}` });
  return (data as { username: string }[]).map(({ username }) => username);
}

describe('GET /api/auth-log', () => {
  it("shows the tenant's own rows, the newest first", async () => {
    const own = await names('');
    expect(own).toHaveLength(10);
    expect(own.slice(0, 2).sort()).toEqual(['user-0', 'user-1']);
    expect(own).not.toContain('of-two');
  });

  it('leads through all rows page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const answer = await api.call({
        as: one.token,
        url: `/api/auth-log?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      });
      seen.push(...(answer.data as { id: string }[]).map(({ id }) => id));
      cursor = answer.meta?.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
  });

  it('filters by what happened, to whom, where and when', async () => {
    expect(await names('?outcome=not_kept')).toEqual(['']);
    expect(await names('?username=ann')).toEqual(['ann', 'ann']);
    expect(await names('?reason=aaa.wrong_mac')).toEqual(['ann']);
    expect(await names('?mac=aabb.ccdd.eeff')).toEqual(['ann']);
    expect(await names(`?nasId=${uuidv7()}`)).toEqual([]);
    const second = new Date(newestMs - 1_000).toISOString();
    expect((await names(`?from=${second}`)).sort()).toEqual(['user-0', 'user-1', 'user-2', 'user-3']);
    expect(await names(`?to=${second}`)).toHaveLength(6);
  });

  it('refuses a reason that is none and a parameter that it does not know', async () => {
    expect((await api.call({ as: one.token, url: '/api/auth-log?reason=aaa.nonsense' })).status).toBe(400);
    expect((await api.call({ as: one.token, url: '/api/auth-log?who=me' })).status).toBe(400);
  });

  it('needs its permission', async () => {
    const { token } = await api.makeStaff(one, ['nas.read']);
    expect((await api.call({ as: token, url: '/api/auth-log' })).status).toBe(403);
    const { token: reader } = await api.makeStaff(one, ['aaa.read']);
    expect((await api.call({ as: reader, url: '/api/auth-log' })).status).toBe(200);
  });
});

async function sums(query: string): Promise<Record<string, number>> {
  const { data } = await api.call({ as: one.token, url: `/api/auth-log/minutes?${query}` });
  const lines = [{ reason: 'accepted', counts: data.accepted }, ...data.rejected];
  expect(lines.every(({ counts }) => counts.length === data.at.length)).toBe(true);
  return Object.fromEntries(
    lines.map(({ reason, counts }) => [reason, counts.reduce((sum: number, n: number) => sum + n, 0)]),
  );
}

describe('GET /api/auth-log/minutes', () => {
  const minuteMs = Math.floor(newestMs / 60_000) * 60_000;

  beforeAll(async () => {
    const counted = { nasId, minuteMs, count: 3 };
    await api.database.as('radius').acrossTenants((tx) =>
      addLoginMinutes(tx, [
        { ...counted, tenantId: one.id, reason: '' },
        { ...counted, tenantId: one.id, reason: 'aaa.expired', count: 4 },
        { ...counted, tenantId: one.id, reason: 'aaa.wrong_mac', nasId: uuidv7(), count: 9 },
        { ...counted, tenantId: two.id, reason: 'aaa.closed' },
      ]),
    );
  });

  it('counts accepts and each reason, the most frequent first, of the own tenant', async () => {
    const counted = await sums('');
    expect(Object.entries(counted)).toEqual([
      ['accepted', 3],
      ['aaa.wrong_mac', 9],
      ['aaa.expired', 4],
    ]);
  });

  it('takes the filters of the log, those of one name from the log itself', async () => {
    expect(await sums(`nasId=${nasId}`)).toEqual({ accepted: 3, 'aaa.expired': 4 });
    expect(await sums('reason=aaa.expired')).toEqual({ accepted: 0, 'aaa.expired': 4 });
    expect(await sums('outcome=accepted')).toEqual({ accepted: 3 });
    expect(await sums('username=ann')).toEqual({ accepted: 1, 'aaa.wrong_mac': 5 });
    expect(await sums('mac=AABBCCDDEEFF')).toEqual({ accepted: 0, 'aaa.wrong_mac': 5 });
  });

  it('refuses a range that ends before it begins', async () => {
    const url = '/api/auth-log/minutes?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z';
    expect((await api.call({ as: one.token, url })).status).toBe(400);
  });
});

describe('the state of the RADIUS servers', () => {
  it("shows who is alive and the tenant's own logins with repetitions", async () => {
    const { data } = await api.call({ as: one.token, url: '/api/radius/status' });
    expect(data.nodes).toMatchObject([
      { node: 'alive', isAlive: true, snapshotAgeMs: 120 },
      { node: 'gone', isAlive: false, snapshotAgeMs: null },
    ]);
    expect(data.lastHour).toEqual({
      accepted: 1,
      rejected: 12,
      notKept: 41,
      rejectsByReason: { 'aaa.expired': 7, 'aaa.wrong_mac': 5 },
    });
  });

  it('shows the counters of all tenants to the operator alone', async () => {
    const { status, data } = await api.call({ as: one.token, url: '/api/radius/nodes' });
    expect([status, data[0].stats.snapshot]).toEqual([200, { ageMs: 120 }]);
    const loads = data.map((node: Record<string, unknown>) => [
      node['subscribersOnline'],
      node['journalLagBytes'],
    ]);
    expect(loads).toEqual([
      [42, 12],
      [null, null],
    ]);
    expect((await api.call({ as: two.token, url: '/api/radius/nodes' })).status).not.toBe(200);
  });
});

it('GET /api/reject-reasons explains every code', async () => {
  const { data } = await api.call({ as: two.token, url: '/api/reject-reasons' });
  expect(data.map(({ code }: { code: string }) => code)).toEqual(rejectReasonCodes);
});
