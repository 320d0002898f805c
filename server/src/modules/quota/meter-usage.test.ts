import { SeededRandom, uuidv7 } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertSubscriber } from '../../../test/accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { CivilZone, type Metering } from '../policy/index.ts';
import type { UsageDelta } from '../sessions/index.ts';
import { keepMeters } from './keep-meters.ts';
import { meterUsage, type SubscriberKey } from './meter-usage.ts';

const zone = new CivilZone('Asia/Baghdad');
/** A Wednesday, 12:00 in Baghdad. */
const nowMs = Date.parse('2026-03-11T12:00:00+03:00');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** 00:00 of that day, of Sunday the 8th and of the 1st. */
const todayMs = nowMs - 12 * hourMs;
const monthMs = Date.parse('2026-03-01T00:00:00+03:00');

let database: TestDatabase;
let tenant: TestTenant;
let key: SubscriberKey;
let names = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await createTestTenant(database, { code: 'one', timeZone: zone.name });
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { subscriberId } = await insertSubscriber(database, tenant, { username: `user${names++}` });
  key = { tenantId: tenant.tenantId, subscriberId };
});

describe('what a delta adds', () => {
  it('counts in the day, week, month and quota that hold it', async () => {
    await keep({ quota: monthly() });
    await use({ atMs: nowMs, download: 60, upload: 40, timeS: 300 });
    await use({ atMs: nowMs + 1_000, download: 6, upload: 4, timeS: 10 });
    expect(await meter()).toMatchObject({
      day: '2026-03-11',
      dayBytes: 110n,
      week: '2026-03-08',
      weekBytes: 110n,
      month: '2026-03-01',
      monthBytes: 110n,
      quotaBytes: 110n,
      quotaTimeS: 310n,
      quotaPeriod: 'monthly',
    });
  });

  it('is the download alone where the plan says so', async () => {
    await keep({ counts: 'download', quota: monthly() });
    await use({ atMs: nowMs, download: 60, upload: 40 });
    expect(await meter()).toMatchObject({ dayBytes: 60n, weekBytes: 60n, monthBytes: 60n, quotaBytes: 60n });
  });

  it('is nothing to who has no meter, and makes none', async () => {
    expect(await use({ atMs: nowMs, download: 60 })).toEqual([]);
    expect(await meter()).toBeUndefined();
  });

  it('begins a later day, week and month anew, and of a late one counts only what still runs', async () => {
    await keep();
    await use({ atMs: nowMs, download: 1_000 });
    await use({ atMs: nowMs + dayMs, download: 50 });
    expect(await meter()).toMatchObject({
      day: '2026-03-12',
      dayBytes: 50n,
      weekBytes: 1_050n,
      monthBytes: 1_050n,
    });
    // Of yesterday: the day is over, the week and the month are not.
    await use({ atMs: nowMs + 60_000, download: 7, now: nowMs + dayMs });
    expect(await meter()).toMatchObject({
      day: '2026-03-12',
      dayBytes: 50n,
      weekBytes: 1_057n,
      monthBytes: 1_057n,
    });
    await use({ atMs: nowMs + 30 * dayMs, download: 3 });
    expect(await meter()).toMatchObject({
      day: '2026-04-10',
      dayBytes: 3n,
      week: '2026-04-05',
      weekBytes: 3n,
      month: '2026-04-01',
      monthBytes: 3n,
    });
  });

  it('of several days in one batch counts each where it belongs', async () => {
    await keep({ quota: { ...monthly(), untilMs: nowMs + 2 * dayMs } });
    await meterAll(
      [5, 0, 3, 1, 2, 4].map((days) => delta({ atMs: nowMs + days * hourMs * 12, download: 10 ** days })),
      nowMs + 10 * dayMs,
    );
    // 11th 12:00, 12th 00:00 and 12:00, 13th 00:00 and 12:00, 14th 00:00.
    expect(await meter()).toMatchObject({ day: '2026-03-14', dayBytes: 100_000n, weekBytes: 111_111n });
    expect(await meter()).toMatchObject({ quotaFrom: new Date(nowMs + 2 * dayMs), quotaBytes: 110_000n });
  });

  it('past the end of the quota counts in the next period, before its begin in none', async () => {
    await keep({ quota: { ...monthly(), untilMs: nowMs + hourMs } });
    await use({ atMs: monthMs - 1_000, download: 5 });
    expect(await meter()).toMatchObject({ quotaBytes: 0n });
    await use({ atMs: nowMs, download: 70 });
    expect(await use({ atMs: nowMs + hourMs, download: 3 })).toEqual([key]);
    const ended = { quotaFrom: new Date(nowMs + hourMs), quotaUntil: null, quotaBytes: 3n };
    expect(await meter()).toMatchObject(ended);
    // Of the period before: it is over.
    await use({ atMs: nowMs + hourMs - 1, download: 9, now: nowMs + hourMs });
    expect(await meter()).toMatchObject(ended);
    // What the policy then says about the period that runs finds it counted.
    await keep(
      { quota: { ...monthly(), fromMs: nowMs + hourMs, untilMs: nowMs + 30 * dayMs } },
      nowMs + hourMs + 1,
    );
    expect(await meter()).toMatchObject({ ...ended, quotaUntil: new Date(nowMs + 30 * dayMs) });
  });

  it('A15: does not begin tomorrow because a clock was ahead when it came', async () => {
    await keep();
    await use({ atMs: nowMs + dayMs, download: 9, now: nowMs });
    expect(await meter()).toMatchObject({ day: '2026-03-11', dayBytes: 9n });
  });

  it('C11: never passes what JSON holds nor falls below nothing, and stops no batch', async () => {
    await keep({ quota: monthly() });
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    for (const bytes of [most, most, 2n ** 62n, 1n]) {
      await meterAll([
        { ...delta({ atMs: nowMs }), downloadBytes: bytes, uploadBytes: bytes, sessionTimeS: bytes },
      ]);
    }
    const full = { dayBytes: most, weekBytes: most, monthBytes: most, quotaBytes: most, quotaTimeS: most };
    expect(await meter()).toMatchObject(full);
    await meterAll([{ ...delta({ atMs: nowMs }), downloadBytes: -(2n ** 62n) }]);
    expect(await meter()).toMatchObject({ dayBytes: 0n, weekBytes: 0n, monthBytes: 0n, quotaBytes: 0n });
  });
});

