import { ManualClock, SeededRandom } from '@trunkline/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuthLog, type AuthLogEntry, type AuthLogRow } from './auth-log.ts';

const start = Date.UTC(2026, 0, 1);
const nas = { id: 'nas-1', tenant: { id: 'tenant-1' } };
const nothing = Buffer.alloc(0);

let clock: ManualClock;
let written: AuthLogRow[];
let isAway: boolean;
let log: AuthLog;

beforeEach(() => {
  clock = new ManualClock(start);
  written = [];
  isAway = false;
  log = new AuthLog({
    clock,
    random: new SeededRandom(1),
    write: (rows) => {
      if (isAway) return Promise.reject(new Error('away'));
      written.push(...rows);
      return Promise.resolve();
    },
  });
});

function entry(changes: Partial<AuthLogEntry> = {}): AuthLogEntry {
  return {
    tenantId: 'tenant-1',
    nasId: 'nas-1',
    subscriberId: null,
    atMs: clock.now(),
    username: Buffer.from('ann'),
    callingStation: nothing,
    nasPort: undefined,
    method: 'pap',
    outcome: 'rejected',
    reason: 'aaa.wrong_password',
    ...changes,
  };
}

async function flushAfter(ms: number): Promise<void> {
  clock.advance(ms);
  await log.flush();
}

describe('the authentication log', () => {
  it('writes a reject at once and its repetitions as one row with their number', async () => {
    for (let i = 0; i < 5; i++) log.add(entry());
    await log.flush();
    expect(written.map((row) => row.count)).toEqual([1]);
    await flushAfter(9_999);
    expect(written).toHaveLength(1);
    await flushAfter(1);
    expect(written.map((row) => row.count)).toEqual([1, 4]);
    log.add(entry());
    await log.flush();
    expect(written.map((row) => row.count)).toEqual([1, 4, 1]);
  });

  it.each([
    ['name', { username: Buffer.from('bob') }],
    ['device', { callingStation: Buffer.from('02:00:00:00:00:01') }],
    ['reason', { reason: 'aaa.expired' as const }],
    ['NAS', { nasId: 'nas-2' }],
  ])('tells rejects of another %s apart', async (_what, changes) => {
    log.add(entry());
    log.add(entry(changes));
    await log.flush();
    expect(written).toHaveLength(2);
  });

  it('loses no reject between two runs of repetitions', async () => {
    let sent = 0;
    const random = new SeededRandom(7);
    for (let i = 0; i < 2_000; i++) {
      log.add(entry({ username: Buffer.from(`user-${random.integer(5)}`) }));
      sent++;
      await flushAfter(random.integer(400));
    }
    await flushAfter(20_000);
    expect(written.reduce((sum, row) => sum + row.count, 0)).toBe(sent);
  });

  it('keeps accepts up to a bound each second and says how many it did not keep', async () => {
    let kept = 0;
    for (let i = 0; i < 1_000; i++) if (log.keepsAccept(nas, clock.now())) kept++;
    expect(kept).toBe(200);
    await flushAfter(20_000);
    expect(written).toMatchObject([
      { outcome: 'not_kept', count: 800, nasId: 'nas-1', tenantId: 'tenant-1', reason: null },
    ]);
    expect(log.keepsAccept(nas, clock.now())).toBe(true);
  });

  it('holds its rows while the database is away, up to the bound, and then counts', async () => {
    isAway = true;
    for (let i = 0; i < 30_000; i++) log.add(entry({ username: Buffer.from(`user-${i}`) }));
    await log.flush();
    expect(written).toEqual([]);
    isAway = false;
    await flushAfter(11_000);
    await flushAfter(11_000);
    const rejected = written.filter((row) => row.outcome === 'rejected');
    const notKept = written.filter((row) => row.outcome === 'not_kept');
    expect(rejected.length).toBeGreaterThanOrEqual(20_000);
    expect(rejected.length + notKept.reduce((sum, row) => sum + row.count, 0)).toBe(30_000);
  });

  it('A15: loses and holds back nothing when the wall clock jumps', async () => {
    let sent = 0;
    for (const days of [1, -1, -1, 40_000, -40_000]) {
      for (let i = 0; i < 3; i++, sent++) log.add(entry());
      for (let i = 0; i < 300; i++) if (!log.keepsAccept(nas, clock.now())) sent++;
      clock.jump(clock.now() + days * 24 * 3_600_000);
      await flushAfter(10_000);
    }
    await flushAfter(10_000);
    expect(written.reduce((sum, row) => sum + row.count, 0)).toBe(sent);
  });

  it('writes what is left when it stops', async () => {
    for (let i = 0; i < 3; i++) log.add(entry());
    await log.stop();
    expect(written.map((row) => row.count)).toEqual([1, 2]);
  });
});
