import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertSubscriber } from '../../../test/accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { CivilZone, type Metering } from '../policy/index.ts';
import { addUsage } from '../sessions/fold-store.ts';
import { keepMeters } from './keep-meters.ts';
import { meterUsage, type SubscriberKey } from './meter-usage.ts';

const zone = new CivilZone('Europe/Berlin');
/** A Wednesday. */
const nowMs = Date.parse('2026-03-11T12:00:00+01:00');
const dayMs = 86_400_000;
const fromMs = Date.parse('2026-03-01T00:00:00+01:00');
const untilMs = Date.parse('2026-04-01T00:00:00+02:00');

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

describe('a meter that begins', () => {
  beforeEach(async () => {
    await used('2026-02-27', 1);
    await used('2026-03-02', 10);
    await used('2026-03-08', 100);
    await used('2026-03-11', 1_000);
  });

  it('has counted what the days say', async () => {
    await keep({ quota: { ...noQuota, fromMs, untilMs } });
    // Upload is as much again.
    const counted = { dayBytes: 2_000n, weekBytes: 2_200n, monthBytes: 2_220n };
    expect(await meter()).toMatchObject({ ...counted, quotaBytes: 2_220n, quotaTimeS: 3n });
  });

  it('has counted downloads where those count', async () => {
    await keep({ counts: 'download', quota: { ...noQuota, fromMs, untilMs } });
    expect(await meter()).toMatchObject({ dayBytes: 1_000n, weekBytes: 1_100n, quotaBytes: 1_110n });
  });

  it('of a quota that began within a day counts from the next', async () => {
    await keep({ quota: { ...noQuota, fromMs: Date.parse('2026-03-08T09:00:00+01:00'), untilMs: null } });
    expect(await meter()).toMatchObject({ quotaPeriod: 'one_time', quotaBytes: 2_000n, quotaTimeS: 1n });
  });

  it('answers who is at an alarm already, and tells the logins', async () => {
    expect(await keep({ dayAlarmBytes: 2_000 })).toEqual([key]);
    expect(await changes()).toBe(1);
  });

  it('misses nothing that a fold is adding at that moment, and counts it once', async () => {
    const fold = database.as('fold');
    let kept: Promise<unknown> | undefined;
    await fold.acrossTenants(async (tx) => {
      await addUsage(tx, [
        { ...key, day: '2026-03-11', uploadBytes: 0n, downloadBytes: 7n, sessionTimeS: 0n },
      ]);
      kept = keep();
      // It waits for the day of this subscriber.
      await expect.poll(waiting).toBe(1);
      await meterUsage(tx, [delta({ download: 7 })], { nowMs });
    });
    await kept;
    expect(await meter()).toMatchObject({ dayBytes: 2_007n });
    await fold.acrossTenants((tx) => meterUsage(tx, [delta({ download: 1 })], { nowMs }));
    expect(await meter()).toMatchObject({ dayBytes: 2_008n });
  });

  it('is made once, also by two at once', async () => {
    await Promise.all([keep(), keep(), keep()]);
    expect(await meter()).toMatchObject({ dayBytes: 2_000n });
  });
});

