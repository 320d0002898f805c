import type { Clock } from '@trunkline/kit';
import { createCast } from '../cast/cast.ts';
import { demoOwner } from '../demo-owner.ts';
import type { SeededDemo, SeedOrder } from '@trunkline/server/roles/supervisor/demo-messages.ts';
import { instantText, readDemoState, writeDemoState } from '../demo-state.ts';
import { insertPastActs } from './audit-rows.ts';
import { pastActs } from './past-acts.ts';
import { actToday } from './act-today.ts';
import { colleagueEmails, seedCompany } from './seed-company.ts';
import { seedHistory } from './seed-history.ts';
import { seedNetwork } from './seed-network.ts';
import { seedPeople } from './seed-people.ts';
import { seedMeters, seedSpeedRules } from './seed-policy.ts';
import { seedSharing } from './seed-sharing.ts';
import { openSeedWorld, type SeedWorld } from './seed-world.ts';

/**
 * Makes the data of the demonstration once. `demo.json` says that they are complete; where it does not and there
 * is a company already, an earlier start was interrupted, which only a new folder mends.
 */
export async function seedDemo(order: SeedOrder, clock: Clock): Promise<SeededDemo> {
  const state = readDemoState(order.home);
  if (state.seededAt !== undefined) return told(state.seed, false);
  const world = openSeedWorld(order, { cast: createCast(state), nowMs: clock.now() });
  try {
    await refuseHalf(world, order.home);
    await makeEverything(world);
  } finally {
    await world.close();
  }
  writeDemoState(order.home, { ...state, seededAt: instantText(clock) });
  return told(state.seed, true);
}

function told(seed: number, isNew: boolean): SeededDemo {
  const emails = [demoOwner.email, ...colleagueEmails];
  return { type: 'demo-seeded', seed, isNew, emails, password: demoOwner.password };
}

async function refuseHalf({ owner }: SeedWorld, home: string): Promise<void> {
  const { rowCount } = await owner.pool.query('select from tenancy.tenant limit 1');
  if (rowCount === 0) return;
  throw new Error(
    `The first start of the demonstration in ${home} was interrupted. Remove that folder and start again.`,
  );
}

async function makeEverything(world: SeedWorld): Promise<void> {
  const { owner, random, cast, nowMs } = world;
  const { tenantId, colleagues } = await seedCompany(world);
  const network = await seedNetwork(world, tenantId);
  await seedSpeedRules(world, { tenantId, network });
  const people = await seedPeople(world, { tenantId, network });
  const acts = pastActs(people, { colleagues, seed: cast.seed, nowMs });
  await insertPastActs(owner, { tenantId, random, acts });
  await seedHistory(world, { tenantId, network, people, colleagues });
  await seedMeters(world, { tenantId, people });
  await seedSharing(world, { tenantId, people });
  await actToday(world, { tenantId, colleagues, people });
  // Autovacuum comes too late for the first pages.
  await owner.pool.query('analyze');
}
