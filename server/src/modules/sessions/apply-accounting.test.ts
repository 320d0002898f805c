import { atScale, faultSeed } from '@trunkline/test-kit';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionEvent } from './accounting-event.ts';
import { applyAccounting, applyRestart, closeReplaced, type Usage } from './apply-accounting.ts';
import { closeAtLastSeen, isOpen, type Session } from './session.ts';

const startMs = Date.UTC(2026, 2, 1, 12);
const gigabyte = 1_000_000_000n;

describe('the events of one session', () => {
  const story = [
    event('start', 0),
    event('interim', 300, { uploadBytes: 1n * gigabyte, downloadBytes: 4n * gigabyte }),
    event('interim', 600, { uploadBytes: 2n * gigabyte, downloadBytes: 9n * gigabyte }),
    event('stop', 700, { uploadBytes: 3n * gigabyte, downloadBytes: 10n * gigabyte }, { terminateCause: 1 }),
  ];

  it('A8 A13: give one row with the same totals in any order, with any repetition and delay', () => {
    const expected = fold(story);
    fc.assert(
      fc.property(deliveries(story), (delivered) => {
        const { rows, usage } = fold(delivered);
        expect(rows).toHaveLength(1);
        expect(rows[0]).toMatchObject({
          uploadBytes: 3n * gigabyte,
          downloadBytes: 10n * gigabyte,
          sessionTimeS: 700n,
          startedAtMs: startMs,
          stoppedAtMs: startMs + 700_000,
          lastSeenAtMs: startMs + 700_000,
          closedBy: 'stop',
          terminateCause: 1,
          finalCountersMissing: false,
        });
        expect(usage).toEqual(expected.usage);
      }),
      { numRuns: atScale({ ci: 2_000, full: 100_000 }), seed: faultSeed('A8') },
    );
  });

  it('A13: every order of Start, Interim and Stop ends closed', () => {
    const three = [story[0]!, story[1]!, story[3]!];
    for (const order of permutations(three)) {
      const { rows } = fold([...order, ...order]);
      expect(rows.map((row) => [row.closedBy, row.stoppedAtMs, row.startedAtMs])).toEqual([
        ['stop', startMs + 700_000, startMs],
      ]);
    }
  });

  it('A11: a Stop without counters or with zeros keeps the highest seen, in any order, and is flagged', () => {
    for (const counters of [{}, { uploadBytes: 0n, downloadBytes: 0n }]) {
      const silent = [story[0]!, story[1]!, event('stop', 700, counters)];
      fc.assert(
        fc.property(deliveries(silent), (delivered) => {
          const { rows } = fold(delivered);
          expect(rows).toHaveLength(1);
          expect(rows[0]).toMatchObject({
            downloadBytes: 4n * gigabyte,
            closedBy: 'stop',
            finalCountersMissing: true,
          });
        }),
        { numRuns: atScale({ ci: 100, full: 20_000 }), seed: faultSeed('A11') },
      );
    }
  });

  it('A11: a session that carried nothing is not flagged for its zeros', () => {
    const { rows } = fold([story[0]!, event('stop', 10, { uploadBytes: 0n, downloadBytes: 0n })]);
    expect(rows[0]!.finalCountersMissing).toBe(false);
  });

  it('A9: counters stay exact around 2^32 and 2^53', () => {
    const around = fc.tuple(
      fc.constantFrom(2n ** 32n, 2n ** 53n, 2n ** 63n - 3n),
      fc.integer({ min: -2, max: 2 }),
    );
    fc.assert(
      fc.property(around, around, ([a, i], [b, j]) => {
        const [low, high] = [a + BigInt(i), b + BigInt(j)].toSorted((x, y) => (x < y ? -1 : 1));
        const events = [
          event('interim', 300, { uploadBytes: low! }),
          event('stop', 600, { uploadBytes: high! }),
        ];
        expect(fold(events).usage.uploadBytes).toBe(high);
        expect(fold(events.toReversed()).usage.uploadBytes).toBe(high);
      }),
      { numRuns: atScale({ ci: 100, full: 20_000 }), seed: faultSeed('A9') },
    );
  });

  it('A9: a wrap without Gigawords counts on, in either order of two packets, on a NAS marked so', () => {
    const wrapping = { isWrapping: true };
    const before = event('interim', 300, { downloadBytes: 4_000_000_000n }, wrapping);
    const after = event('interim', 600, { downloadBytes: 100n }, wrapping);
    for (const order of [
      [before, after],
      [after, before],
      [before, before, after, after, before],
    ]) {
      const { rows } = fold(order);
      expect(rows.map((row) => row.downloadBytes)).toEqual([2n ** 32n + 100n]);
    }
  });
});

