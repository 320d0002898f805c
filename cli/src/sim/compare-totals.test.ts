import { expect, test } from 'vitest';
import type { SessionTruth } from '@trunkline/simulators';
import { compareTotals } from './compare-totals.ts';

const counters = (bytes: bigint) => ({
  uploadBytes: bytes,
  downloadBytes: 10n * bytes,
  seconds: Number(bytes),
});

function session(changes: Partial<SessionTruth> & { sentBytes: bigint; heardBytes: bigint }): SessionTruth {
  const { sentBytes, heardBytes, ...rest } = changes;
  return {
    router: 0,
    nasAddress: '127.20.0.1',
    nasIdentifier: 'sim-router-1',
    boot: 1,
    acctSessionId: '81000001',
    subscriber: 0,
    userName: 'sim-1',
    framedIpAddress: '100.64.0.1',
    startedAtMs: 0,
    end: 'user-request',
    endedAtMs: 1,
    sent: counters(sentBytes),
    acknowledged: counters(heardBytes),
    isStartAcknowledged: true,
    isStopAcknowledged: true,
    isCertain: sentBytes === heardBytes,
    rateLimit: undefined,
    effectiveRates: undefined,
    classes: [],
    ...rest,
  };
}

const recorded = (bytes: number, acctSessionId = '81000001') => ({
  nasId: 'nas-a',
  acctSessionId,
  uploadBytes: bytes,
  downloadBytes: 10 * bytes,
});

test('equal totals are no difference', () => {
  expect(compareTotals([session({ sentBytes: 7n, heardBytes: 7n })], [recorded(7)], ['nas-a'])).toEqual([]);
});

test('a byte too many and a byte too few are told with both numbers', () => {
  const certain = [session({ sentBytes: 7n, heardBytes: 7n })];
  expect(compareTotals(certain, [recorded(8)], ['nas-a']).map(({ problem }) => problem)).toEqual([
    '↓ 80 bytes recorded instead of 70',
    '↑ 8 bytes recorded instead of 7',
  ]);
  expect(compareTotals(certain, [recorded(6)], ['nas-a'])).toHaveLength(2);
});

test('between acknowledged and sent either is right, outside neither is', () => {
  const uncertain = [session({ sentBytes: 9n, heardBytes: 7n })];
  for (const bytes of [7, 9]) expect(compareTotals(uncertain, [recorded(bytes)], ['nas-a'])).toEqual([]);
  for (const bytes of [6, 10]) expect(compareTotals(uncertain, [recorded(bytes)], ['nas-a'])).toHaveLength(2);
});

test('what was acknowledged must be recorded, what was not may be missing', () => {
  const lost = { isStartAcknowledged: false, isStopAcknowledged: false };
  expect(compareTotals([session({ sentBytes: 7n, heardBytes: 7n })], [], ['nas-a'])).toMatchObject([
    { nas: 'sim-router-1', username: 'sim-1', problem: 'acknowledged, but not recorded' },
  ]);
  expect(compareTotals([session({ sentBytes: 7n, heardBytes: 0n, ...lost })], [], ['nas-a'])).toEqual([]);
});

test('what was recorded but never sent is a difference', () => {
  expect(compareTotals([], [recorded(1, 'made-up')], ['nas-a'])).toMatchObject([
    { acctSessionId: 'made-up', problem: 'recorded, but never sent' },
  ]);
});

test('a session id that came again after a boot is compared by the sum of its epochs', () => {
  const truth = [
    session({ sentBytes: 7n, heardBytes: 7n }),
    session({ boot: 2, sentBytes: 5n, heardBytes: 5n }),
  ];
  expect(compareTotals(truth, [recorded(7), recorded(5)], ['nas-a'])).toEqual([]);
  expect(compareTotals(truth, [recorded(7), recorded(4)], ['nas-a'])).toHaveLength(2);
});
