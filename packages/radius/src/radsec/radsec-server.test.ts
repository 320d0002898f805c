import { connect as connectTcp } from 'node:net';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { ManualClock, systemClock } from '@trunkline/kit';
import { ManualTimers } from '../client/manual-timers.fixture.ts';
import { Code } from '../code.ts';
import { decodeForTest } from '../decode-for-test.ts';
import { UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import type { RadiusReply, RadiusRequest } from '../server/index.ts';
import * as certificates from './certificates.fixture.ts';
import { closers, Peer, routerFingerprint, secret, serve, nas, type Serving } from './serving.fixture.ts';

function request(code: Code, identifier: number, name = 'alice'): Buffer {
  return new PacketBuilder(code)
    .add(UserName, name)
    .encodeRequest({ identifier, secret, messageAuthenticator: true });
}

/** Resolves once the server has told of a connection that ended. */
async function closedBy({ closed }: Serving, count = 1): Promise<string[]> {
  while (closed.length < count) await new Promise(setImmediate);
  return closed.map(({ kind }) => kind);
}

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'authentication, accounting and Status-Server share one connection of %s',
  async (version) => {
    const { server, port } = await serve();
    const peer = await Peer.open(port, certificates.router, version);
    peer.send(
      Buffer.concat([
        request(Code.AccessRequest, 1),
        request(Code.AccountingRequest, 1),
        request(Code.StatusServer, 2),
      ]),
    );
    await peer.nth(2);
    // Whether we live is told out of turn.
    expect(peer.received.map((reply) => `${reply[0]} ${reply[1]}`).toSorted()).toEqual(['2 1', '2 2', '5 1']);
    expect(peer.socket.getProtocol()).toBe(version);
    expect(server.stats()).toMatchObject({ requests: 2, replies: 2, statusReplies: 1, connections: 1 });
  },
);

test('TLS 1.1 is refused', async () => {
  const serving = await serve();
  const socket = connect({
    host: '127.0.0.1',
    port: serving.port,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'ALL:@SECLEVEL=0',
    cert: certificates.router.certificate,
    key: certificates.router.key,
  });
  closers.push(() => socket.destroy());
  await once(socket, 'error');
  expect(await closedBy(serving)).toEqual(['handshake-failed']);
});

test('a packet in pieces and several in one are each one packet', async () => {
  const { port } = await serve();
  const peer = await Peer.open(port);
  const stream = Buffer.concat([1, 2, 3].map((id) => request(Code.AccessRequest, id, 'x'.repeat(id * 50))));
  for (let at = 0; at < stream.length; at += 7) {
    peer.send(stream.subarray(at, at + 7));
    if (at % 70 === 0) await new Promise(setImmediate);
  }
  await peer.nth(2);
  expect(peer.received.map((reply) => reply[1])).toEqual([1, 2, 3]);
});

test.each([
  ['no certificate', null, 'no-certificate'],
  ['a certificate that nobody is known by', certificates.stranger, 'unknown-certificate'],
] as const)('who shows %s is sent away without a word', async (_, as, kind) => {
  const serving = await serve();
  const peer = await Peer.open(serving.port, as);
  peer.send(request(Code.AccessRequest, 1));
  await peer.ended();
  expect(await closedBy(serving)).toEqual([kind]);
  expect(peer.received).toEqual([]);
  expect(serving.server.stats().datagrams).toBe(0);
});

test('a certificate past its end is no certificate', async () => {
  const clock = new ManualClock(systemClock.now());
  const serving = await serve({ clock });
  clock.advance(101 * 365 * 86_400_000);
  const peer = await Peer.open(serving.port);
  await peer.ended();
  expect(await closedBy(serving)).toEqual(['expired-certificate']);
});

test('a client that is not known any more loses its connections, with the next packet or without', async () => {
  let isKnown = true;
  const timers = new ManualTimers();
  const serving = await serve({
    timers,
    findClient: (fingerprint) => (isKnown && fingerprint === routerFingerprint ? nas : undefined),
  });
  const [asking, silent] = [await Peer.open(serving.port), await Peer.open(serving.port)];
  asking.send(request(Code.AccessRequest, 1));
  await asking.nth(0);
  isKnown = false;
  asking.send(request(Code.AccessRequest, 2));
  await asking.ended();
  expect(asking.received).toHaveLength(1);
  timers.fireAll();
  await silent.ended();
  expect(await closedBy(serving, 2)).toEqual(['revoked', 'revoked']);
});

test('as many answers are awaited as identifiers exist; the rest waits in the connection and none is lost', async () => {
  const held: ((reply: RadiusReply) => void)[] = [];
  const { server, port } = await serve({
    handle: () => new Promise<RadiusReply>((answer) => held.push(answer)),
    limits: { maxInFlight: 8 },
  });
  const peer = await Peer.open(port);
  const ids = Array.from({ length: 200 }, (_, id) => id);
  peer.send(Buffer.concat(ids.map((id) => request(Code.AccessRequest, id))));
  while (held.length < 8) await new Promise(setImmediate);
  expect(server.stats()).toMatchObject({ pending: 8, datagrams: 8 });
  while (peer.received.length < ids.length) {
    for (const answer of held.splice(0)) answer(new PacketBuilder(Code.AccessAccept));
    expect(server.stats().pending + server.stats().waiting).toBeLessThanOrEqual(8);
    await new Promise(setImmediate);
  }
  expect(peer.received.map((reply) => reply[1]).toSorted((a, b) => a! - b!)).toEqual(ids);
});

test('a repeated request gets the same bytes and reaches no handler again', async () => {
  let handled = 0;
  const { port } = await serve({
    handle: () => {
      handled++;
      return new PacketBuilder(Code.AccessAccept);
    },
  });
  const peer = await Peer.open(port);
  const bytes = request(Code.AccessRequest, 7);
  peer.send(bytes);
  await peer.nth(0);
  peer.send(bytes);
  await peer.nth(1);
  expect(peer.received[1]).toEqual(peer.received[0]);
  expect(handled).toBe(1);
});

test('closing lets the answers in work leave', async () => {
  const asked = Promise.withResolvers<RadiusRequest<undefined>>();
  const answered = Promise.withResolvers<RadiusReply>();
  const { server, port } = await serve({
    handle: (one) => {
      asked.resolve(one);
      return answered.promise;
    },
  });
  const peer = await Peer.open(port);
  peer.send(request(Code.AccessRequest, 1));
  const { packet } = await asked.promise;
  const closing = server.close();
  answered.resolve(new PacketBuilder(Code.AccessReject));
  await closing;
  expect(decodeForTest((await peer.nth(0))!).code).toBe(Code.AccessReject);
  expect(packet.get(UserName)).toBe('alice');
  const late = connectTcp({ host: '127.0.0.1', port });
  closers.push(() => late.destroy());
  await expect(once(late, 'connect')).rejects.toThrow(/ECONNREFUSED/);
});
