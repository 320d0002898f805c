import { join } from 'node:path';
import { SeededRandom, uuidv7 } from '@trunkline/kit';
import {
  AcctInputOctets,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  CallingStationId,
  Class,
  Code,
  PacketBuilder,
  UserName,
} from '@trunkline/radius';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CivilZone } from '../../src/modules/policy/index.ts';
import { keepMeters } from '../../src/modules/quota/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { JournalFold } from '../../src/roles/fold/journal-fold.ts';
import { wireFold } from '../../src/roles/fold/wire-fold.ts';
import { MinuteTick } from '../../src/roles/worker/minute-tick.ts';
import { housekeepingSteps } from '../../src/roles/worker/tick-steps.ts';
import { eventually, RadiusHouse } from '../aaa/radius-house.ts';
import { ClockThatJumps } from './clock-that-jumps.ts';

const killed = atScale({ ci: 20, full: 1_000 });
/** At routers that go on. */
const alive = 10;
const [dead, restarted, neighbour] = ['127.0.0.1', '127.0.0.2', '127.0.0.3'] as const;

interface Line {
  readonly username: string;
  readonly router: string;
  readonly sessionId: string;
  readonly class: Buffer;
  upload: number;
  download: number;
  seconds: number;
}

let clock: ClockThatJumps;
let house: RadiusHouse;
let tenantId: string;

beforeEach(async () => {
  clock = new ClockThatJumps();
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('one');
  for (const router of [dead, restarted, neighbour]) await house.addNas(tenantId, { prefix: `${router}/32` });
  const plan = await house.addPlan(tenantId, { maxSessions: 1 });
  for (let n = 0; n < killed + alive; n++) {
    await house.addSubscriber(tenantId, plan, { username: `line${n}`, expiresInMs: null });
  }
  await countEverybody();
  await house.start({ clock });
});
afterEach(() => house.tearDown());

it('A12: when routers die, each of their sessions ends when last heard of, sums to its last interim and is free again', async () => {
  const random = new SeededRandom(faultSeed('A12'));
  const lines: Line[] = [];
  for (let n = 0; n < killed + alive; n++) {
    const router = n >= killed ? neighbour : n % 2 === 0 ? dead : restarted;
    const line = await dial(`line${n}`, router);
    lines.push(line);
    await report(line, 'Start');
    for (let interims = random.integer(4); interims > 0; interims--) await goOn(line, random);
  }
  // One half of the power is back: that router says so. Of the other nothing is heard again.
  const on = new PacketBuilder(Code.AccountingRequest).add(
    AcctStatusType,
    AcctStatusType.values['Accounting-On'],
  );
  expect((await house.send(on, 'acct', { localAddress: restarted }))?.code).toBe(Code.AccountingResponse);
  const fold = newFold();
  while ((await fold.step()) === 'folded');
  clock.beAheadBy({ days: 0.5 });
  for (const line of lines.filter(({ router }) => router === neighbour)) await goOn(line, random);
  while ((await fold.step()) === 'folded');
  // What the fold has reached, it says a second later at the most.
  await expect.poll(() => fold.step().then(foldedUntil)).toBeGreaterThan(clock.now() - 60_000);
  await fold.close();
  await sweep();

  const rows = new Map((await sessions()).map((row) => [row.acctSessionId, row]));
  for (const line of lines) {
    const row = rows.get(line.sessionId)!;
    const closedBy = { [dead]: 'stale', [restarted]: 'nas_restart', [neighbour]: null }[line.router]!;
    const sums = {
      uploadBytes: BigInt(line.upload),
      downloadBytes: BigInt(line.download),
      sessionTimeS: BigInt(line.seconds),
    };
    expect(row).toMatchObject({ closedBy: closedBy ?? null, ...sums });
    expect(row.stoppedAt).toEqual(line.router === neighbour ? null : row.lastSeenAt);
  }
  expect(await usage()).toEqual({
    upload: BigInt(sum(lines.map(({ upload }) => upload))),
    download: BigInt(sum(lines.map(({ download }) => download))),
  });
  // The quota has counted what the last word of each session said, to the byte and the second.
  const counted = new Map((await meters()).map((row) => [row.username, row]));
  for (const line of lines) {
    expect(counted.get(line.username), line.username).toMatchObject({
      quotaBytes: BigInt(line.upload + line.download),
      quotaTimeS: BigInt(line.seconds),
    });
  }
  for (const line of lines) {
    const login = { username: line.username, station: 'another device', localAddress: neighbour };
    const expected = line.router === neighbour ? 'You are already logged in' : 'accepted';
    await eventually(() => house.outcome(login), expected);
  }
  recordFigures('A12', { sessionsKilled: killed, sessionsOfOthers: alive });
});