describe('epochs', () => {
  it('A10: a lower counter with a higher session time opens a new one, and its delta counts from zero', () => {
    const { rows, usage } = fold([
      event('start', 0),
      event('interim', 300, { downloadBytes: 5n * gigabyte }),
      event('interim', 600, { downloadBytes: 1n * gigabyte }),
      event('stop', 900, { downloadBytes: 2n * gigabyte }),
    ]);
    expect(rows.map((row) => [row.epoch, row.closedBy, row.downloadBytes])).toEqual([
      [0, 'replaced', 5n * gigabyte],
      [1, 'stop', 2n * gigabyte],
    ]);
    expect(usage).toMatchObject({ downloadBytes: 7n * gigabyte, sessionTimeS: 900n });
  });

  it('A10: one direction at zero beside a counted one is no reset, and nothing is counted twice', () => {
    const { rows, usage } = fold([
      event('interim', 300, { uploadBytes: 1n, downloadBytes: 5n * gigabyte }),
      event('stop', 600, { uploadBytes: 0n, downloadBytes: 6n * gigabyte }),
    ]);
    expect(rows).toHaveLength(1);
    expect(usage).toMatchObject({ uploadBytes: 1n, downloadBytes: 6n * gigabyte });
  });

  it('A10: a late packet from before a reset raises the epoch it belongs to', () => {
    const { rows } = fold([
      event('interim', 300, { downloadBytes: 5n * gigabyte }),
      event('interim', 900, { downloadBytes: 1n * gigabyte }),
      event('interim', 600, { downloadBytes: 6n * gigabyte }),
    ]);
    expect(rows.map((row) => row.downloadBytes)).toEqual([6n * gigabyte, 1n * gigabyte]);
  });

  it('A10: the same id with a Start later than ten minutes after the end is a new session', () => {
    const first = [event('start', 0), event('stop', 300, { downloadBytes: 5n })];
    const again = event('start', 300 + 601, {}, { sessionTimeS: 0n });
    expect(fold([...first, again]).rows.map((row) => [row.epoch, row.closedBy])).toEqual([
      [0, 'stop'],
      [1, null],
    ]);
    expect(fold([...first, event('start', 300 + 599, {}, { sessionTimeS: 0n })]).rows).toHaveLength(1);
  });

  it('A10: an id that returns at once after a reboot is a new session, whichever way the old one was closed', () => {
    const old = fold([event('start', 0), event('interim', 7_200, { downloadBytes: 5n * gigabyte })]).rows[0]!;
    const start = event('start', 7_260, {}, { sessionTimeS: 0n });
    const interim = event('interim', 7_560, { downloadBytes: 1n * gigabyte }, { sessionTimeS: 300n });
    for (const closedBy of ['nas_restart', 'stale', 'replaced', null] as const) {
      const lost: Session = { ...old, closedBy, stoppedAtMs: closedBy && old.lastSeenAtMs };
      for (const told of [[start, interim], [interim, start], [interim]]) {
        const { rows, usage } = fold(told, [lost]);
        expect(rows.map((row) => [row.epoch, row.closedBy, row.downloadBytes])).toEqual([
          [0, closedBy ?? 'replaced', 5n * gigabyte],
          [1, null, 1n * gigabyte],
        ]);
        expect(usage.downloadBytes).toBe(1n * gigabyte);
      }
    }
  });

  it('A8: a Start that the network repeats late opens no second session, whichever way the first was closed', () => {
    const young = fold([event('start', 0), event('interim', 300, { downloadBytes: 5n })]).rows[0]!;
    for (const closedBy of ['nas_restart', 'stale', 'replaced', 'stop', null] as const) {
      const known: Session = { ...young, closedBy, stoppedAtMs: closedBy && young.lastSeenAtMs };
      expect(fold([event('start', 330)], [known]).rows).toHaveLength(1);
    }
  });

  it('A10: an id used again after a reboot, its Start lost, is a new session', () => {
    const { rows } = fold([
      event('start', 0),
      event('interim', 300, { downloadBytes: 5n * gigabyte }),
      event('interim', 300 + 900, { downloadBytes: 1n }, { sessionTimeS: 60n }),
    ]);
    expect(rows.map((row) => [row.closedBy, row.stoppedAtMs, row.downloadBytes])).toEqual([
      ['replaced', startMs + 300_000, 5n * gigabyte],
      [null, null, 1n],
    ]);
  });
});

