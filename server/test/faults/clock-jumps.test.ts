import { join } from 'node:path';
import { SeededRandom, systemClock, uuidv7 } from '@trunkline/kit';
import {
  AcctDelayTime,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  Class,
  Code,
  EventTimestamp,
  PacketBuilder,
  UserName,
  type Packet,
} from '@trunkline/radius';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import { confirmDisconnects } from '../../src/modules/enforcement/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { JournalFold } from '../../src/roles/fold/journal-fold.ts';
import { RadiusHouse } from '../aaa/radius-house.ts';
import { ClockThatJumps } from './clock-that-jumps.ts';

const sessions = atScale({ ci: 60, full: 3_000 });
const reportsEach = 4;
const tooMany = rejectReasons['aaa.too_many_sessions'].replyMessage;
const jumps = [1, -1, 0, -1, 1, 0];

let clock: ClockThatJumps;
let house: RadiusHouse;
let tenantId: string;

beforeEach(async () => {
  clock = new ClockThatJumps();
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('one');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  const plan = await house.addPlan(tenantId, { maxSessions: 1 });
  await house.addSubscriber(tenantId, plan, { username: 'anna', expiresInMs: null });
  await house.addSubscriber(tenantId, plan, { username: 'ben', expiresInMs: 3_600_000 });
  await house.start({ clock });
});
afterEach(() => house.tearDown());

it('A15: the limit of sessions holds over every jump of the clock, and a Stop or a restart still ends it', async () => {
  for (const days of jumps) {
    const first = await house.login({ username: 'anna', station: 'first' });
    expect(first?.code).toBe(Code.AccessAccept);
    const session = { username: 'anna', station: 'first', sessionId: `s${days}`, class: first!.get(Class)! };
    await house.report({ ...session, status: 'Start' });
    clock.beAheadBy({ days });
    expect(await house.outcome({ username: 'anna', station: 'second' })).toBe(tooMany);
    await house.report({ ...session, status: 'Stop' });
    expect(await house.outcome({ username: 'anna', station: 'second' })).toBe('accepted');
    await restartRouter();
    expect(await house.outcome({ username: 'anna', station: 'third' })).toBe('accepted');
    // What is granted after the restart counts, also where the clock has gone back behind it.
    clock.beAheadBy({ days: Math.max(days - 1, -1) });
    expect(await house.outcome({ username: 'anna', station: 'fourth' })).toBe(tooMany);
    await restartRouter();
  }
});

it('A15: expiry follows the present clock', async () => {
  for (const days of jumps) {
    clock.beAheadBy({ days });
    const expected = days > 0 ? rejectReasons['aaa.expired'].replyMessage : 'accepted';
    expect(await house.outcome({ username: 'ben', station: 'own' })).toBe(expected);
  }
});

it('A15: whatever the clocks of router and server say, no session is lost, negative or in the future', async () => {
  const random = new SeededRandom(faultSeed('A15'));
  const delays = [undefined, 0, 5, 3_599, 86_400, 0xffff_ffff];
  // 1970, 2038, 2106, and the truth.
  const stamps = [0, 1, 0x7fff_ffff, 0xffff_ffff, Math.floor(systemClock.now() / 1_000)];
  const pick = <T>(values: readonly T[]): T => values[random.integer(values.length)]!;
  const report = async (n: number, step: number): Promise<Packet | undefined> => {
    const status = step === 0 ? 'Start' : step === reportsEach - 1 ? 'Stop' : 'Interim-Update';
    const packet = new PacketBuilder(Code.AccountingRequest)
      .add(AcctStatusType, AcctStatusType.values[status])
      .add(AcctSessionId, `session-${n}`)
      .add(UserName, 'anna')
      .add(EventTimestamp, pick(stamps));
    if (step > 0) packet.add(AcctSessionTime, step * 60);
    const delayS = pick(delays);
    if (delayS !== undefined) packet.add(AcctDelayTime, delayS);
    return house.send(packet, 'acct');
  };
  for (let step = 0; step < reportsEach; step++) {
    for (let n = 0; n < sessions; n++) {
      if (random.integer(10) === 0) clock.beAheadBy({ days: pick([-1, 0, 1]) });
      expect((await report(n, step))?.code).toBe(Code.AccountingResponse);
    }
  }
  clock.beAheadBy({ days: 0 });
  await house.stop();
  await foldAll();

  const rows = await sessionRows();
  expect(new Set(rows.map((row) => row.acctSessionId)).size).toBe(sessions);
  const latestMs = systemClock.now() + 25 * 3_600_000;
  for (const row of rows) {
    const { startedAt, lastSeenAt, stoppedAt, sessionTimeS } = row;
    expect(row, row.acctSessionId).toMatchObject({ closedBy: 'stop' });
    expect(stoppedAt!.getTime() - startedAt.getTime(), row.acctSessionId).toBeGreaterThanOrEqual(0);
    expect(lastSeenAt.getTime() - startedAt.getTime(), row.acctSessionId).toBeGreaterThanOrEqual(0);
    expect(sessionTimeS).toBeLessThanOrEqual(BigInt((reportsEach - 1) * 60));
    // No later than the server's own clock ever said.
    expect(stoppedAt!.getTime()).toBeLessThan(latestMs);
  }
  recordFigures('A15', { sessions, rows: rows.length, reports: sessions * reportsEach });
});

async function restartRouter(): Promise<void> {
  const on = new PacketBuilder(Code.AccountingRequest).add(
    AcctStatusType,
    AcctStatusType.values['Accounting-On'],
  );
  expect((await house.send(on, 'acct'))?.code).toBe(Code.AccountingResponse);
}

async function foldAll(): Promise<void> {
  const fold = new JournalFold({
    folder: join(house.home, 'journal', 'node-1'),
    database: house.database.as('fold'),
    clock,
    log: createLog({ name: 'test', level: 'silent', clock, write: () => {}, asText: false }),
    makeId: () => uuidv7(),
    onEnded: confirmDisconnects,
  });
  while ((await fold.step()) === 'folded');
  await fold.close();
}

function sessionRows() {
  return house.database
    .as('fold')
    .acrossTenants((tx) =>
      tx.selectFrom('sessions.session').selectAll().where('tenantId', '=', tenantId).execute(),
    );
}
