import { SeededRandom } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EnforcementWorld, full, type Online, type PlayedNas } from '../enforcement/enforcement-world.ts';
import { OwnServer } from './own-server.ts';
import { scenarioLimitMs } from './fault-house.ts';

const subscribers = atScale({ ci: 10, full: 300 });
const outageS = atScale({ ci: 900, full: 3_600 });
const interimS = 300;
const bytesPerS = full.downloadBps / 8;
/** Two intervals at full speed. */
const limitBytes = 2 * bytesPerS * interimS;
const slow = { downloadBps: 1_000_000n, uploadBps: 1_000_000n };
const plan = {
  downloadBps: BigInt(full.downloadBps),
  uploadBps: BigInt(full.uploadBps),
  validity: null,
  quota: { period: 'monthly', bytes: BigInt(limitBytes), timeS: null, atZero: 'slow', slow },
} as const;

let server: OwnServer;
let world: EnforcementWorld;
let nas: PlayedNas;
/** With the second of their interval at which they report. */
let lines: { online: Online; offsetS: number }[];

beforeEach(async () => {
  const random = new SeededRandom(faultSeed('A16'));
  server = await OwnServer.start();
  world = await EnforcementWorld.create(server);
  nas = await world.nas({ hasApi: true });
  lines = [];
  for (let n = 0; n < subscribers; n++) {
    lines.push({ online: await world.online(nas, plan), offsetS: 1 + random.integer(interimS) });
  }
  await world.settle();
});
afterEach(() => world.close());

it(
  'A16: who passes a quota while the database is away has used no more than rate × (interim + outage), and is slowed once',
  async () => {
    await reportBetween(0, interimS);
    await world.line.foldAll();
    await world.settle();
    expect(world.faults).toEqual([]);
    expect(nas.router.requests).toEqual([]);

    await server.kill();
    await reportBetween(interimS, interimS + outageS);
    await expect(world.line.fold.step()).rejects.toThrow();
    await expect(world.settle()).rejects.toThrow();
    expect(nas.router.requests, 'nobody is slowed by guessing').toEqual([]);
    await server.restart();

    await world.line.foldAll();
    // Whatever goes on afterwards, each router is told once.
    for (let pass = 0; pass < 3; pass++) await world.settle();
    expect(world.faults).toEqual([]);
    expect(nas.router.requests).toHaveLength(subscribers);
    const rate = { downloadBps: Number(slow.downloadBps) };
    for (const { online } of lines) {
      expect(await world.terms(online)).toMatchObject({ desired: rate, applied: rate, appliedBy: 'coa' });
    }
    const overuse = (await quotas()).map(({ usedBytes, quotaBytes }) => Number(usedBytes! - quotaBytes!));
    expect(overuse).toHaveLength(subscribers);
    const boundBytes = bytesPerS * (interimS + outageS);
    expect(Math.min(...overuse)).toBeGreaterThan(0);
    expect(Math.max(...overuse)).toBeLessThanOrEqual(boundBytes);
    recordFigures('A16', { subscribers, outageS, mostOveruseBytes: Math.max(...overuse), boundBytes });
  },
  scenarioLimitMs,
);

/** All interims in (from, until], each router's line at full speed and in the order of time. */
async function reportBetween(fromS: number, untilS: number): Promise<void> {
  const due = lines.flatMap(({ online, offsetS }) => {
    const times: { online: Online; atS: number }[] = [];
    for (let atS = offsetS; atS <= untilS; atS += interimS) if (atS > fromS) times.push({ online, atS });
    return times;
  });
  for (const { online, atS } of due.toSorted((a, b) => a.atS - b.atS)) {
    await world.report(online, { status: 'Interim-Update', atS, download: BigInt(bytesPerS * atS) });
  }
}

/** As people and other programs are shown them. */
function quotas() {
  return world.database
    .as('api')
    .inTenant(world.tenant.tenantId, (tx) => tx.selectFrom('radius.radquota').selectAll().execute());
}