describe('any packets whatever, with conclusions between them', () => {
  const seconds = fc.integer({ min: 0, max: 6_000 });
  const few = fc.option(fc.bigInt({ min: 0n, max: 100n }), { nil: undefined });
  const packet = fc
    .tuple(fc.constantFrom('start', 'interim', 'stop'), seconds, seconds, few, few)
    .map(([kind, atS, timeS, upload, download]) => {
      const counters: SessionEvent['counters'] = {};
      if (upload !== undefined && kind !== 'start') counters.uploadBytes = upload;
      if (download !== undefined && kind !== 'start') counters.downloadBytes = download;
      return event(kind, atS, counters, { sessionTimeS: BigInt(timeS) });
    });
  const conclusion = fc.constantFrom('stale', 'nas_restart');

  it('A13 A15: leave at most the last epoch open, end nothing before its start, and count what the rows hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: packet }, conclusion), { maxLength: 8 }),
        (steps) => {
          let rows: Session[] = [];
          let counted = 0n;
          for (const step of steps) {
            const last = rows.at(-1);
            if (typeof step !== 'string') {
              const told = fold([step], rows);
              rows = told.rows;
              expect(told.usage.sessionTimeS).toBeGreaterThanOrEqual(0n);
              counted += told.usage.uploadBytes + told.usage.downloadBytes;
            } else if (last && isOpen(last)) {
              rows = [...rows.slice(0, -1), closeAtLastSeen(last, step)];
            }
          }
          expect(rows.slice(0, -1).filter(isOpen)).toEqual([]);
          for (const row of rows) {
            expect(row.lastSeenAtMs).toBeGreaterThanOrEqual(row.startedAtMs);
            expect(row.stoppedAtMs ?? row.lastSeenAtMs).toBeGreaterThanOrEqual(row.startedAtMs);
          }
          expect(counted).toBe(rows.reduce((sum, row) => sum + row.uploadBytes + row.downloadBytes, 0n));
        },
      ),
      { numRuns: atScale({ ci: 20_000, full: 1_000_000 }), seed: faultSeed('A13') },
    );
  });
});

