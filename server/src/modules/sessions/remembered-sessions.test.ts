import { expect, it } from 'vitest';
import { RememberedSessions } from './remembered-sessions.ts';
import { keyOf, SessionBook } from './session-book.ts';
import type { Session } from './session.ts';

const bound = 32_768;

it('what is remembered is open, bounded, and that which was heard of last', () => {
  const remembered = new RememberedSessions();
  keep(remembered, [session(0), session(1), { ...session(2), stoppedAtMs: 1, closedBy: 'stop' }]);
  expect(remembered.find(keyOf(session(0)))).toMatchObject([{ version: '7', session: { id: 'id0' } }]);
  expect(remembered.find(keyOf(session(2)))).toBeUndefined();
  // One of the first two is heard of again; the others push out the older one.
  keep(remembered, [session(0)]);
  keep(
    remembered,
    Array.from({ length: bound - 1 }, (_, i) => session(i + 10)),
  );
  expect(remembered.find(keyOf(session(1)))).toBeUndefined();
  expect(remembered.find(keyOf(session(0)))).toHaveLength(1);
  expect(remembered.find(keyOf(session(bound + 8)))).toHaveLength(1);
  remembered.forgetAll();
  expect(remembered.find(keyOf(session(0)))).toBeUndefined();
});

it('a session that ends is not remembered any longer', () => {
  const remembered = new RememberedSessions();
  keep(remembered, [session(0)]);
  keep(remembered, [{ ...session(0), stoppedAtMs: 1, closedBy: 'stop' }]);
  expect(remembered.find(keyOf(session(0)))).toBeUndefined();
});

it('a session of which only the open row was met is not remembered', () => {
  const remembered = new RememberedSessions();
  keep(remembered, [session(0)]);
  const book = new SessionBook();
  book.addRival({ session: session(1), version: '6' });
  remembered.keep(book, '7');
  expect(remembered.find(keyOf(session(1)))).toBeUndefined();
  book.put({ ...session(1), uploadBytes: 1n });
  remembered.keep(book, '8');
  expect(remembered.find(keyOf(session(1)))).toBeUndefined();
  expect(remembered.find(keyOf(session(0)))).toHaveLength(1);
});

it('of a session with very many epochs the latest are remembered', () => {
  const remembered = new RememberedSessions();
  keep(
    remembered,
    Array.from({ length: 100 }, (_, epoch) => ({ ...session(0), id: `epoch${epoch}`, epoch })),
  );
  const epochs = remembered.find(keyOf(session(0)))!.map((row) => row.session.epoch);
  expect(epochs).toEqual([92, 93, 94, 95, 96, 97, 98, 99]);
});

function keep(remembered: RememberedSessions, sessions: readonly Session[]): void {
  const book = new SessionBook();
  for (const each of sessions) book.put(each);
  remembered.keep(book, '7');
}

function session(i: number): Session {
  return {
    tenantId: 't',
    id: `id${i}`,
    nasId: 'n',
    nasAddress: '10.0.0.1',
    acctSessionId: `s${i}`,
    epoch: 0,
    subscriberId: null,
    subscriptionId: null,
    username: 'anna',
    callingStationId: null,
    calledStationId: null,
    mac: null,
    nasPortId: null,
    framedIp: null,
    framedIpv6Prefix: null,
    delegatedIpv6Prefix: null,
    startedAtMs: 0,
    lastSeenAtMs: 0,
    stoppedAtMs: null,
    closedBy: null,
    terminateCause: null,
    interimIntervalS: null,
    sessionTimeS: 0n,
    uploadBytes: 0n,
    downloadBytes: 0n,
    aheadUploadBytes: 0n,
    aheadDownloadBytes: 0n,
    aheadTimeS: 0n,
    grantedDownloadBps: null,
    grantedUploadBps: null,
    grantedTimeoutS: null,
    grantedVolumeBytes: null,
    grantedDigest: null,
    uploadPackets: 0n,
    downloadPackets: 0n,
    finalCountersMissing: false,
    downloadBps: null,
    uploadBps: null,
  };
}
