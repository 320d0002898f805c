import { expect, test } from 'vitest';
import { SeededRandom } from '@trunkline/kit';
import type { Timers } from '@trunkline/radius';
import { FaultyPath, NO_FAULTS, type PathFaults } from './faulty-path.ts';

const SEED = 4_711;

/** Timers that go off in the order of their delays when told to. */
function manualTimers() {
  const waiting = new Map<number, { delayMs: number; onDue: () => void }>();
  let last = 0;
  const timers: Timers = {
    start: (delayMs, onDue) => {
      waiting.set(++last, { delayMs, onDue });
      return last;
    },
    stop: (handle) => waiting.delete(handle as number),
  };
  const fireAll = () => {
    const due = [...waiting.values()].toSorted((a, b) => a.delayMs - b.delayMs);
    waiting.clear();
    for (const { onDue } of due) onDue();
  };
  return { timers, fireAll, waiting };
}

/** Sends datagrams numbered from 0 and tells the numbers in the order they arrive. */
function sendThrough(faults: Partial<PathFaults>, count: number, seed = SEED) {
  const { timers, fireAll, waiting } = manualTimers();
  const path = new FaultyPath({
    faults: { ...NO_FAULTS, ...faults },
    random: new SeededRandom(seed),
    timers,
  });
  const arrived: number[] = [];
  for (let number = 0; number < count; number++) {
    const datagram = Buffer.alloc(4);
    datagram.writeUInt32BE(number);
    path.pass(datagram, (bytes) => arrived.push(bytes.readUInt32BE()));
  }
  return { path, arrived, fireAll, waiting };
}

const inOrder = (count: number) => Array.from({ length: count }, (_, number) => number);

test('without faults every datagram arrives once, at once and in order', () => {
  expect(sendThrough({}, 100).arrived).toEqual(inOrder(100));
});

test('the same seed loses the same datagrams, another seed others', () => {
  const first = sendThrough({ drop: 0.3 }, 1_000);
  expect(first.arrived.length + first.path.counters.dropped).toBe(1_000);
  expect(first.path.counters.dropped).toBeGreaterThan(200);
  expect(sendThrough({ drop: 0.3 }, 1_000).arrived).toEqual(first.arrived);
  expect(sendThrough({ drop: 0.3 }, 1_000, SEED + 1).arrived).not.toEqual(first.arrived);
});

test('a duplicate is the same datagram once more', () => {
  const { arrived, path } = sendThrough({ duplicate: 0.5 }, 200);
  expect(new Set(arrived)).toEqual(new Set(inOrder(200)));
  expect(arrived).toHaveLength(200 + path.counters.duplicated);
  expect(path.counters.duplicated).toBeGreaterThan(50);
});

test('reordering lets the next datagram pass first and loses none', () => {
  const { arrived, path, fireAll } = sendThrough({ reorder: 0.5 }, 200);
  fireAll();
  expect(arrived.toSorted((a, b) => a - b)).toEqual(inOrder(200));
  const overtakings = arrived.filter((number, place) => place > 0 && number < arrived[place - 1]!).length;
  expect(overtakings).toBeGreaterThan(30);
  expect(path.counters.reordered).toBeGreaterThanOrEqual(overtakings);
});

test('a delay stays within its bounds, and what is under way is forgotten on close', () => {
  const { arrived, path, fireAll, waiting } = sendThrough({ delay: 1, delayMs: { min: 10, max: 20 } }, 50);
  expect(arrived).toEqual([]);
  for (const { delayMs } of waiting.values()) {
    expect(delayMs).toBeGreaterThanOrEqual(10);
    expect(delayMs).toBeLessThanOrEqual(20);
  }
  path.close();
  fireAll();
  expect(arrived).toEqual([]);
});

test('damage flips one bit of a copy and leaves the original alone', () => {
  const path = new FaultyPath({ faults: { ...NO_FAULTS, corrupt: 1 }, random: new SeededRandom(SEED) });
  const original = Buffer.alloc(64);
  path.pass(original, (bytes) => {
    const flipped = [...bytes].reduce((bits, byte) => bits + byte.toString(2).replaceAll('0', '').length, 0);
    expect(flipped).toBe(1);
  });
  expect(path.counters).toMatchObject({ corrupted: 1, passed: 1 });
  expect(original.equals(Buffer.alloc(64))).toBe(true);
});