describe('alarms', () => {
  it('answer who reaches one, at every delta until the policy has set another', async () => {
    await keep({ dayAlarmBytes: 100 });
    expect(await use({ atMs: nowMs, download: 99 })).toEqual([]);
    expect(await use({ atMs: nowMs, download: 1 })).toEqual([key]);
    expect(await use({ atMs: nowMs, download: 1 })).toEqual([key]);
    await keep({ dayAlarmBytes: 200 });
    expect(await use({ atMs: nowMs, download: 1 })).toEqual([]);
  });

  it.each([
    ['weekAlarmBytes', {}],
    ['monthAlarmBytes', {}],
    ['alarmBytes', {}],
    ['alarmTimeS', { timeS: 100 }],
  ])('%s is one', async (name, more) => {
    const isOfQuota = name === 'alarmBytes' || name === 'alarmTimeS';
    await keep(isOfQuota ? { quota: { ...monthly(), [name]: 100 } } : { [name]: 100 });
    expect(await use({ atMs: nowMs, download: 99 })).toEqual([]);
    expect(await use({ atMs: nowMs, download: 1, ...more })).toEqual([key]);
  });

  it('tell the logins once that one was reached', async () => {
    await keep({ dayAlarmBytes: 100 });
    const before = await changes();
    await use({ atMs: nowMs, download: 60 });
    expect(await changes()).toBe(before);
    await use({ atMs: nowMs, download: 60 });
    expect(await changes()).toBe(before + 1);
    await use({ atMs: nowMs, download: 60 });
    expect(await changes()).toBe(before + 1);
  });
});

