import { atScale, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gigabyte, sessionsOf } from '../accounting/accounting-world.ts';
import { DyingConnection, type Death } from '../accounting/dying-connection.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  createQueueFold,
  createQueueWorld,
  foldAll,
  storyTotals,
  tellStory,
  totalUsage,
} from './queue-world.ts';

let database: TestDatabase;
let connection: DyingConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = new DyingConnection(database.as('fold').pool);
});
afterAll(() => database.drop());

it('a fold that dies at any statement, before or after its commit, counts what FreeRADIUS wrote once', async () => {
  let deaths = 0;
  for (let round = 0; round < atScale({ ci: 1, full: 10 }); round++) {
    for (const isDone of [false, true]) {
      for (let atStatement = 1; await dieAndRecover({ atStatement, isDone }); atStatement++) deaths++;
    }
  }
  // A batch is more than its begin, its write and its commit.
  expect(deaths).toBeGreaterThan(15);
  recordFigures('freeradius-queue', { foldsKilled: deaths });
});

/** One fold that is interrupted and another one after it; answers whether the death came at all. */
async function dieAndRecover(at: Death): Promise<boolean> {
  const world = await createQueueWorld(database);
  await tellStory(world);
  connection.plan(at);
  const outcome = await createQueueFold(database)
    .step()
    .catch((error: unknown) => error);
  const { hasDied } = connection;
  connection.plan(undefined);
  expect(outcome instanceof Error, JSON.stringify(at)).toBe(hasDied);
  await recover();
  expect(await sessionsOf(database, world.tenant), JSON.stringify(at)).toMatchObject([storyTotals]);
  expect(await totalUsage(database, world.anna), JSON.stringify(at)).toEqual([
    2n * gigabyte,
    12n * gigabyte,
    700n,
  ]);
  return hasDied;
}

/** Another fold, which tries again as the role does: the pool hears of a broken socket in its own time. */
async function recover(): Promise<void> {
  const fold = createQueueFold(database);
  for (let tries = 1; ; tries++) {
    try {
      return await foldAll(fold);
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}
