import { expect, test } from 'vitest';
import { ManualClock, SeededRandom } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { Code } from '../code.ts';
import { ProxyState, ReplyMessage, UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { decodePacket } from '../packet.ts';
import { SharedSecret } from '../shared-secret.ts';
import type { Answered } from './radius-server-options.ts';
import { RadiusServer } from './radius-server.ts';
import {
  accessRequest,
  closers,
  fence,
  heldHandler,
  nas,
  peerOf,
  repliesWithoutFence,
  secret,
  start,
  statusServer,
} from './serving.fixture.ts';
import type { UdpPeer } from './udp-peer.fixture.ts';
import { openUdpSocket } from './udp-socket.ts';

/** Sends in portions that the server has dealt with before the next, or the kernel would drop some unseen. */
async function sendAll(peer: UdpPeer, datagrams: Iterable<Buffer>, fencePeer: UdpPeer): Promise<void> {
  let sent = 0;
  for (const datagram of datagrams) {
    peer.send(datagram);
    if (++sent % 500 === 0) await fence(fencePeer);
  }
  await fence(fencePeer);
}

const SPOOFED = atScale({ ci: 20_000, full: 100_000 });
const MUTATED = atScale({ ci: 100_000, full: 1_000_000 });

test(`B4: ${SPOOFED} datagrams from unknown sources get no reply and are counted`, async () => {
  const { server, port, discards } = await start({
    findClient: (address) => (address === '127.0.0.1' ? nas : undefined),
  });
  const stranger = await peerOf(port, '127.9.9.9');
  const known = await peerOf(port);
  const request = accessRequest(1, 'alice');
  await sendAll(
    stranger,
    Array.from({ length: SPOOFED }, () => request),
    known,
  );
  recordFigures('B4', { spoofed: SPOOFED, replies: stranger.received.length });
  expect(stranger.received).toEqual([]);
  expect(server.stats().discards['unknown-client']).toBe(SPOOFED);
  const source = { address: '127.9.9.9', port: stranger.port };
  expect(discards[0]).toMatchObject({ kind: 'unknown-client', source, client: undefined });
});

test(`B3: ${MUTATED} mutated datagrams get no reply, reach no handler and break nothing`, async () => {
  const seed = faultSeed('B3 socket');
  let runs = 0;
  const handle = () => {
    runs++;
    return new PacketBuilder(Code.AccessAccept);
  };
  const { server, port } = await start({
    handle,
    findClient: () => ({ ...nas, messageAuthenticator: 'require' }),
  });
  const [mutant, known] = [await peerOf(port), await peerOf(port)];
  await sendAll(mutant, mutations(accessRequest(1, 'alice'), MUTATED, seed), known);
  expect(mutant.received, `seed ${seed}`).toEqual([]);
  expect(runs, `seed ${seed}`).toBe(0);
  const { discards } = server.stats();
  expect(discards.malformed).toBeGreaterThan(1_000);
  expect(
    Object.values(discards).reduce((sum, count) => sum + count, 0),
    `seed ${seed}`,
  ).toBe(MUTATED);
  recordFigures('B3', { datagrams: MUTATED, malformed: discards.malformed, replies: 0, seed });
});

/** The packet with up to eight bytes overwritten, cut, or with bytes appended; never the packet itself. */
function* mutations(packet: Buffer, count: number, seed: number): Generator<Buffer> {
  const random = new SeededRandom(seed);
  for (let made = 0; made < count;) {
    const bytes = Buffer.concat([packet, Buffer.alloc(random.integer(8))]);
    for (let change = random.integer(8); change >= 0; change--)
      bytes[random.integer(packet.length)] = random.integer(256);
    const mutant = random.integer(4) === 0 ? bytes.subarray(0, random.integer(bytes.length)) : bytes;
    if (mutant.subarray(0, packet.length).equals(packet)) continue;
    made++;
    yield mutant;
  }
}

test('B4: requests made with another secret get no reply and are counted by kind', async () => {
  const wrong = new SharedSecret('another');
  const auth = await start();
  const acct = await start({ role: 'accounting', handle: () => new PacketBuilder(Code.AccountingResponse) });
  const authPeer = await peerOf(auth.port);
  const acctPeer = await peerOf(acct.port);
  authPeer.send(accessRequest(1, 'alice', wrong));
  acctPeer.send(
    new PacketBuilder(Code.AccountingRequest).encodeRequest({
      identifier: 1,
      secret: wrong,
      messageAuthenticator: false,
    }),
  );
  await fence(authPeer);
  await fence(acctPeer);
  expect(repliesWithoutFence(authPeer)).toEqual([]);
  expect(repliesWithoutFence(acctPeer)).toEqual([]);
  expect(auth.server.stats().discards['wrong-message-authenticator']).toBe(1);
  expect(acct.server.stats().discards['wrong-authenticator']).toBe(1);
});

test('B4: an authentic request from port 0, to which nothing can be sent, gets silence and ends no process', async () => {
  // A raw socket writes port 0; here it is written into the datagrams on their way to the server.
  const { server, port, discards } = await start({
    openSocket: (options) =>
      openUdpSocket({
        ...options,
        onDatagram: (datagram, source) =>
          options.onDatagram(datagram, datagram[1] === 255 ? source : { ...source, port: 0 }),
      }),
  });
  const peer = await peerOf(port);
  for (const datagram of [accessRequest(1, 'alice'), accessRequest(1, 'alice'), statusServer(2)]) {
    peer.send(datagram);
  }
  await fence(peer);
  expect(repliesWithoutFence(peer)).toEqual([]);
  expect(discards.map(({ kind }) => kind)).toEqual(Array(3).fill('no-reply-port'));
  expect(server.stats().requests).toBe(0);
});

test('malformed datagrams and codes of another port are discarded with their fault', async () => {
  const { server, port, discards } = await start();
  const peer = await peerOf(port);
  peer.send(Buffer.alloc(19, 1));
  peer.send(Buffer.concat([accessRequest(1, 'alice').subarray(0, 20), Buffer.from([1, 0])]));
  peer.send(
    new PacketBuilder(Code.AccountingRequest).encodeRequest({
      identifier: 2,
      secret,
      messageAuthenticator: false,
    }),
  );
  await fence(peer);
  expect(repliesWithoutFence(peer)).toEqual([]);
  expect(server.stats().discards).toMatchObject({ malformed: 2, 'unexpected-code': 1 });
  expect(discards.map(({ cause }) => cause)).toEqual(['too-short', 'truncated', undefined]);
});

test('a promise may answer long after the handler returned, in any order', async () => {
  const { held, handle } = heldHandler();
  const { port } = await start({ role: 'accounting', handle });
  const peer = await peerOf(port);
  for (let identifier = 0; identifier < 3; identifier++) {
    peer.send(
      new PacketBuilder(Code.AccountingRequest).encodeRequest({
        identifier,
        secret,
        messageAuthenticator: false,
      }),
    );
  }
  await fence(peer);
  for (const { answer } of [...held].toReversed()) answer(new PacketBuilder(Code.AccountingResponse));
  await fence(peer);
  await peer.nth(3);
  expect(repliesWithoutFence(peer).map((reply) => reply[1])).toEqual([2, 1, 0]);
});

test('silence of the handler makes the retransmission a new request', async () => {
  let runs = 0;
  const { server, port } = await start({
    handle: () => (++runs === 1 ? undefined : new PacketBuilder(Code.AccessAccept)),
  });
  const peer = await peerOf(port);
  const request = accessRequest(7, 'alice');
  peer.send(request);
  peer.send(request);
  await peer.nth(0);
  expect(runs).toBe(2);
  expect(server.stats().discards.unanswered).toBe(1);
});

test('a handler that throws, rejects or replies what cannot be sent costs one request and no more', async () => {
  const failures = [
    () => {
      throw new Error('thrown');
    },
    () => Promise.reject(new Error('rejected')),
    () => {
      const reply = new PacketBuilder(Code.AccessAccept);
      for (let i = 0; i < 20; i++) reply.add(ReplyMessage, 'x'.repeat(250));
      return reply;
    },
    () => new PacketBuilder(Code.AccountingResponse),
  ];
  const { server, port, discards } = await start({ handle: ({ packet }) => failures[packet.identifier]!() });
  const peer = await peerOf(port);
  for (const identifier of failures.keys()) peer.send(accessRequest(identifier, 'alice'));
  await fence(peer);
  await fence(peer);
  expect(server.stats()).toMatchObject({ pending: 0, discards: { 'handler-failed': 4 } });
  expect(discards.map(({ cause }) => (cause as Error).message)).toEqual(
    expect.arrayContaining(['thrown', 'rejected', 'Accounting-Response does not answer Access-Request']),
  );
  expect(repliesWithoutFence(peer)).toEqual([]);
});

test('a handler that never settles loses its place in time, and its late answer is not sent', async () => {
  const clock = new ManualClock(0);
  const { held, handle } = heldHandler();
  const { server, port } = await start({ handle, clock });
  const peer = await peerOf(port);
  peer.send(accessRequest(1, 'slow'));
  await fence(peer);
  clock.advance(30_000);
  peer.send(accessRequest(2, 'next'));
  await fence(peer);
  expect(server.stats()).toMatchObject({ pending: 1, discards: { abandoned: 1 } });
  held[0]!.answer(new PacketBuilder(Code.AccessAccept));
  await fence(peer);
  expect(repliesWithoutFence(peer)).toEqual([]);
});

test('each answered request is told once with its codes and its time, repetitions and silence are not', async () => {
  const clock = new ManualClock(0);
  const { held, handle } = heldHandler();
  const answered: Answered<undefined>[] = [];
  const { port } = await start({ handle, clock, onAnswered: (answer) => answered.push(answer) });
  const peer = await peerOf(port);
  const [first, silent] = [accessRequest(1, 'alice'), accessRequest(2, 'bob')];
  peer.send(first);
  peer.send(silent);
  await fence(peer);
  clock.advance(12.5);
  held[0]!.answer(new PacketBuilder(Code.AccessReject));
  held[1]!.answer(undefined);
  await fence(peer);
  peer.send(first);
  await fence(peer);
  expect(answered).toEqual([
    { client: nas, code: Code.AccessRequest, replyCode: Code.AccessReject, elapsedMs: 12.5 },
  ]);
});

test('Status-Server is answered beside a full queue, with Message-Authenticator, by the code of the port', async () => {
  const { handle } = heldHandler();
  for (const [role, code] of [
    ['authentication', Code.AccessAccept],
    ['accounting', Code.AccountingResponse],
  ] as const) {
    const { server, port } = await start({ role, handle, maxPending: 1 });
    const peer = await peerOf(port);
    peer.send(statusServer(9));
    const reply = await peer.nth(0);
    expect([reply[0], reply[1], reply[20], reply[21]]).toEqual([code, 9, 80, 18]);
    expect(server.stats()).toMatchObject({ statusReplies: 1, requests: 0 });
  }
});

test('Status-Server gets silence while the server cannot serve', async () => {
  let isServing = false;
  const { server, port } = await start({ isServing: () => isServing });
  const peer = await peerOf(port);
  peer.send(statusServer(1));
  peer.send(accessRequest(2, 'alice'));
  await peer.nth(0);
  isServing = true;
  await fence(peer);
  expect(peer.received.map((reply) => reply[1])).toEqual([2, 255]);
  expect(server.stats().discards.unanswered).toBe(1);
});

test('Proxy-State comes back unchanged and in order', async () => {
  const { port } = await start();
  const peer = await peerOf(port);
  const request = new PacketBuilder(Code.AccessRequest).add(UserName, 'alice');
  for (const state of ['one', 'two', 'three']) request.add(ProxyState, Buffer.from(state));
  peer.send(request.encodeRequest({ identifier: 1, secret, messageAuthenticator: true }));
  const reply = decodePacket(await peer.nth(0));
  expect(reply.ok && reply.packet.getAll(ProxyState).map(String)).toEqual(['one', 'two', 'three']);
});

test('an IPv6 socket serves clients by their IPv6 address', async () => {
  const server = new RadiusServer({
    role: 'authentication',
    findClient: (address) => (address === '::1' ? nas : undefined),
    handle: () => new PacketBuilder(Code.AccessAccept),
  });
  const port = await server.listen({ address: '::1', port: 0 });
  closers.push(() => server.close());
  const peer = await peerOf(port, '::1');
  peer.send(accessRequest(1, 'alice'));
  expect((await peer.nth(0))[0]).toBe(Code.AccessAccept);
});

test('closing lets the requests in work be answered and takes no new ones', async () => {
  const { held, handle } = heldHandler();
  const { server, port } = await start({ handle });
  const peer = await peerOf(port);
  peer.send(accessRequest(1, 'alice'));
  await fence(peer);
  const closed = server.close({ timeoutMs: 10_000 });
  peer.send(accessRequest(2, 'bob'));
  while (server.stats().discards.closing === 0) await new Promise(setImmediate);
  held[0]!.answer(new PacketBuilder(Code.AccessAccept));
  await closed;
  expect((await peer.nth(1))[1]).toBe(1);
  expect(held).toHaveLength(1);
});

test('listening on a port in use rejects with the system error', async () => {
  const { port } = await start();
  const second = new RadiusServer({ role: 'authentication', findClient: () => nas, handle: () => undefined });
  await expect(second.listen({ address: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