describe('conclusions about a silent session', () => {
  it('A12: a restart of the NAS closes what began before it, when last heard of, and nothing else', () => {
    const old = fold([event('start', 0), event('interim', 300, { downloadBytes: 5n })]).rows[0]!;
    const later = fold([event('start', 4_000, {}, { acctSessionId: 'other' })]).rows[0]!;
    const closed = applyRestart([old, later], {
      kind: 'nas_restart',
      tenantId: 't',
      nasId: 'n',
      nasAddress: '10.0.0.1',
      atMs: startMs + 3_600_000,
    });
    expect(closed).toEqual([{ ...old, stoppedAtMs: startMs + 300_000, closedBy: 'nas_restart' }]);
  });

  it('a Stop that arrives after all corrects the end', () => {
    const old = fold([event('start', 0), event('interim', 300, { downloadBytes: 5n })]).rows[0]!;
    const closed: Session = { ...old, stoppedAtMs: old.lastSeenAtMs, closedBy: 'nas_restart' };
    const { session } = applyAccounting([closed], event('stop', 400, { downloadBytes: 9n }), makeId);
    expect(session).toMatchObject({ closedBy: 'stop', stoppedAtMs: startMs + 400_000, downloadBytes: 9n });
  });

  it('an Interim opens a session again that was closed as stale, unless it is an old one', () => {
    const old = fold([event('start', 0), event('interim', 300, { downloadBytes: 5n })]).rows[0]!;
    const stale: Session = { ...old, stoppedAtMs: old.lastSeenAtMs, closedBy: 'stale' };
    const alive = applyAccounting([stale], event('interim', 5_000, { downloadBytes: 9n }), makeId);
    expect(alive.session).toMatchObject({ closedBy: null, stoppedAtMs: null, downloadBytes: 9n });
    const late = applyAccounting([stale], event('interim', 200, { downloadBytes: 4n }), makeId);
    expect(late.session).toMatchObject({ closedBy: 'stale', stoppedAtMs: startMs + 300_000 });
  });

  it('a newer session of the same device or address closes the older one, whichever is heard of first', () => {
    const device = { callingStationId: 'AA', username: 'anna' };
    const old = fold([event('start', 0, {}, device)]).rows[0]!;
    const young = fold([event('start', 60, {}, { ...device, acctSessionId: 'b' })]).rows[0]!;
    const expected = [{ ...old, stoppedAtMs: startMs, closedBy: 'replaced' }];
    expect(closeReplaced(young, [old, young])).toEqual(expected);
    expect(closeReplaced(old, [old, young])).toEqual(expected);
    const address = { framedIp: '10.0.0.1' };
    const guest = { ...young, ...address, callingStationId: 'BB', username: 'ben' };
    expect(closeReplaced(guest, [{ ...old, ...address }])).toHaveLength(1);
    expect(closeReplaced(guest, [old])).toEqual([]);
  });
});

let ids = 0;
const makeId = (): string => `id-${ids++}`;

function event(
  kind: SessionEvent['kind'],
  atS: number,
  counters: SessionEvent['counters'] = {},
  more: Partial<SessionEvent> = {},
): SessionEvent {
  return {
    kind,
    tenantId: 't',
    nasId: 'n',
    nasAddress: '10.0.0.1',
    acctSessionId: 'a',
    hasUniqueId: false,
    atMs: startMs + atS * 1000,
    username: 'anna',
    subscriptionId: undefined,
    granted: undefined,
    callingStationId: undefined,
    calledStationId: undefined,
    mac: undefined,
    nasPortId: undefined,
    framedIp: undefined,
    framedIpv6Prefix: undefined,
    delegatedIpv6Prefix: undefined,
    sessionTimeS: kind === 'start' ? undefined : BigInt(atS),
    counters,
    isWrapping: false,
    terminateCause: undefined,
    interimIntervalS: 300,
    ...more,
  };
}

function fold(
  events: readonly SessionEvent[],
  known: readonly Session[] = [],
): { rows: Session[]; usage: Usage } {
  const rows = new Map(known.map((row) => [row.epoch, row]));
  const usage: Usage = { uploadBytes: 0n, downloadBytes: 0n, sessionTimeS: 0n };
  for (const next of events) {
    const applied = applyAccounting([...rows.values()], next, makeId);
    for (const row of applied.changed) rows.set(row.epoch, row);
    usage.uploadBytes += applied.usage.uploadBytes;
    usage.downloadBytes += applied.usage.downloadBytes;
    usage.sessionTimeS += applied.usage.sessionTimeS;
  }
  return { rows: [...rows.values()], usage };
}

/** Every event at least once, some more often, in any order. */
function deliveries(events: readonly SessionEvent[]): fc.Arbitrary<SessionEvent[]> {
  return fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 6 }).chain((repeated) => {
    const all = [...events, ...repeated.map((index) => events[index]!)];
    return fc.shuffledSubarray(all, { minLength: all.length });
  });
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
