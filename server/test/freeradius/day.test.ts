import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DayWorld, slow, thresholdBytes } from './day-world.ts';

const limitMs = atScale({ ci: 60_000, full: 1_800_000 });
const subscribers = atScale({ ci: 24, full: 1_000 });
const runMs = atScale({ ci: 15_000, full: 600_000 });

let world: DayWorld;

beforeAll(async () => {
  const seed = faultSeed('freeradius-day');
  world = await DayWorld.open({ seed, subscribers, routers: atScale({ ci: 3, full: 20 }) });
}, 120_000);
afterAll(() => world.close());

it(
  'half a fleet on FreeRADIUS and half on ours: sessions, usage and enforcement are the fleet’s own',
  async () => {
    await world.live(runMs);
    // Whoever is over the threshold and still online is slow at the router, whichever server let them in.
    await world.settle(async () => (await fastOnes()).length === 0, limitMs);
    expect(await fastOnes()).toEqual([]);
    await world.logOutAll();
    await world.settle(async () => (await differences()).length === 0, limitMs);
    expect(await differences()).toEqual([]);
    const slowed = { ours: slowedOf('ours'), theirs: slowedOf('theirs') };
    expect(slowed.ours).toBeGreaterThan(0);
    expect(slowed.theirs).toBeGreaterThan(0);
    recordFigures('freeradius-day', { sessions: world.truth().length, ...slowed });
  },
  limitMs * 3,
);

/** Sessions that are open at a full speed although their subscriber is over the threshold. */
async function fastOnes(): Promise<string[]> {
  const usage = await world.usage();
  return world
    .truth()
    .filter(({ end, userName }) => end === undefined && (usage.get(userName) ?? 0n) >= BigInt(thresholdBytes))
    .filter(({ effectiveRates }) => effectiveRates?.downloadBps !== slow.downloadBps)
    .map(({ userName, acctSessionId }) => `${userName} ${acctSessionId}`);
}

function slowedOf(half: 'ours' | 'theirs'): number {
  const rate = `${slow.uploadBps}/${slow.downloadBps}`;
  return new Set(
    world.halves[half]
      .truth()
      .filter(({ rateLimit }) => rateLimit === rate)
      .map(({ userName }) => userName),
  ).size;
}

/** Where the product's books are not the fleet's. Between what was sent and what was answered lies what may be lost. */
async function differences(): Promise<string[]> {
  const found: string[] = [];
  const known = await world.sessions();
  const byKey = new Map<string, (typeof known)[number][]>();
  for (const row of known) {
    const key = `${row.nasAddress} ${row.acctSessionId} ${row.username}`;
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  const sums = new Map<string, { least: bigint; most: bigint }>();
  for (const truth of world.truth()) {
    const key = `${truth.nasAddress} ${truth.acctSessionId} ${truth.userName}`;
    const rows = byKey.get(key) ?? [];
    byKey.delete(key);
    const least = truth.acknowledged.uploadBytes + truth.acknowledged.downloadBytes;
    const most = truth.sent.uploadBytes + truth.sent.downloadBytes;
    const sum = sums.get(truth.userName) ?? { least: 0n, most: 0n };
    sums.set(truth.userName, { least: sum.least + least, most: sum.most + most });
    if (rows.length === 0 && !truth.isStartAcknowledged) continue;
    if (rows.length !== 1) found.push(`${key}: ${rows.length} sessions`);
    const [row] = rows;
    if (!row) continue;
    if (row.uploadBytes + row.downloadBytes < least || row.uploadBytes + row.downloadBytes > most)
      found.push(`${key}: ${row.uploadBytes + row.downloadBytes} of ${least} to ${most} bytes`);
    if (
      Number(row.sessionTimeS) < truth.acknowledged.seconds ||
      Number(row.sessionTimeS) > truth.sent.seconds
    )
      found.push(`${key}: ${row.sessionTimeS} of ${truth.acknowledged.seconds} to ${truth.sent.seconds} s`);
    if (truth.isStopAcknowledged && row.closedBy !== 'stop') found.push(`${key}: ended by ${row.closedBy}`);
  }
  for (const key of byKey.keys()) found.push(`${key}: a session that never was`);
  const usage = await world.usage();
  for (const [name, { least, most }] of sums) {
    const bytes = usage.get(name) ?? 0n;
    if (bytes < least || bytes > most) found.push(`${name}: used ${bytes} of ${least} to ${most}`);
  }
  return found;
}
