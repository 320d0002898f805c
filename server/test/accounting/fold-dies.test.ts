import { SeededRandom } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  createWorld,
  gigabyte,
  recordOf,
  sessionsOf,
  story,
  usageOf,
  type AccountingWorld,
} from './accounting-world.ts';
import { DyingConnection, type Death } from './dying-connection.ts';

let database: TestDatabase;
let connection: DyingConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = new DyingConnection(database.as('fold').pool);
});
afterAll(() => database.drop());

it('A7: a fold that dies at any step of a drain, before or after its commit, counts each record once', async () => {
  const rounds = atScale({ ci: 1, full: 25 });
  const random = new SeededRandom(faultSeed('A7'));
  let deaths = 0;
  for (let round = 0; round < rounds; round++) {
    for (const isDone of [false, true]) {
      for (let atStatement = 1; await dieAndRecover({ atStatement, isDone }, random); atStatement++) deaths++;
    }
  }
  // A batch is more than its begin, its write and its commit.
  expect(deaths).toBeGreaterThan(10 * rounds);
  recordFigures('A7', { foldsKilled: deaths });
});

/** Drains a story in two batches, of which one is interrupted; answers whether the death came at all. */
async function dieAndRecover(at: Death, random: SeededRandom): Promise<boolean> {
  const world = await createWorld(database);
  const { line } = world;
  const records = story().map((told) => recordOf(world.nas, told));
  const first = 1 + random.integer(records.length - 1);
  await line.write(records.slice(0, first));
  // What this one remembers of the session is what the next batch builds upon.
  await line.fold.step();
  await line.write(records.slice(first));
  connection.plan(at);
  const outcome = await line.fold.step().catch((error: unknown) => error);
  const { hasDied } = connection;
  connection.plan(undefined);
  expect(outcome instanceof Error, JSON.stringify(at)).toBe(hasDied);
  await line.restartFold();
  await line.foldAll();
  await expectStory(world, at);
  await line.close();
  return hasDied;
}

async function expectStory({ tenant, anna }: AccountingWorld, at: Death): Promise<void> {
  const rows = await sessionsOf(database, tenant);
  expect(rows, JSON.stringify(at)).toMatchObject([
    { closedBy: 'stop', uploadBytes: 2n * gigabyte, downloadBytes: 12n * gigabyte, sessionTimeS: 700n },
  ]);
  expect(await usageOf(database, anna), JSON.stringify(at)).toEqual([
    ['2026-03-10', 2n * gigabyte, 12n * gigabyte, 700n],
  ]);
}
