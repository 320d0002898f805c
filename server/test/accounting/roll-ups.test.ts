import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLoginMinutes, countLogins } from '../../src/modules/aaa/index.ts';
import { readOnline, readTraffic } from '../../src/modules/sessions/index.ts';
import { housekeepingSteps } from '../../src/roles/worker/tick-steps.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createWorld, gigabyte, recordOf, startMs, story, type AccountingWorld } from './accounting-world.ts';

let database: TestDatabase;
let world: AccountingWorld;
let other: AccountingWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  other = await createWorld(database);
});
afterAll(async () => {
  await Promise.all([world.line.close(), other.line.close()]);
  await database.drop();
});

const day = { from: new Date(startMs - 3_600_000), to: new Date(startMs + 86_400_000) };

function inTenant<T>(
  of: AccountingWorld,
  work: Parameters<ReturnType<TestDatabase['as']>['inTenant']>[1],
): Promise<T> {
  return database.as('api').inTenant(of.tenant.tenantId, work) as Promise<T>;
}

async function trafficOf(of: AccountingWorld, span: 'minute' | 'hour'): Promise<[number, bigint, bigint][]> {
  const steps = await database
    .as('api')
    .inTenant(of.tenant.tenantId, (tx) =>
      readTraffic(tx, { tenantId: of.tenant.tenantId, span, ...day, stepS: span === 'minute' ? 60 : 3_600 }),
    );
  return steps.map((step) => [(step.at.getTime() - startMs) / 60_000, step.downloadBytes, step.uploadBytes]);
}

async function runStep(name: string, nowMs: number): Promise<void> {
  await housekeepingSteps(database.as('worker'))
    .find((step) => step.name === name)!
    .run(nowMs);
}

test('traffic stands in the minute of the packet that told it, once, however often it is told', async () => {
  const packets = [...story(), ...story()];
  await world.line.write(packets.map((told) => recordOf(world.nas, told)));
  await world.line.foldAll();
  expect(await trafficOf(world, 'minute')).toEqual([
    [5, 4n * gigabyte, 1n * gigabyte],
    [10, 5n * gigabyte, 1n * gigabyte],
    [11, 3n * gigabyte, 0n],
  ]);
  expect(await trafficOf(world, 'hour')).toEqual([[0, 12n * gigabyte, 2n * gigabyte]]);
});

test('traffic of a session that is nobody’s counts as well, and no tenant sees that of another', async () => {
  await other.line.write(
    story({ sessionId: 'x', username: 'a stranger' }).map((told) => recordOf(other.nas, told)),
  );
  await other.line.foldAll();
  expect(await trafficOf(other, 'hour')).toEqual([[0, 12n * gigabyte, 2n * gigabyte]]);
  expect(await trafficOf(world, 'hour')).toEqual([[0, 12n * gigabyte, 2n * gigabyte]]);
});

test('each turn of a minute counts the open sessions of every NAS, the hour the most of them', async () => {
  const open = (sessionId: string, atS: number) =>
    recordOf(world.nas, { sessionId, status: 'Start', atS, username: 'anna' });
  const noon = startMs + 3_600_000;
  await world.line.write([open('p', 4_000), open('q', 4_000)]);
  await world.line.foldAll();
  await runStep('record-online', noon + 600_000);
  await world.line.write([
    recordOf(world.nas, { sessionId: 'p', status: 'Stop', atS: 4_210, username: 'anna', sessionTimeS: 210 }),
  ]);
  await world.line.foldAll();
  await runStep('record-online', noon + 660_000);
  const { tenantId } = world.tenant;
  const read = (span: 'minute' | 'hour') =>
    inTenant<{ sessions: number }[]>(world, (tx) =>
      readOnline(tx, { tenantId, span, ...day, stepS: span === 'minute' ? 60 : 3_600 }),
    );
  expect((await read('minute')).map((step) => step.sessions)).toEqual([2, 1]);
  expect((await read('hour')).map((step) => step.sessions)).toEqual([2]);
  // A NAS without a session has a zero, which a chart draws, and no gap.
  const zero = await inTenant<{ sessions: number }[]>(other, (tx) =>
    readOnline(tx, { tenantId: other.tenant.tenantId, span: 'minute', ...day, stepS: 60 }),
  );
  expect(zero.map((step) => step.sessions)).toEqual([0, 0]);
});

test('several nodes that count logins of one minute add up, also in its hour', async () => {
  const { tenantId } = world.tenant;
  const row = { tenantId, nasId: world.nas.nasId, minuteMs: startMs, reason: '' as const, count: 2 };
  const rows = [
    row,
    { ...row, reason: 'aaa.expired' as const, count: 5 },
    { ...row, minuteMs: startMs + 60_000 },
  ];
  const write = () => database.as('radius').acrossTenants((tx) => addLoginMinutes(tx, rows));
  await Promise.all([write(), write()]);
  const read = (span: 'minute' | 'hour') =>
    inTenant<{ at: Date; reason: string; count: bigint }[]>(world, (tx) =>
      countLogins(tx, { tenantId, span, ...day, stepS: span === 'minute' ? 60 : 3_600 }),
    );
  expect((await read('minute')).map(({ reason, count }) => [reason, count])).toEqual([
    ['', 4n],
    ['aaa.expired', 10n],
    ['', 4n],
  ]);
  expect((await read('hour')).map(({ reason, count }) => [reason, count])).toEqual([
    ['', 8n],
    ['aaa.expired', 10n],
  ]);
});

test('minutes are forgotten after eight days, hours after four hundred', async () => {
  const tables = ['aaa.login', 'sessions.traffic', 'sessions.online'];
  const counts = (span: string) => Promise.all(tables.map((table) => rowsOf(`${table}_${span}`)));
  await runStep('prune-roll-ups', startMs + 7 * 86_400_000);
  expect((await counts('minute')).every((n) => n > 0)).toBe(true);
  await runStep('prune-roll-ups', startMs + 9 * 86_400_000);
  expect(await counts('minute')).toEqual([0, 0, 0]);
  expect((await counts('hour')).every((n) => n > 0)).toBe(true);
  await runStep('prune-roll-ups', startMs + 401 * 86_400_000);
  expect(await counts('hour')).toEqual([0, 0, 0]);
});

async function rowsOf(table: string): Promise<number> {
  const { rows } = await database
    .as('api')
    .inTenant(world.tenant.tenantId, (tx) =>
      sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(tx),
    );
  return rows[0]!.n;
}
