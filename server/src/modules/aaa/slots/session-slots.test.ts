import { SeededRandom } from '@trunkline/kit';
import { describe, expect, it } from 'vitest';
import { SessionSlots, type LoginAttempt, type SessionEvent } from './session-slots.ts';

const start = 1_000_000;
const attempt: LoginAttempt = {
  subscriberId: 's',
  nasId: 'n',
  nasAddress: '10.1.0.1',
  stationId: 'mac-1',
  maxSessions: 1,
  nowMs: start,
};
const alive: SessionEvent = {
  subscriberId: 's',
  nasId: 'n',
  nasAddress: '10.1.0.1',
  stationId: 'mac-1',
  sessionId: 'a',
  kind: 'alive',
  reservation: 0,
  intervalS: 300,
  atMs: start,
};
const elsewhere = { ...attempt, stationId: 'mac-2' };

function slots(): SessionSlots {
  const made = new SessionSlots(new SeededRandom(1));
  made.endLoading();
  return made;
}

describe('session slots', () => {
  it('refuse the login beyond the limit, from anywhere', () => {
    const table = slots();
    expect(table.reserve(attempt)).not.toBe(0);
    expect(table.reserve(elsewhere)).toBe(0);
    expect(table.reserve({ ...attempt, nasId: 'other' })).toBe(0);
    expect(table.reserve({ ...elsewhere, maxSessions: 2 })).not.toBe(0);
    expect(table.reserve({ ...elsewhere, subscriberId: 'other' })).not.toBe(0);
  });

  it('give an unconfirmed login back after a minute', () => {
    const table = slots();
    table.reserve(attempt);
    expect(table.reserve({ ...elsewhere, nowMs: start + 59_999 })).toBe(0);
    expect(table.reserve({ ...elsewhere, nowMs: start + 60_000 })).not.toBe(0);
  });

  it('hold a confirmed session until three intervals of silence and a margin', () => {
    const table = slots();
    table.observe({ ...alive, reservation: table.reserve(attempt) });
    const end = start + 3 * 300_000 + 60_000;
    expect(table.reserve({ ...elsewhere, nowMs: end - 1 })).toBe(0);
    expect(table.reserve({ ...elsewhere, nowMs: end })).not.toBe(0);
  });

  it('count one session for login, Start and Interim, with and without Class', () => {
    const table = slots();
    const reservation = table.reserve({ ...attempt, maxSessions: 2 });
    table.observe({ ...alive, reservation });
    table.observe({ ...alive, reservation, atMs: start + 1 });
    table.observe({ ...alive, atMs: start + 2 });
    expect(table.reserve({ ...elsewhere, maxSessions: 2 })).not.toBe(0);
    expect(table.reserve({ ...attempt, stationId: 'mac-3', maxSessions: 2 })).toBe(0);
  });

  it('free the slot at the Stop, once', () => {
    const table = slots();
    table.observe({ ...alive, reservation: table.reserve(attempt) });
    table.observe({ ...alive, kind: 'ended' });
    table.observe({ ...alive, kind: 'ended' });
    expect(table.reserve(elsewhere)).not.toBe(0);
    expect(table.reserve(attempt)).toBe(0);
  });

  it('let a device take over its own session, so that a lost Stop locks nobody out', () => {
    const table = slots();
    table.observe({ ...alive, reservation: table.reserve(attempt) });
    expect(table.reserve(attempt)).not.toBe(0);
    expect(table.reserve(elsewhere)).toBe(0);
  });

  it('take a login without a device for another one', () => {
    const table = slots();
    table.reserve({ ...attempt, stationId: '' });
    expect(table.reserve({ ...attempt, stationId: '' })).toBe(0);
  });

  it('know a session that began before this process', () => {
    const table = slots();
    table.observe(alive);
    expect(table.reserve(elsewhere)).toBe(0);
  });

  it('follow the Class when accounting names somebody else or nobody', () => {
    const table = slots();
    const reservation = table.reserve(attempt);
    table.observe({ ...alive, subscriberId: undefined, reservation });
    table.observe({ ...alive, subscriberId: 'other', reservation, atMs: start + 100_000 });
    expect(table.reserve({ ...elsewhere, nowMs: start + 200_000 })).toBe(0);
    expect(table.reserve({ ...elsewhere, subscriberId: 'other' })).not.toBe(0);
    table.observe({ ...alive, subscriberId: undefined, reservation, kind: 'ended' });
    expect(table.reserve({ ...elsewhere, nowMs: start + 200_000 })).not.toBe(0);
  });

  it('do not confirm a slot by the Class of an earlier run', () => {
    const table = slots();
    const reservation = table.reserve({ ...attempt, maxSessions: 2 });
    table.observe({ ...alive, stationId: 'mac-9', sessionId: 'b', reservation: reservation + 1 });
    expect(table.reserve({ ...elsewhere, maxSessions: 2 })).toBe(0);
  });

  it('forget all sessions of a router that restarted, but not the logins after it', () => {
    const table = slots();
    table.observe(alive);
    table.forgetRouter(alive, start + 10);
    expect(table.reserve({ ...elsewhere, nowMs: start + 20 })).not.toBe(0);
    expect(table.reserve({ ...attempt, nowMs: start + 30 })).toBe(0);
  });

  it('of a neighbour behind the same NAS stay when a router restarts', () => {
    const table = slots();
    const neighbour = { ...alive, subscriberId: 'other', nasAddress: '10.1.0.2' };
    table.observe(alive);
    table.observe(neighbour);
    table.forgetRouter(alive, start + 10);
    expect(table.reserve({ ...elsewhere, nowMs: start + 20 })).not.toBe(0);
    expect(table.reserve({ ...elsewhere, subscriberId: 'other', nowMs: start + 20 })).toBe(0);
  });

  it('tell two routers behind one NAS apart that use the same Acct-Session-Id', () => {
    const table = slots();
    const there = { ...alive, nasAddress: '10.1.0.2', stationId: 'mac-2' };
    table.observe(alive);
    table.observe(there);
    const third = { ...attempt, stationId: 'mac-3', maxSessions: 2, nowMs: start + 1 };
    expect(table.reserve(third)).toBe(0);
    table.release({ subscriberId: 's', nasId: 'n', nasAddress: '10.1.0.2', sessionId: 'a' });
    expect(table.reserve({ ...third, maxSessions: 1 })).toBe(0);
    table.observe({ ...alive, kind: 'ended' });
    expect(table.reserve({ ...third, maxSessions: 1 })).not.toBe(0);
  });

  it('follow a router that reports from another of its addresses than it asked from', () => {
    const table = slots();
    const reservation = table.reserve({ ...attempt, maxSessions: 2 });
    const reported = { ...alive, nasAddress: '10.1.0.9' };
    table.observe({ ...reported, reservation });
    table.observe({ ...reported, atMs: start + 1 });
    expect(table.reserve({ ...elsewhere, maxSessions: 2 })).not.toBe(0);
  });

  it('are not revived by an older source that still holds an ended session open', () => {
    const table = new SessionSlots(new SeededRandom(1));
    table.observe({ ...alive, kind: 'ended', atMs: start + 5 });
    table.observe(alive);
    table.endLoading();
    expect(table.reserve(elsewhere)).not.toBe(0);
  });

  it('are swept a few at a time until none is left over', () => {
    const table = slots();
    for (let i = 0; i < 10; i++) table.reserve({ ...attempt, subscriberId: `s${i}` });
    for (let i = 0; i < 5; i++) table.sweep(start + 60_000, 3);
    expect(table.subscribers).toBe(0);
  });

  it('know a router again whose NAS has more of them than are remembered', () => {
    const table = slots();
    const reservation = table.reserve(attempt);
    for (let index = 0; index < 100_001; index++) {
      table.forgetRouter({ nasId: 'n', nasAddress: `10.2.${index >> 8}.${index & 255}` }, start);
    }
    table.observe({ ...alive, reservation });
    expect(table.reserve({ ...attempt, nowMs: start + 1 })).not.toBe(0);
    expect(table.reserve({ ...elsewhere, nowMs: start + 1 })).toBe(0);
  });

  it('of those nobody asks about are given back by the sweep, a few at a time', () => {
    const table = slots();
    for (let index = 0; index < 1_000; index++) table.reserve({ ...attempt, subscriberId: `s-${index}` });
    table.sweep(start + 59_999, 1_000);
    expect(table.subscribers).toBe(1_000);
    table.sweep(start + 60_000, 400);
    expect(table.subscribers).toBe(600);
    table.sweep(start + 60_000, 600);
    expect(table.subscribers).toBe(0);
  });
});
