import { SeededRandom } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { upsertDue } from '../../src/modules/enforcement/due/due-store.ts';
import { CivilZone, type Metering } from '../../src/modules/policy/index.ts';
import { keepMeters } from '../../src/modules/quota/index.ts';
import { recordSamples } from '../../src/modules/sessions/index.ts';
import { wireFold } from '../../src/roles/fold/wire-fold.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  createWorld,
  insertSubscriber,
  recordOf,
  sessionsOf,
  startMs,
  story,
  type AccountingWorld,
  type TestSubscriber,
  type Told,
} from './accounting-world.ts';

const zone = new CivilZone('Europe/Berlin');
let database: TestDatabase;
let world: AccountingWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createWorld(database);
});
afterEach(() => world.line.close());

it('A1 A7: a story is metered once, also where the fold dies and begins again', async () => {
  await keep([world.anna]);
  const records = story().map((told) => recordOf(world.nas, told));
  await world.line.write(records);
  world.line.clock.advance(700_000);
  await world.line.foldAll();
  await world.line.restartFold();
  await world.line.write(records);
  await world.line.foldAll();
  expect(await metered(world.anna)).toMatchObject({ dayBytes: 14_000_000_000n, monthBytes: 14_000_000_000n });
});

it('what was counted before anybody knew whose it was is metered with the link', async () => {
  const ben = 'ben';
  await tell({ status: 'Start', atS: 0, username: ben }, { ...interim(300, 500), username: ben });
  const subscriber = await insertSubscriber(database, world.tenant, { username: ben });
  await keep([subscriber]);
  await tell({ ...interim(600, 800), username: ben });
  expect(await metered(subscriber)).toMatchObject({ dayBytes: 800n });
});

it('makes who opens a session due, and who reaches an alarm with the time of the news', async () => {
  await keep([world.anna], { dayAlarmBytes: 1_000 });
  expect(await due()).toBeUndefined();
  await tell({ status: 'Start', atS: 0 });
  expect(await due()).toMatchObject({ newsAt: null });
  await tell(interim(300, 999));
  expect(await due()).toMatchObject({ newsAt: null });
  await database.as('worker').acrossTenants((tx) => tx.deleteFrom('enforcement.due').execute());
  await tell(interim(600, 1_000));
  expect(await due()).toMatchObject({ newsAt: new Date(startMs + 600_000) });
});

it('tells the logins what is left when a session ends, of those who are metered', async () => {
  await tell({ status: 'Start', atS: 0 }, { ...interim(300, 10), status: 'Stop' });
  const without = await changes();
  await keep([world.anna]);
  const before = await changes();
  expect(before).toBe(without + 1);
  await tell({ status: 'Start', atS: 400, sessionId: 'b' }, { ...interim(500, 10), sessionId: 'b' });
  expect(await changes()).toBe(before);
  await tell({ ...interim(600, 20), status: 'Stop', sessionId: 'b' });
  expect(await changes()).toBe(before + 1);
});

it('keeps what a session was granted, from the first Class that says it', async () => {
  const { subscriptionId } = world.anna;
  const granted = {
    downloadBps: 20e6,
    uploadBps: 5e6,
    timeoutS: 3_600,
    volumeBytes: null,
    digest: 0xdead_beef,
  };
  await tell({ status: 'Start', atS: 0, subscriptionId });
  const [before] = await sessionsOf(database, world.tenant);
  expect(before).toMatchObject({ grantedDownloadBps: null, grantedDigest: null });
  await tell({ ...interim(300, 1), subscriptionId, granted });
  await tell({ ...interim(600, 2), subscriptionId, granted: { ...granted, downloadBps: 1 } });
  const [after] = await sessionsOf(database, world.tenant);
  expect(after).toMatchObject({
    grantedDownloadBps: 20_000_000n,
    grantedUploadBps: 5_000_000n,
    grantedTimeoutS: 3_600,
    grantedVolumeBytes: null,
    grantedDigest: 0xdead_beefn,
  });
});

