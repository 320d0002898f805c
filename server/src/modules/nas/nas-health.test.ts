import { describe, expect, test } from 'vitest';
import { nasHealth, type NasVitals } from './nas-health.ts';

const nowMs = 1_000_000_000;
const minute = 60_000;
const lively: NasVitals = {
  isEnabled: true,
  lastPacketAtMs: nowMs - 1000,
  openSessions: 40,
  interimIntervalS: 300,
  recent: { accepts: 20, rejects: 5, unanswered: 0 },
};
const health = (vitals: Partial<NasVitals>) => {
  const { state, reason } = nasHealth({ ...lively, ...vitals }, nowMs);
  return `${state} ${reason}`;
};
const silentFor = (ms: number, vitals: Partial<NasVitals> = {}) =>
  health({
    lastPacketAtMs: nowMs - ms,
    recent: { accepts: 0, rejects: 0, unanswered: 0 },
    ...vitals,
  });

describe('the health of a NAS', () => {
  test('is good while packets come within the interval', () => {
    expect(health({})).toBe('ok heard');
    expect(silentFor(6 * minute)).toBe('ok heard');
  });

  test('is amber when reports are late, red after three intervals, as long as sessions are open', () => {
    expect(silentFor(6 * minute + 1)).toBe('quiet late');
    expect(silentFor(16 * minute)).toBe('quiet late');
    expect(silentFor(16 * minute + 1)).toBe('down silent');
  });

  test('follows the interval of the NAS', () => {
    expect(silentFor(16 * minute + 1, { interimIntervalS: 3600 })).toBe('ok heard');
  });

  test('without sessions silence is only amber, and only after a while', () => {
    expect(silentFor(15 * minute, { openSessions: 0 })).toBe('ok heard');
    expect(silentFor(15 * minute + 1, { openSessions: 0 })).toBe('quiet idle');
    expect(silentFor(9_999 * minute, { openSessions: 0 })).toBe('quiet idle');
  });

  test('is red when everything is rejected or dropped, unless too few asked to tell', () => {
    expect(health({ recent: { accepts: 0, rejects: 10, unanswered: 0 } })).toBe('down all_rejected');
    expect(health({ recent: { accepts: 0, rejects: 9, unanswered: 0 } })).toBe('ok heard');
    expect(health({ recent: { accepts: 1, rejects: 99, unanswered: 0 } })).toBe('ok heard');
    expect(health({ recent: { accepts: 0, rejects: 0, unanswered: 10 } })).toBe('down all_unanswered');
    expect(health({ recent: { accepts: 0, rejects: 5, unanswered: 5 } })).toBe('down all_rejected');
  });

  test('is amber when more than a tenth gets no answer', () => {
    expect(health({ recent: { accepts: 90, rejects: 0, unanswered: 10 } })).toBe('ok heard');
    expect(health({ recent: { accepts: 89, rejects: 0, unanswered: 11 } })).toBe('quiet many_unanswered');
  });

  test('one that was never heard of waits, a disabled one is only that', () => {
    expect(health({ lastPacketAtMs: null, openSessions: 0 })).toBe('waiting never_heard');
    expect(health({ isEnabled: false, lastPacketAtMs: null })).toBe('disabled disabled');
  });
});
