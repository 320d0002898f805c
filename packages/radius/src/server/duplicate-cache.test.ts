import { expect, test } from 'vitest';
import { ManualClock, SeededRandom } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { Code } from '../code.ts';
import { ReplyMessage, UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { openBulkSocket } from './bulk-socket.fixture.ts';
import type { RadiusRequest } from './radius-server-options.ts';
import {
  accessRequest,
  fence,
  heldHandler,
  peerOf,
  repliesWithoutFence,
  secret,
  start,
} from './serving.fixture.ts';

test('B8: a retransmitted Access-Request gets the same bytes and the handler runs once', async () => {
  let runs = 0;
  const { server, port } = await start({
    handle: () => new PacketBuilder(Code.AccessAccept).add(ReplyMessage, `run ${++runs}`),
  });
  const peer = await peerOf(port);
  const request = accessRequest(7, 'alice');
  for (let i = 0; i < 3; i++) peer.send(request);
  await peer.nth(2);
  expect(peer.received[1]).toEqual(peer.received[0]);
  expect(peer.received[2]).toEqual(peer.received[0]);
  expect(runs).toBe(1);
  expect(server.stats()).toMatchObject({ requests: 1, replies: 1, duplicatesAnswered: 2 });
});

test('B8: a retransmission while the request is in work is ignored, and one reply answers both', async () => {
  const { held, handle } = heldHandler();
  const { server, port } = await start({ handle });
  const peer = await peerOf(port);
  const request = accessRequest(7, 'alice');
  peer.send(request);
  peer.send(request);
  await fence(peer);
  expect(server.stats()).toMatchObject({ requests: 1, duplicatesIgnored: 1, pending: 1 });
  held[0]!.answer(new PacketBuilder(Code.AccessAccept));
  await fence(peer);
  expect(held).toHaveLength(1);
  expect(repliesWithoutFence(peer)).toHaveLength(1);
});

test('the same identifier from another source port or with another code is another request', async () => {
  const codes: number[] = [];
  const handle = ({ packet }: RadiusRequest<undefined>) => {
    codes.push(packet.code);
    return new PacketBuilder(packet.code === Code.CoaRequest ? Code.CoaAck : Code.DisconnectAck);
  };
  const { port } = await start({ role: 'dynamic-authorization', handle });
  const [one, two] = [await peerOf(port), await peerOf(port)];
  const options = { identifier: 3, secret, messageAuthenticator: false };
  one.send(new PacketBuilder(Code.CoaRequest).encodeRequest(options));
  one.send(new PacketBuilder(Code.DisconnectRequest).encodeRequest(options));
  two.send(new PacketBuilder(Code.CoaRequest).encodeRequest(options));
  await Promise.all([one.nth(1), two.nth(0)]);
  expect(codes.toSorted((a, b) => a - b)).toEqual([Code.DisconnectRequest, Code.CoaRequest, Code.CoaRequest]);
});

test('an identifier reused with another authenticator is a new request and suppresses the old reply', async () => {
  const { held, handle } = heldHandler();
  const { server, port } = await start({ handle });
  const peer = await peerOf(port);
  peer.send(accessRequest(7, 'first'));
  peer.send(accessRequest(7, 'second'));
  await fence(peer);
  expect(held.map(({ request }) => request.packet.get(UserName))).toEqual(['first', 'second']);
  held[0]!.answer(new PacketBuilder(Code.AccessReject));
  held[1]!.answer(new PacketBuilder(Code.AccessAccept));
  await fence(peer);
  expect(repliesWithoutFence(peer).map((reply) => reply[0])).toEqual([Code.AccessAccept]);
  expect(server.stats()).toMatchObject({ pending: 0, discards: { superseded: 1 } });
});

test('an identifier reused after the answer is a new request', async () => {
  const { server, port } = await start();
  const peer = await peerOf(port);
  peer.send(accessRequest(7, 'alice'));
  await peer.nth(0);
  peer.send(accessRequest(7, 'alice'));
  await peer.nth(1);
  expect(server.stats()).toMatchObject({ requests: 2, replies: 2, duplicatesAnswered: 0, repliesKept: 1 });
});

test('a reply is kept for five seconds after answering and no longer', async () => {
  const clock = new ManualClock(0);
  const { server, port } = await start({ clock });
  const peer = await peerOf(port);
  const request = accessRequest(7, 'alice');
  peer.send(request);
  await peer.nth(0);
  clock.advance(4_999);
  peer.send(request);
  await peer.nth(1);
  clock.advance(1);
  peer.send(request);
  await peer.nth(2);
  expect(server.stats()).toMatchObject({ requests: 2, duplicatesAnswered: 1 });
});

test('the oldest reply makes room when the cache is full', async () => {
  const { server, port } = await start({ maxReplies: 4 });
  const peer = await peerOf(port);
  const requests = Array.from({ length: 6 }, (_, identifier) => accessRequest(identifier, 'alice'));
  for (const request of requests) peer.send(request);
  await peer.nth(5);
  expect(server.stats().repliesKept).toBe(4);
  peer.send(requests[5]!);
  peer.send(requests[0]!);
  await peer.nth(7);
  expect(server.stats()).toMatchObject({ requests: 7, duplicatesAnswered: 1 });
});

test('B8: what is repeated is the reply to that request, while older ones are forgotten and their memory reused', async () => {
  const seed = faultSeed('B8');
  const random = new SeededRandom(seed);
  const clock = new ManualClock(0);
  const socket = openBulkSocket();
  const maxReplies = 400;
  const kept: { request: Buffer; address: string; reply: Buffer; answeredMs: number }[] = [];
  let runs = 0;
  const { server } = await start({
    clock,
    maxReplies,
    openSocket: socket.openSocket,
    handle: () => {
      const reply = new PacketBuilder(Code.AccessAccept).add(ReplyMessage, `run ${++runs}`);
      for (let more = random.integer(8); more > 0; more--) reply.add(ReplyMessage, 'x'.repeat(200));
      return reply;
    },
  });
  const exchange = async (request: Buffer, address: string): Promise<Buffer> => {
    socket.deliver(request, address);
    while (server.stats().waiting > 0) await new Promise(setImmediate);
    return socket.sent.pop()!.bytes;
  };
  let repeats = 0;
  for (let turn = 0; turn < 5_000; turn++) {
    clock.advance(random.integer(40));
    const earlier = kept[kept.length - 1 - random.integer(Math.max(1, kept.length))];
    if (earlier && random.integer(3) === 0 && clock.monotonic() - earlier.answeredMs < 5_000) {
      const runsBefore = runs;
      expect(await exchange(earlier.request, earlier.address), `seed ${seed}`).toEqual(earlier.reply);
      expect(runs).toBe(runsBefore);
      repeats++;
      continue;
    }
    const [identifier, address] = [random.integer(256), `10.0.0.${random.integer(4)}`];
    const request = accessRequest(identifier, 'alice');
    const reply = await exchange(request, address);
    const replaced = kept.findIndex((other) => other.address === address && other.request[1] === identifier);
    if (replaced >= 0) kept.splice(replaced, 1);
    kept.push({ request, address, reply, answeredMs: clock.monotonic() });
    // A reply superseded within the ring still takes a place, so that somewhat fewer than the bound are kept.
    if (kept.length > maxReplies / 2) kept.shift();
  }
  expect(repeats).toBeGreaterThan(500);
  expect(server.stats()).toMatchObject({ duplicatesAnswered: repeats, requests: runs });
  expect(server.stats().repliesKept).toBeLessThanOrEqual(maxReplies);
});
