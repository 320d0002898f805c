import { expect, test } from 'vitest';
import { createCast } from '../cast/cast.ts';
import { isServed } from '../cast/troubles.ts';
import { createPastSessions, historyDays } from './past-sessions.ts';
import { PastMinutes } from './roll-ups.ts';
import { TrafficIntegral } from './traffic-integral.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Seven in the evening in Jakarta. */
const nowMs = Date.UTC(2026, 10, 21, 12);
const cast = createCast({ seed: 7, firstAddress: '127.130.1.1' });
const sessions = createPastSessions(cast, nowMs);

test('nobody is online twice, in the future, or without service', () => {
  const lastEnd = new Map<number, number>();
  for (const { member, startMs, endMs } of sessions.toSorted((a, b) => a.startMs - b.startMs)) {
    expect(startMs).toBeGreaterThanOrEqual(lastEnd.get(member.index) ?? 0);
    expect(endMs).toBeGreaterThan(startMs);
    expect(endMs).toBeLessThan(nowMs);
    if (!isServed(member.trouble)) expect(endMs).toBeLessThanOrEqual(nowMs - member.troubledDays * dayMs);
    lastEnd.set(member.index, endMs);
  }
});

test('an address is never two subscribers’ at one moment', () => {
  const free = new Map<string, number>();
  for (const { framedIp, startMs, endMs } of sessions.toSorted((a, b) => a.startMs - b.startMs)) {
    expect(startMs, framedIp).toBeGreaterThanOrEqual(free.get(framedIp) ?? 0);
    free.set(framedIp, endMs);
  }
});

test('the evening has more than eight hundred online, the night about half of them', () => {
  const fromMs = nowMs - 10 * dayMs;
  const minutes = new PastMinutes(sessions, { fromMs, toMs: nowMs, routers: 3 });
  const online = new Map<number, number>();
  for (const { atMs, sessions: count } of minutes.onlineMinutes(fromMs)) {
    online.set(atMs, (online.get(atMs) ?? 0) + count);
  }
  // Half past seven in the evening and three at night, Jakarta, of a working day.
  expect(online.get(Date.UTC(2026, 10, 18, 12, 30))).toBeGreaterThan(780);
  expect(online.get(Date.UTC(2026, 10, 18, 20, 0))).toBeLessThan(520);
});

test('traffic added up by minute, by hour and by session is the same', () => {
  const fromMs = nowMs - (historyDays + 1) * dayMs;
  const minutes = new PastMinutes(sessions, { fromMs, toMs: nowMs, routers: 3 });
  const integral = new TrafficIntegral(fromMs, nowMs);
  const bySession = sessions.reduce(
    (total, { downloadBps, startMs, endMs }) => total + (downloadBps / 8) * integral.between(startMs, endMs),
    0,
  );
  const byMinute = sum(minutes.trafficMinutes(fromMs));
  expect(sum(minutes.trafficHours())).toBe(byMinute);
  // A session begins and ends within a minute, which belongs to it wholly or not at all.
  expect(Math.abs(byMinute / bySession - 1)).toBeLessThan(minuteMs / (60 * minuteMs));
});

function sum(rows: readonly { downloadBytes: number }[]): number {
  return rows.reduce((total, { downloadBytes }) => total + downloadBytes, 0);
}