describe('free hours', () => {
  /** Wednesday 02:00 to 08:00 at a quarter, 06:00 to 07:00 at nothing before that. */
  const hours = [
    { hours: [2 * 1440 + 360, 2 * 1440 + 420], percent: 0 },
    { hours: [2 * 1440 + 120, 2 * 1440 + 480], percent: 25 },
  ];

  it.each([
    ['outside', 9, 10, 1_000n],
    ['inside', 3, 4, 250n],
    ['across the opening', 1, 3, 625n],
    ['where two hold, the first decides', 6, 7, 0n],
    ['across all of it', 0, 10, 525n],
  ])('count the part of a delta that its time says: %s', async (_, from, to, counted) => {
    await keep({ countedHours: hours });
    await use({ fromMs: todayMs + from * hourMs, atMs: todayMs + to * hourMs, download: 1_000 });
    expect(await meter()).toMatchObject({ dayBytes: counted });
  });

  it('count an instant by what holds then, and the time of the quota whole', async () => {
    await keep({ countedHours: hours, quota: monthly() });
    await use({ fromMs: todayMs + 3 * hourMs, atMs: todayMs + 3 * hourMs, download: 1_000, timeS: 60 });
    expect(await meter()).toMatchObject({ dayBytes: 250n, quotaBytes: 250n, quotaTimeS: 60n });
  });
});

it('A12: whatever deltas in whatever batches, the meter is what a plain sum says', async () => {
  const random = new SeededRandom(faultSeed('A12'));
  const deltas = Array.from({ length: 300 }, () =>
    delta({
      atMs: nowMs + random.integer(6 * dayMs) - 2 * dayMs,
      download: random.integer(10_000),
      upload: random.integer(10_000),
    }),
  ).sort((a, b) => a.atMs - b.atMs);
  await keep({ quota: { ...monthly(), fromMs: todayMs } }, nowMs - 2 * dayMs);
  for (let at = 0; at < deltas.length;) {
    const size = 1 + random.integer(40);
    await meterAll(deltas.slice(at, at + size), nowMs + 10 * dayMs);
    at += size;
  }
  const sumSince = (ms: number): bigint =>
    deltas
      .filter(({ atMs }) => atMs >= ms)
      .reduce((sum, { downloadBytes, uploadBytes }) => sum + downloadBytes + uploadBytes, 0n);
  const lastDay = Math.floor((deltas.at(-1)!.atMs - todayMs) / dayMs);
  expect(await meter()).toMatchObject({
    dayBytes: sumSince(todayMs + lastDay * dayMs),
    weekBytes: sumSince(todayMs - (lastDay >= 4 ? -4 : 3) * dayMs),
    monthBytes: sumSince(monthMs),
    quotaBytes: sumSince(todayMs),
  });
});

interface Used {
  atMs: number;
  fromMs?: number;
  download?: number;
  upload?: number;
  timeS?: number;
  now?: number;
}

function delta({ atMs, fromMs = atMs - 300_000, download = 0, upload = 0, timeS = 0 }: Used): UsageDelta {
  return {
    ...key,
    sessionId: uuidv7(),
    timeZone: zone.name,
    fromMs,
    atMs,
    uploadBytes: BigInt(upload),
    downloadBytes: BigInt(download),
    sessionTimeS: BigInt(timeS),
  };
}

function use(used: Used): Promise<SubscriberKey[]> {
  return meterAll([delta(used)], used.now ?? used.atMs);
}

function meterAll(deltas: readonly UsageDelta[], now = nowMs): Promise<SubscriberKey[]> {
  return database.as('fold').acrossTenants((tx) => meterUsage(tx, deltas, { nowMs: now }));
}

function keep(metering: Partial<Metering> = {}, now = nowMs): Promise<SubscriberKey[]> {
  const wanted = { ...key, metering: { ...plainMetering, ...metering }, nowMs: now, zone };
  return database.as('worker').acrossTenants((tx) => keepMeters(tx, [wanted]));
}

const plainMetering: Metering = {
  counts: 'both',
  countedHours: null,
  dayAlarmBytes: null,
  weekAlarmBytes: null,
  monthAlarmBytes: null,
  quota: null,
};

function monthly(): NonNullable<Metering['quota']> {
  return {
    fromMs: monthMs,
    untilMs: Date.parse('2026-04-01T00:00:00+03:00'),
    limitBytes: null,
    limitTimeS: null,
    alarmBytes: null,
    alarmTimeS: null,
  };
}

function meter() {
  return database
    .as('worker')
    .acrossTenants((tx) =>
      tx
        .selectFrom('quota.meter')
        .selectAll()
        .where('subscriberId', '=', key.subscriberId)
        .executeTakeFirst(),
    );
}

async function changes(): Promise<number> {
  const rows = await database
    .as('worker')
    .acrossTenants((tx) =>
      tx.selectFrom('platform.change').select('id').where('id', '=', key.subscriberId).execute(),
    );
  return rows.length;
}
