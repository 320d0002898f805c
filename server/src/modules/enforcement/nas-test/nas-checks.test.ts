import { describe, expect, test } from 'vitest';
import { judgeNas, type NasCheckName, type NasEvidence, type OrderAnswer } from './nas-checks.ts';

const nowMs = Date.parse('2026-03-01T12:00:00Z');
const minutesAgo = (minutes: number) => nowMs - minutes * 60_000;
const good: NasEvidence = {
  isEnabled: true,
  prefix: '192.0.2.1/32',
  messageAuthenticator: 'observe',
  lastPacketAtMs: nowMs - 1000,
  lastAddress: '192.0.2.1',
  signedRun: 40,
  requests: 40,
  packets: [{ kind: 'accounting', count: 20, lastMinuteMs: minutesAgo(0) }],
  logins: [{ reason: '', count: 20, lastMinuteMs: minutesAgo(0) }],
};
const place = { address: '192.0.2.1', port: 1700 };
const expectedRefusal: OrderAnswer = { kind: 'refused', ...place, errorCause: 503, roundTripMs: 3 };

function judged(name: NasCheckName, evidence: Partial<NasEvidence>, answer = expectedRefusal): string {
  const check = judgeNas({ ...good, ...evidence }, answer, nowMs).find((one) => one.name === name)!;
  return `${check.status} ${check.finding}`;
}

const rejects = (count: number) => [{ reason: 'aaa.expired', count, lastMinuteMs: minutesAgo(1) }];
const orders = (answer: OrderAnswer) => judged('orders', {}, answer);

describe('a test of a NAS', () => {
  test('finds nothing wrong where nothing is', () => {
    expect(judgeNas(good, expectedRefusal, nowMs).map(({ name, status }) => `${name} ${status}`)).toEqual([
      'heard ok',
      'secret ok',
      'signatures ok',
      'dropped ok',
      'logins ok',
      'orders ok',
    ]);
  });

  test('says when it was heard last, if ever', () => {
    expect(judged('heard', { lastPacketAtMs: null, lastAddress: null })).toBe('bad never');
    expect(judged('heard', { lastPacketAtMs: minutesAgo(15) })).toBe('ok lately');
    expect(judged('heard', { lastPacketAtMs: minutesAgo(16) })).toBe('warn long_ago');
    expect(judged('heard', { isEnabled: false })).toBe('bad disabled');
  });

  test.each(['wrong-authenticator', 'wrong-message-authenticator'])('takes %s for another secret', (kind) => {
    const wrong = (minutes: number) => [{ kind, count: 3, lastMinuteMs: minutesAgo(minutes) }];
    expect(judged('secret', { packets: wrong(1), logins: [] })).toBe('bad differs');
    expect(judged('secret', { packets: wrong(0) })).toBe('bad differs');
    expect(judged('secret', { packets: wrong(5) })).toBe('warn differed');
  });

  test('takes garbled passwords for another secret, and silence for no proof', () => {
    const logins = [{ reason: 'aaa.suspected_wrong_secret', count: 2, lastMinuteMs: minutesAgo(1) }];
    expect(judged('secret', { packets: [], logins })).toBe('bad differs');
    expect(judged('secret', { packets: [], logins: [] })).toBe('unknown nothing_lately');
  });

  test('names signatures that are required and missing, and those that are not asked for', () => {
    const packets = [{ kind: 'missing-message-authenticator', count: 9, lastMinuteMs: minutesAgo(1) }];
    expect(judged('signatures', { messageAuthenticator: 'require', packets })).toBe('bad missing');
    expect(judged('signatures', { messageAuthenticator: 'off' })).toBe('warn off');
    expect(judged('signatures', { signedRun: 0 })).toBe('warn unsigned');
    expect(judged('signatures', { signedRun: 0, requests: 0 })).toBe('unknown nothing_seen');
  });

  test('tells of other packets that were dropped, by the most frequent kind', () => {
    const packets = [
      { kind: 'malformed', count: 2, lastMinuteMs: minutesAgo(1) },
      { kind: 'client-share-full', count: 7, lastMinuteMs: minutesAgo(1) },
      { kind: 'superseded', count: 99, lastMinuteMs: minutesAgo(1) },
      { kind: 'wrong-authenticator', count: 99, lastMinuteMs: minutesAgo(1) },
    ];
    const check = judgeNas({ ...good, packets }, expectedRefusal, nowMs).find(
      ({ name }) => name === 'dropped',
    );
    expect(check).toMatchObject({ status: 'warn', finding: 'client_share_full', facts: { dropped: 9 } });
  });

  test('says when everybody is rejected, and why mostly', () => {
    expect(judged('logins', { logins: rejects(5) })).toBe('bad all_rejected');
    expect(judged('logins', { logins: rejects(4) })).toBe('warn only_rejects');
    expect(judged('logins', { logins: [...rejects(50), ...good.logins] })).toBe('ok accepted');
    expect(judged('logins', { logins: [] })).toBe('unknown none');
  });

  test('judges what came back to an order', () => {
    expect(orders(expectedRefusal)).toBe('ok as_expected');
    expect(orders({ ...expectedRefusal, errorCause: 404 })).toBe('ok refused');
    expect(orders({ ...expectedRefusal, kind: 'acknowledged', errorCause: null })).toBe('warn acknowledged');
    expect(orders({ kind: 'timeout', ...place, attempts: 3 })).toBe('bad no_answer');
    expect(orders({ kind: 'wrong_secret', ...place })).toBe('bad wrong_secret');
    expect(orders({ kind: 'no_address' })).toBe('unknown no_address');
  });
});