/** Each has a quota without a limit since ever. */
async function countEverybody(): Promise<void> {
  const none = { limitBytes: null, limitTimeS: null, alarmBytes: null, alarmTimeS: null };
  const metering = {
    counts: 'both' as const,
    countedHours: null,
    dayAlarmBytes: null,
    weekAlarmBytes: null,
    monthAlarmBytes: null,
    quota: { fromMs: 0, untilMs: null, ...none },
  };
  await house.database.as('worker').acrossTenants(async (tx) => {
    const rows = await tx
      .selectFrom('subscribers.subscriber')
      .select('id')
      .where('tenantId', '=', tenantId)
      .execute();
    const zone = new CivilZone('UTC');
    const wanted = rows.map(({ id }) => ({
      tenantId,
      subscriberId: id,
      metering,
      nowMs: clock.now(),
      zone,
    }));
    await keepMeters(tx, wanted);
  });
}

function meters() {
  return house.database
    .as('worker')
    .acrossTenants((tx) =>
      tx
        .selectFrom('quota.meter as m')
        .innerJoin('subscribers.subscriber as s', 's.id', 'm.subscriberId')
        .select(['s.username', 'm.quotaBytes', 'm.quotaTimeS'])
        .where('m.tenantId', '=', tenantId)
        .execute(),
    );
}

async function dial(username: string, router: string): Promise<Line> {
  const reply = await house.login({ username, station: `of ${username}`, localAddress: router });
  expect(reply?.code).toBe(Code.AccessAccept);
  const sessionId = `session of ${username}`;
  return { username, router, sessionId, class: reply!.get(Class)!, upload: 0, download: 0, seconds: 0 };
}

async function goOn(line: Line, random: SeededRandom): Promise<void> {
  line.upload += random.integer(1_000_000);
  line.download += random.integer(10_000_000);
  line.seconds += 300;
  await report(line, 'Interim-Update');
}

async function report(line: Line, status: 'Start' | 'Interim-Update'): Promise<void> {
  const packet = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values[status])
    .add(AcctSessionId, line.sessionId)
    .add(UserName, line.username)
    .add(CallingStationId, `of ${line.username}`)
    .add(Class, line.class)
    .add(AcctSessionTime, line.seconds)
    .add(AcctInputOctets, line.upload)
    .add(AcctOutputOctets, line.download);
  expect((await house.send(packet, 'acct', { localAddress: line.router }))?.code).toBe(
    Code.AccountingResponse,
  );
}

function newFold(): JournalFold {
  return new JournalFold({
    folder: join(house.home, 'journal', 'node-1'),
    database: house.database.as('fold'),
    clock,
    log: silentLog(),
    makeId: () => uuidv7(),
    ...wireFold(clock),
  });
}

async function sweep(): Promise<void> {
  const database = house.database.as('worker');
  const tick = new MinuteTick({ database, clock, log: silentLog(), steps: housekeepingSteps(database) });
  await tick.tick(clock.now());
  expect(tick.stats().failures).toEqual({});
}

function silentLog() {
  return createLog({ name: 'test', level: 'silent', clock, write: () => {}, asText: false });
}

async function foldedUntil(): Promise<number> {
  const row = await house.database
    .as('fold')
    .acrossTenants((tx) =>
      tx.selectFrom('sessions.journalPosition').select('foldedUntil').executeTakeFirstOrThrow(),
    );
  return row.foldedUntil.getTime();
}

function sessions() {
  return house.database
    .as('fold')
    .acrossTenants((tx) =>
      tx.selectFrom('sessions.session').selectAll().where('tenantId', '=', tenantId).execute(),
    );
}

async function usage(): Promise<{ upload: bigint; download: bigint }> {
  const rows = await house.database
    .as('fold')
    .acrossTenants((tx) =>
      tx.selectFrom('sessions.usageDay').selectAll().where('tenantId', '=', tenantId).execute(),
    );
  return rows.reduce(
    (total, row) => ({
      upload: total.upload + row.uploadBytes,
      download: total.download + row.downloadBytes,
    }),
    { upload: 0n, download: 0n },
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
