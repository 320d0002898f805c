import { setTimeout as delay } from 'node:timers/promises';
import { atScale, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../host/processes.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { AccountingSender } from './accounting-sender.ts';
import { noDifferences } from './compare-accounting.ts';
import { endpointOf, FaultHouse, scenarioLimitMs, settleLimitMs } from './fault-house.ts';
import { LoginSender } from './login-sender.ts';
import type { RoleProcess } from './role-process.ts';
import { SmallDisk } from './small-disk.ts';
import { Traffic } from './traffic.ts';

/** Two segments of the journal and what it keeps beside them. */
const diskMebibytes = 36;
const rounds = atScale({ ci: 1, full: 10 });
const fullMs = atScale({ ci: 1_500, full: 20_000 });
/** Packets nearly as large as RADIUS allows, so that the disk is full in seconds. */
const paddingBytes = 3_500;
const perSecond = 2_000;
const usernames = Array.from({ length: 20 }, (_, n) => `user${n}`);

let house: FaultHouse;
let disk: SmallDisk;
let radius: RoleProcess;
let fold: RoleProcess;
let traffic: Traffic;

beforeEach(async () => {
  house = await FaultHouse.build(await createTestDatabase());
  disk = await SmallDisk.mount(house.journalDirectory, diskMebibytes);
  await house.addSubscribers(usernames, await house.addPlan({ downloadBps: 20_000_000n }));
  radius = house.role('radius', disk.within);
  fold = house.role('fold', disk.within);
  await radius.start();
  const answer = { rateLimit: '5000000/20000000', pool: null };
  const logins = usernames.map((username) => ({ username, password: username, answer }));
  traffic = new Traffic(
    new AccountingSender({ endpoint: endpointOf(radius, 'acct'), usernames, perSecond, paddingBytes }),
    new LoginSender({ endpoint: endpointOf(radius, 'auth'), logins, perSecond: 100 }),
  );
});
afterEach(async () => {
  await traffic.close();
  await house.tearDown();
  await disk.unmount();
});

it(
  'A4: a full journal disk gets silence for accounting and costs no login; with room it goes on by itself',
  async () => {
    const { accounting, logins } = traffic;
    const { pid } = radius;
    traffic.start();
    for (let round = 0; round < rounds; round++) {
      // Nobody folds, as when the database has been away for long: the journal grows until nothing is left.
      await traffic.during('filling', isSilent());
      const before = { acknowledged: accounting.acknowledged, accepted: logins.accepted };
      await traffic.during('full', delay(fullMs));
      expect(accounting.acknowledged).toBe(before.acknowledged);
      expect(logins.accepted).toBeGreaterThan(before.accepted);
      await fold.start();
      await until('accounting is answered again', () => accounting.acknowledged > before.acknowledged);
      if (round < rounds - 1) await fold.stop();
    }
    await traffic.finish();

    expect({ wrong: logins.wrong, examples: logins.examples }).toEqual({ wrong: 0, examples: [] });
    expect(radius.pid).toBe(pid);
    expect(radius.output).toContain('the accounting journal has trouble');
    expect(await house.settle(accounting, fold, settleLimitMs)).toEqual(noDifferences);
    recordFigures('A4', { rounds, ...traffic.figures(), lost: 0, doubled: 0 });
  },
  scenarioLimitMs,
);

/** Until nothing was acknowledged for a second, although much was sent. */
async function isSilent(): Promise<void> {
  const { accounting } = traffic;
  await until('the disk is full', async () => {
    const before = accounting.acknowledged;
    await delay(1_000);
    return accounting.acknowledged === before && accounting.outstanding > 0;
  });
}