describe('a meter that is kept', () => {
  it('keeps its counts when nothing but an alarm moves, and tells that', async () => {
    await keep({ dayAlarmBytes: 100, quota: { ...noQuota, fromMs, untilMs } });
    await count({ download: 150 });
    const before = await changes();
    expect(await keep({ dayAlarmBytes: 300, quota: { ...noQuota, fromMs, untilMs } })).toEqual([]);
    expect(await meter()).toMatchObject({ dayBytes: 150n, dayAlarmBytes: 300n, quotaBytes: 150n });
    expect(await changes()).toBe(before + 1);
  });

  it('is written and told only when something has changed', async () => {
    const hours = [{ percent: 50, hours: [0, 60] }];
    await keep({ countedHours: hours, quota: { ...noQuota, fromMs, untilMs, limitBytes: 10 } });
    const [version, before] = [await rowVersion(), await changes()];
    await keep({ countedHours: hours, quota: { ...noQuota, fromMs, untilMs, limitBytes: 10 } });
    expect(await rowVersion()).toBe(version);
    await keep({ quota: { ...noQuota, fromMs, untilMs, limitBytes: 20 } });
    expect(await meter()).toMatchObject({ quotaLimitBytes: 20n, countedHours: null });
    expect(await changes()).toBe(before);
  });

  it('begins the day anew at its end, and the week and month at theirs', async () => {
    await keep();
    await count({ download: 150 });
    await keep({}, nowMs + dayMs);
    expect(await meter()).toMatchObject({ day: '2026-03-12', dayBytes: 0n, weekBytes: 150n });
    await keep({}, nowMs + 21 * dayMs);
    expect(await meter()).toMatchObject({ month: '2026-04-01', dayBytes: 0n, weekBytes: 0n, monthBytes: 0n });
  });

  it('A15: has counted what the days say when a clock that ran ahead is right again', async () => {
    await keep();
    await used('2026-03-11', 500);
    await count({ download: 500, upload: 500 });
    await count({ download: 3, atMs: nowMs + 30 * dayMs });
    expect(await meter()).toMatchObject({ day: '2026-04-10', dayBytes: 3n });
    await keep();
    expect(await meter()).toMatchObject({
      day: '2026-03-11',
      dayBytes: 1_000n,
      week: '2026-03-08',
      weekBytes: 1_000n,
      month: '2026-03-01',
      monthBytes: 1_000n,
    });
  });

  it('of another period of the quota counts what the days since its begin say', async () => {
    await keep({ quota: { ...noQuota, fromMs, untilMs } });
    await count({ download: 150 });
    await used('2026-03-11', 75);
    await keep({
      quota: { ...noQuota, fromMs: Date.parse('2026-03-11T00:00:00+01:00'), untilMs: nowMs + dayMs },
    });
    expect(await meter()).toMatchObject({ quotaBytes: 150n, quotaTimeS: 1n, quotaPeriod: 'anniversary' });
    await keep({ quota: { ...noQuota, fromMs: nowMs, untilMs: null } });
    expect(await meter()).toMatchObject({ quotaBytes: 0n, quotaTimeS: 0n, dayBytes: 150n });
    await keep({ quota: null });
    expect(await meter()).toMatchObject({
      quotaFrom: null,
      quotaPeriod: null,
      quotaBytes: 0n,
      dayBytes: 150n,
    });
  });

  it.each([
    ['daily', '2026-03-11T00:00:00+01:00', '2026-03-12T00:00:00+01:00'],
    ['weekly', '2026-03-08T00:00:00+01:00', '2026-03-15T00:00:00+01:00'],
    ['monthly', '2026-03-01T00:00:00+01:00', '2026-04-01T00:00:00+02:00'],
    ['anniversary', '2026-03-09T10:00:00+01:00', '2026-04-09T10:00:00+02:00'],
    ['one_time', '2026-03-09T10:00:00+01:00', null],
  ])('knows a period that is %s', async (name, from, until) => {
    const bounds = { fromMs: Date.parse(from), untilMs: until === null ? null : Date.parse(until) };
    await keep({ quota: { ...noQuota, ...bounds } });
    expect(await meter()).toMatchObject({ quotaPeriod: name });
  });

  it('goes on without alarms while decisions need no count, and is what it was when they do', async () => {
    const quota = { ...noQuota, fromMs, untilMs, limitBytes: 1_000, alarmBytes: 1_000 };
    await keep({ dayAlarmBytes: 500, quota });
    await count({ download: 400 });
    const before = await changes();
    await keep(undefined, nowMs, true);
    // What the days say, such as before a reset, is not taken again.
    await used('2026-03-11', 5_000);
    expect(await count({ download: 700 })).toEqual([]);
    const resting = { isInForce: false, dayBytes: 1_100n, dayAlarmBytes: null, quotaAlarmBytes: null };
    expect(await meter()).toMatchObject(resting);
    expect(await changes()).toBe(before);
    const version = await rowVersion();
    await keep(undefined, nowMs, true);
    expect(await rowVersion()).toBe(version);
    expect(await keep({ dayAlarmBytes: 500, quota })).toEqual([key]);
    expect(await meter()).toMatchObject({ isInForce: true, dayBytes: 1_100n, quotaBytes: 1_100n });
  });
});

const noQuota = { limitBytes: null, limitTimeS: null, alarmBytes: null, alarmTimeS: null };

function keep(metering: Partial<Metering> = {}, now = nowMs, isResting = false): Promise<SubscriberKey[]> {
  const plain: Metering = {
    counts: 'both',
    countedHours: null,
    dayAlarmBytes: null,
    weekAlarmBytes: null,
    monthAlarmBytes: null,
    quota: null,
  };
  const wanted = { ...key, metering: isResting ? undefined : { ...plain, ...metering }, nowMs: now, zone };
  return database.as('worker').acrossTenants((tx) => keepMeters(tx, [wanted]));
}

/** As much upload as download, in a second. */
function used(day: string, bytes: number): Promise<void> {
  const usage = { uploadBytes: BigInt(bytes), downloadBytes: BigInt(bytes), sessionTimeS: 1n };
  return database.as('fold').acrossTenants((tx) => addUsage(tx, [{ ...key, day, ...usage }]));
}

function delta({
  download = 0,
  upload = 0,
  atMs = nowMs,
}: {
  download?: number;
  upload?: number;
  atMs?: number;
}) {
  return {
    ...key,
    sessionId: key.subscriberId,
    timeZone: zone.name,
    fromMs: atMs,
    atMs,
    uploadBytes: BigInt(upload),
    downloadBytes: BigInt(download),
    sessionTimeS: 0n,
  };
}

function count(used: Parameters<typeof delta>[0]): Promise<SubscriberKey[]> {
  const now = used.atMs ?? nowMs;
  return database.as('fold').acrossTenants((tx) => meterUsage(tx, [delta(used)], { nowMs: now }));
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

async function rowVersion(): Promise<string> {
  const { rows } = await database.as('worker').acrossTenants((tx) =>
    sql<{ version: string }>`select xmin::text as version from quota.meter
        where subscriber_id = ${key.subscriberId}`.execute(tx),
  );
  return rows[0]!.version;
}

async function changes(): Promise<number> {
  const rows = await database
    .as('worker')
    .acrossTenants((tx) =>
      tx.selectFrom('platform.change').select('id').where('id', '=', key.subscriberId).execute(),
    );
  // Making the subscriber and the subscription said two.
  return rows.length - 2;
}

/** Connections of this database that wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await database.as('owner').acrossTenants((tx) =>
    sql<{ count: bigint }>`select count(*) from pg_locks l join pg_stat_activity a using (pid)
        where not l.granted and a.datname = current_database()`.execute(tx),
  );
  return Number(rows[0]!.count);
}
