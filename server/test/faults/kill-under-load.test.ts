import { setTimeout as delay } from 'node:timers/promises';
import { SeededRandom } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AccountingSender } from './accounting-sender.ts';
import { noDifferences } from './compare-accounting.ts';
import { endpointOf, FaultHouse, scenarioLimitMs, settleLimitMs } from './fault-house.ts';
import { latencyText } from './latency-record.ts';
import { OwnServer } from './own-server.ts';
import type { RoleProcess } from './role-process.ts';

/** Fifty kills of the writer alone, in a second, are beside the journal; here whole processes start anew. */
const kills = atScale({ ci: 10, full: 1_000 });
const perSecond = 2_000;
const usernames = Array.from({ length: 20 }, (_, n) => `user${n}`);
/** The longest life between two kills. */
const maxLifeMs = 600;

let server: OwnServer;
let house: FaultHouse;
let radius: RoleProcess;
let fold: RoleProcess;

beforeEach(async () => {
  server = await OwnServer.start();
  house = await FaultHouse.build(server);
  await house.addSubscribers(usernames, await house.addPlan());
  radius = house.role('radius');
  fold = house.role('fold');
  await Promise.all([radius.start(), fold.start()]);
});
afterEach(() => house.tearDown());

it(
  'A1: whatever is killed at whatever moment, what was acknowledged is in the database exactly once',
  async () => {
    const seed = faultSeed('A1');
    const sender = new AccountingSender({ endpoint: endpointOf(radius, 'acct'), usernames, perSecond });
    sender.start();
    const killed = await killAtRandom(new SeededRandom(seed));
    await sender.finish();
    expect(await house.settle(sender, fold, settleLimitMs), `seed ${seed}`).toEqual(noDifferences);
    expect(sender.acknowledged).toBeGreaterThan(kills * 20);
    const { sessions, acknowledged, retransmissions } = sender;
    const counts = { acknowledged, sessions, retransmissions, lost: 0, doubled: 0 };
    recordFigures('A1', { seed, ...killed, ...counts, acknowledgement: latencyText(sender.latency.take()) });
    await sender.close();
  },
  scenarioLimitMs,
);

/** Kills one process after the other and starts it at once, now and then before it answers again. */
async function killAtRandom(random: SeededRandom): Promise<Record<string, number>> {
  const killed = { kills: 0, radius: 0, fold: 0, postgres: 0 };
  for (; killed.kills < kills; killed.kills++) {
    await delay(random.integer(maxLifeMs));
    const lot = random.integer(20);
    const isPatient = random.integer(8) > 0;
    if (lot === 0) {
      killed.postgres++;
      await server.kill();
      await server.restart();
    } else {
      const name = lot < 13 ? 'radius' : 'fold';
      killed[name]++;
      const role = { radius, fold }[name];
      await role.kill();
      const starting = role.start();
      if (isPatient) await starting;
    }
  }
  await Promise.all([radius, fold].map((role) => role.whenReady()));
  return killed;
}
