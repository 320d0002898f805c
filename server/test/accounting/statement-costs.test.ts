import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reapStaleSessions } from '../../src/modules/sessions/index.ts';
import { readRivals, readSessions } from '../../src/modules/sessions/folded-session-store.ts';
import { listSessions, type SessionFilter } from '../../src/modules/sessions/session-store.ts';
import type { Tx } from '../../src/platform/db/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createWorld, recordOf, sessionsOf, startMs, type AccountingWorld } from './accounting-world.ts';

const rowCount = 24_000;
/** Rows that a statement may touch beside those it answers. */
const margin = 100;
let database: TestDatabase;
let world: AccountingWorld;

/** One NAS with many sessions, of which each fourth is open, and a fold that has reported. */
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  const { tenantId } = world.tenant;
  const at = new Date(startMs);
  await database.as('fold').acrossTenants((tx) =>
    sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, username, mac,
        framed_ip, started_at, last_seen_at, stopped_at, closed_by)
      select ${tenantId}::uuid, uuidv7(), ${world.nas.nasId}::uuid, ${world.nas.nasAddress}::inet, 's' || i, 0, 'user' || i,
        lpad(to_hex(i), 12, '0')::macaddr, '10.0.0.0'::inet + i, ${at}, ${at},
        case when i % 4 > 0 then ${at}::timestamptz end, case when i % 4 > 0 then 'stop' end
      from generate_series(1, ${rowCount}) as i`.execute(tx),
  );
  await database.as('owner').acrossTenants((tx) => sql`analyze sessions.session`.execute(tx));
  await world.line.write([recordOf(world.nas, { status: 'Stop', atS: 0, sessionId: 'other' })]);
  await world.line.foldAll();
});
afterAll(async () => {
  await world.line.close();
  await database.drop();
});

it.each<SessionFilter>([{ username: 'user77' }, { mac: '00:00:00:00:00:4d' }, { ip: '10.0.0.77' }])(
  'one session among many is found by an index: %o',
  async (filter) => {
    const { tenantId } = world.tenant;
    const touched = await database.as('api').inTenant(tenantId, async (tx) => {
      const before = await rowsTouched(tx);
      const found = await listSessions(tx, { tenantId, filter, limit: 50, after: undefined });
      expect(found.map((session) => session.username)).toEqual(['user77']);
      return (await rowsTouched(tx)) - before;
    });
    expect(touched).toBeLessThan(margin);
  },
);

it('the look for stale sessions costs what is open, not what was closed in seven days', async () => {
  const touched = await database.as('worker').acrossTenants(async (tx) => {
    const before = await rowsTouched(tx);
    expect(await reapStaleSessions(tx, { nowMs: startMs })).toEqual([]);
    return (await rowsTouched(tx)) - before;
  });
  expect(touched).toBeLessThan(rowCount / 4 + margin);
});

it('a session whose counters went back a thousand times costs the fold its latest epochs alone', async () => {
  const { tenantId } = world.tenant;
  const key = { ...world.nas, acctSessionId: 'backwards' };
  const at = new Date(startMs);
  await database.as('fold').acrossTenants(async (tx) => {
    await sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, username,
        started_at, last_seen_at, stopped_at, closed_by)
      select ${tenantId}::uuid, uuidv7(), ${key.nasId}::uuid, ${key.nasAddress}::inet, ${key.acctSessionId}, i, 'anna',
        ${at}, ${at}, ${at}, 'replaced' from generate_series(0, 999) as i`.execute(tx);
    for (const isLocking of [false, true]) {
      const before = await rowsTouched(tx);
      const found = await readSessions(tx, [key], { isLocking });
      expect((await rowsTouched(tx)) - before).toBeLessThan(margin);
      const epochs = found.map((row) => row.session.epoch).toSorted((a, b) => a - b);
      expect(epochs).toEqual([992, 993, 994, 995, 996, 997, 998, 999]);
    }
  });
});

it('many Starts at once of one device, as where a router names itself, look at its sessions once', async () => {
  const { tenantId } = world.tenant;
  const start = { ...world.nas, callingStationId: 'the router itself', framedIp: null };
  const at = new Date(startMs);
  await database.as('fold').acrossTenants(async (tx) => {
    await sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, username,
        calling_station_id, started_at, last_seen_at)
      select ${tenantId}::uuid, uuidv7(), ${start.nasId}::uuid, ${start.nasAddress}::inet, 'same' || i, 0, 'same' || i,
        ${start.callingStationId}, ${at}, ${at} from generate_series(1, 100) as i`.execute(tx);
    const before = await rowsTouched(tx);
    const starts = Array.from({ length: 100 }, () => start);
    expect(await readRivals(tx, starts, { isLocking: false })).toHaveLength(100);
    expect((await rowsTouched(tx)) - before).toBeLessThan(200 + margin);
    // They would count as sessions of the NAS in what follows.
    await sql`update sessions.session set stopped_at = ${at}, closed_by = 'stop'
      where calling_station_id = ${start.callingStationId}`.execute(tx);
  });
});

it('A12: a restart of a NAS with more sessions than one statement writes closes all of them', async () => {
  await world.line.write([recordOf(world.nas, { status: 'Accounting-On', atS: 60 })]);
  await world.line.foldAll();
  const rows = await sessionsOf(database, world.tenant);
  expect(rows.filter((row) => row.closedBy === 'nas_restart')).toHaveLength(rowCount / 4);
  expect(rows.filter((row) => row.stoppedAt === null)).toEqual([]);
});

it('a batch takes as many statements for 900 sessions as for 9, and fewer for those it remembers', async () => {
  let statements = 0;
  const { pool } = database.as('fold');
  const counted: number[] = [];
  const seen = new Set<PoolClient>();
  pool.on('acquire', (client) => {
    if (seen.has(client)) return;
    seen.add(client);
    const query = client.query.bind(client) as (...parts: unknown[]) => unknown;
    const counting = (...parts: unknown[]): unknown => {
      statements++;
      return query(...parts);
    };
    Object.assign(client, { query: counting });
  });
  for (const sessions of [9, 900]) {
    for (const status of ['Start', 'Interim-Update'] as const) {
      const told = Array.from({ length: sessions }, (_, i) =>
        recordOf(world.nas, {
          status,
          atS: 120,
          sessionTimeS: 60,
          sessionId: `count${sessions}-${i}`,
          username: `u${i}`,
        }),
      );
      await world.line.write(told);
      statements = 0;
      await world.line.foldAll();
      counted.push(statements);
    }
  }
  const [fewStarts, fewInterims, manyStarts, manyInterims] = counted;
  expect(manyStarts).toBe(fewStarts);
  expect(manyInterims).toBe(fewInterims);
  expect(fewInterims).toBeLessThan(fewStarts!);
});

/** Rows of sessions.session read on this connection, by whatever plan. */
async function rowsTouched(tx: Tx): Promise<number> {
  const { rows } = await sql<{ touched: bigint }>`
    select seq_tup_read + idx_tup_fetch as touched from pg_stat_xact_user_tables
    where schemaname = 'sessions' and relname = 'session'`.execute(tx);
  return Number(rows[0]!.touched);
}