it('folds, samples and decisions at once wait for each other in one order, and every byte is metered once', async () => {
  const random = new SeededRandom(faultSeed('A8'));
  const people: (TestSubscriber & { username: string })[] = [];
  for (let n = 0; n < 30; n++) {
    const username = `user${n}`;
    people.push({ username, ...(await insertSubscriber(database, world.tenant, { username })) });
  }
  await tell(
    ...people.map(({ username }): Told => ({ status: 'Start', atS: 0, username, sessionId: username })),
  );
  const rows = await sessionsOf(database, world.tenant);
  const rounds = 15;
  for (let round = 1; round <= rounds; round++) {
    world.line.clock.jump(startMs + round * 60_000);
    const told = people.map(({ username }) => ({
      ...interim(round * 60, round * 1_000),
      username,
      sessionId: username,
    }));
    await world.line.write(shuffled(told, random).map((each) => recordOf(world.nas, each)));
    const samples = shuffled(rows, random).map((row) => ({
      tenantId: row.tenantId,
      sessionId: row.id,
      atMs: startMs + round * 60_000,
      uploadBytes: 0,
      downloadBytes: round * 1_000 - random.integer(500),
      sessionTimeS: 0,
    }));
    await Promise.all([
      world.line.foldAll(),
      recordSamples(
        { database: database.as('worker'), onUsage: wireFold(world.line.clock).onUsage },
        samples,
      ),
      // Alarms everywhere, so that the others take rows of enforcement too.
      keep(shuffled(people, random), { dayAlarmBytes: 1 }),
      keep(shuffled(people, random), { dayAlarmBytes: 2 }),
      markAll(shuffled(people, random)),
    ]);
  }
  for (const person of people)
    expect(await metered(person)).toMatchObject({ dayBytes: BigInt(rounds * 1_000) });
});

function interim(atS: number, download: number): Told {
  return { status: 'Interim-Update', atS, sessionTimeS: atS, upload: 0n, download: BigInt(download) };
}

async function tell(...told: Told[]): Promise<void> {
  world.line.clock.jump(startMs + told.at(-1)!.atS * 1_000);
  await world.line.write(told.map((each) => recordOf(world.nas, each)));
  await world.line.foldAll();
}

async function keep(who: readonly TestSubscriber[], metering: Partial<Metering> = {}): Promise<void> {
  const plain: Metering = {
    counts: 'both',
    countedHours: null,
    dayAlarmBytes: null,
    weekAlarmBytes: null,
    monthAlarmBytes: null,
    quota: null,
  };
  const { tenantId } = world.tenant;
  const nowMs = world.line.clock.now();
  const wanted = who.map(({ subscriberId }) => ({
    tenantId,
    subscriberId,
    metering: { ...plain, ...metering },
    nowMs,
    zone,
  }));
  await database.as('worker').acrossTenants((tx) => keepMeters(tx, wanted));
}

/** As decisions do when they are done. */
async function markAll(who: readonly TestSubscriber[]): Promise<void> {
  const { tenantId } = world.tenant;
  const keys = who.map(({ subscriberId }) => ({ tenantId, subscriberId }));
  await database.as('worker').acrossTenants((tx) => upsertDue(tx, keys, { newsAt: null }));
}

function metered({ subscriberId }: TestSubscriber) {
  return database
    .as('worker')
    .acrossTenants((tx) =>
      tx.selectFrom('quota.meter').selectAll().where('subscriberId', '=', subscriberId).executeTakeFirst(),
    );
}

function due() {
  const { subscriberId } = world.anna;
  return database
    .as('worker')
    .acrossTenants((tx) =>
      tx
        .selectFrom('enforcement.due')
        .selectAll()
        .where('subscriberId', '=', subscriberId)
        .executeTakeFirst(),
    );
}

async function changes(): Promise<number> {
  const { subscriberId } = world.anna;
  const rows = await database
    .as('worker')
    .acrossTenants((tx) =>
      tx.selectFrom('platform.change').select('id').where('id', '=', subscriberId).execute(),
    );
  return rows.length;
}

function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  return items
    .map((item) => ({ item, at: random.integer(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
