import { SeededRandom, systemClock } from '@trunkline/kit';
import { RadiusClient } from '@trunkline/radius';
import { atScale, faultSeed, isFullScale, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import { insertNas } from '../accounting/accounting-world.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { endpointOf, FaultHouse } from './fault-house.ts';
import { loginOnce, stationOf } from './login-once.ts';
import type { RoleProcess } from './role-process.ts';

const liveSubscribers = atScale({ ci: 1_000, full: 10_000 });
const guesses = atScale({ ci: 10_000, full: 1_000_000 });
/** As many as one socket has identifiers: as fast as the server answers. */
const outstanding = 256;
/** What may be looked at, from `guess-limits.ts`: at once, and then each second. */
const newPairs = 5_000;
const newPairsPerSecond = 50;
const timedNas = atScale({ ci: 1, full: 8 });
const timedPairs = atScale({ ci: 100, full: 1_000 });
const tooMany = rejectReasons['aaa.too_many_attempts'].replyMessage;
const wrong = rejectReasons['aaa.wrong_password'].replyMessage;

let house: FaultHouse;
let radius: RoleProcess;
let usernames: string[];
const clients = new Map<string, RadiusClient>();

beforeEach(async () => {
  house = await FaultHouse.build(await createTestDatabase());
  // Sixteen hexadecimal digits are 64 bits, and the password is the name.
  const random = new SeededRandom(liveSubscribers);
  usernames = Array.from({ length: liveSubscribers }, () => randomName(random));
  await house.addSubscribers(usernames, await house.addPlan());
  radius = house.role('radius');
});
afterEach(async () => {
  await Promise.all([...clients.values()].map((client) => client.close()));
  clients.clear();
  await house.tearDown();
});

it('B9: guesses at line rate find none of the live passwords, are slowed, and lock nobody out', async () => {
  await insertNas(house.database, house.tenant, { prefix: '127.0.0.2/32' });
  await radius.start();
  const random = new SeededRandom(faultSeed('B9'));
  const [anna = '', ben = '', clara = ''] = usernames;
  const own = { username: anna, password: anna, station: stationOf(1) };
  expect(await outcome(own)).toBe('accepted');

  const outcomes = new Map<string, number>();
  const startedMs = systemClock.monotonic();
  let isBetween = false;
  let left = guesses;
  const guess = async (): Promise<void> => {
    while (left-- > 0) {
      // Half of them for one subscriber, the rest for any; each from another device.
      const username = left % 2 === 0 ? anna : usernames[random.integer(liveSubscribers)]!;
      const station = stationOf(1_000 + left);
      const answer = await outcome({ username, password: randomName(random), station });
      outcomes.set(answer, (outcomes.get(answer) ?? 0) + 1);
      if (left > guesses / 5 || isBetween) continue;
      isBetween = true;
      // In the middle of it: the subscriber's own device, and a device never seen at another router.
      expect(await outcome(own)).toBe('accepted');
      expect(await outcome({ username: ben, password: ben, station: stationOf(2), from: '127.0.0.2' })).toBe(
        'accepted',
      );
    }
  };
  await Promise.all(Array.from({ length: outstanding }, guess));
  const seconds = (systemClock.monotonic() - startedMs) / 1_000;

  const looked = outcomes.get(wrong) ?? 0;
  const refused = outcomes.get(tooMany) ?? 0;
  expect(outcomes.has('accepted')).toBe(false);
  expect(looked + refused).toBe(guesses);
  expect(looked).toBeLessThanOrEqual(newPairs + newPairsPerSecond * seconds + outstanding);
  // Afterwards a device never seen is looked at again within seconds.
  await expect
    .poll(() => outcome({ username: clara, password: clara, station: stationOf(3) }))
    .toBe('accepted');
  recordFigures('B9', {
    liveSubscribers,
    guesses,
    perSecond: Math.round(guesses / seconds),
    passwordsLookedAt: looked,
    refusedUnseen: refused,
  });
});

it.each(['pap', 'chap', 'ms-chap-v2'] as const)(
  'B9: by %s the time of the answer does not tell a name that exists',
  async (method) => {
    const addresses = Array.from({ length: timedNas }, (_, n) => `127.0.3.${n + 1}`);
    for (const address of addresses)
      await insertNas(house.database, house.tenant, { prefix: `${address}/32` });
    await radius.start();
    const random = new SeededRandom(faultSeed(`B9 ${method}`));
    const known: number[] = [];
    const stranger: number[] = [];
    for (const from of addresses) {
      for (let n = 0; n < timedPairs; n++) {
        const existing = usernames[random.integer(liveSubscribers)]!;
        // In a drawn order, so that neither always follows the other.
        const pair = [
          { username: existing, into: known },
          { username: randomName(random), into: stranger },
        ];
        for (const { username, into } of random.integer(2) === 0 ? pair : pair.toReversed()) {
          const station = stationOf(random.integer(2 ** 31));
          const client = clientAt(from);
          const login = { client, endpoint: endpointOf(radius, 'auth'), method, username, station };
          const answer = await loginOnce({ ...login, password: 'a wrong guess' });
          expect(answer.outcome).toBe(wrong);
          into.push(answer.rttMs);
        }
      }
    }
    const [a, b] = [summary(known), summary(stranger)];
    const t = Math.abs(a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
    recordFigures('B9', {
      method,
      samples: a.count,
      medianKnownMs: round(a.median),
      medianStrangerMs: round(b.median),
      t: round(t),
    });
    if (isFullScale) expect(Math.abs(a.median - b.median)).toBeLessThan(0.2 * a.median);
  },
);

function clientAt(address: string): RadiusClient {
  const client = clients.get(address) ?? new RadiusClient({ localAddress: address });
  clients.set(address, client);
  return client;
}

async function outcome(login: {
  username: string;
  password: string;
  station: string;
  from?: string;
}): Promise<string> {
  const { from = '127.0.0.1', ...rest } = login;
  return (await loginOnce({ ...rest, client: clientAt(from), endpoint: endpointOf(radius, 'auth') })).outcome;
}

function randomName(random: SeededRandom): string {
  const bytes = Buffer.alloc(8);
  random.fill(bytes);
  return bytes.toString('hex');
}

/** Without the slowest hundredth: pauses of the machine that meet either kind by chance. */
function summary(times: readonly number[]): {
  count: number;
  mean: number;
  variance: number;
  median: number;
} {
  const kept = times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length * 0.99));
  const mean = kept.reduce((sum, ms) => sum + ms, 0) / kept.length;
  const variance = kept.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / (kept.length - 1);
  return { count: kept.length, mean, variance, median: kept[kept.length >> 1]! };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
