import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { ManualClock, SeededRandom } from '@trunkline/kit';
import { Code } from '../code.ts';
import { AcctDelayTime, ErrorCause, UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { decodePacket, type Packet } from '../packet.ts';
import { RadiusServer, type RadiusServerOptions } from '../server/index.ts';
import { SharedSecret } from '../shared-secret.ts';
import { ManualTimers } from './manual-timers.fixture.ts';
import type { ExchangeResult } from './exchange.ts';
import { RadiusClient, type RadiusClientOptions } from './radius-client.ts';

const secret = new SharedSecret('testing123');
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

interface Heard {
  readonly bytes: Buffer;
  readonly packet: Packet;
  readonly source: RemoteInfo;
}

/** A server that only listens; the test answers what and when it wants. */
async function listener(address = '127.0.0.1') {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const heard: Heard[] = [];
  socket.on('message', (bytes, source) => {
    const decoded = decodePacket(bytes);
    if (!decoded.ok) throw new Error(decoded.fault);
    heard.push({ bytes, packet: decoded.packet, source });
    socket.emit('heard');
  });
  socket.bind(0, address);
  await once(socket, 'listening');
  closers.push(() => socket.close());
  return {
    endpoint: { address, port: socket.address().port, secret },
    heard,
    nth: async (index: number): Promise<Heard> => {
      while (heard.length <= index) await once(socket, 'heard');
      return heard[index]!;
    },
    send: (bytes: Buffer, to: RemoteInfo) => socket.send(bytes, to.port, to.address),
  };
}

async function serve(options: Pick<RadiusServerOptions<undefined>, 'role' | 'handle'>) {
  const nas = { secret, messageAuthenticator: 'require', data: undefined } as const;
  const server = new RadiusServer({ ...options, findClient: () => nas });
  const port = await server.listen({ address: '127.0.0.1', port: 0 });
  closers.push(() => server.close({ timeoutMs: 0 }));
  return { server, endpoint: { address: '127.0.0.1', port, secret } };
}

function open(options: RadiusClientOptions = {}): RadiusClient {
  const client = new RadiusClient(options);
  closers.push(() => client.close());
  return client;
}

const accessRequest = () => new PacketBuilder(Code.AccessRequest).add(UserName, 'alice');

const accountingAfter = (delaySeconds: number) =>
  new PacketBuilder(Code.AccountingRequest).add(UserName, 'alice').add(AcctDelayTime, delaySeconds);

function acceptTo(
  request: Packet,
  options: { key?: SharedSecret; messageAuthenticator?: boolean } = {},
): Buffer {
  const { key = secret, messageAuthenticator = true } = options;
  return new PacketBuilder(Code.AccessAccept).encodeReply({ request, secret: key, messageAuthenticator });
}

test('authentication, accounting, CoA, Disconnect and Status-Server each get their reply', async () => {
  const client = open();
  const auth = await serve({ role: 'authentication', handle: () => new PacketBuilder(Code.AccessReject) });
  const acct = await serve({ role: 'accounting', handle: () => new PacketBuilder(Code.AccountingResponse) });
  const nas = await serve({
    role: 'dynamic-authorization',
    handle: ({ packet }) =>
      packet.code === Code.CoaRequest
        ? new PacketBuilder(Code.CoaAck)
        : new PacketBuilder(Code.DisconnectNak).add(
            ErrorCause,
            ErrorCause.values['Session-Context-Not-Found'],
          ),
  });
  const results = await Promise.all([
    client.send(accessRequest(), auth.endpoint),
    client.send(new PacketBuilder(Code.AccountingRequest), acct.endpoint),
    client.send(new PacketBuilder(Code.CoaRequest), nas.endpoint),
    client.send(new PacketBuilder(Code.DisconnectRequest), nas.endpoint),
    client.askStatus(auth.endpoint),
    client.askStatus(acct.endpoint),
  ]);
  expect(results.map((result) => result.kind === 'reply' && result.packet.code)).toEqual([
    Code.AccessReject,
    Code.AccountingResponse,
    Code.CoaAck,
    Code.DisconnectNak,
    Code.AccessAccept,
    Code.AccountingResponse,
  ]);
  expect(client.stats()).toMatchObject({ requests: 6, replies: 6, pending: 0, sockets: 1 });
});

test('a retransmission repeats the same bytes from the same port', async () => {
  const timers = new ManualTimers();
  const server = await listener();
  const result = open({ timers }).send(accessRequest(), server.endpoint);
  const first = await server.nth(0);
  timers.fireAll();
  const second = await server.nth(1);
  expect(second.bytes).toEqual(first.bytes);
  expect(second.source.port).toBe(first.source.port);
  server.send(acceptTo(second.packet), second.source);
  expect(await result).toMatchObject({ kind: 'reply', attempts: 2 });
  expect(timers.delaysMs).toEqual([]);
});

test('the waits double with a jitter of a tenth up to the longest, then the request times out', async () => {
  const seed = 7;
  const timers = new ManualTimers();
  const server = await listener();
  const client = open({ timers, random: new SeededRandom(seed) });
  const retransmission = { initialMs: 2_000, maxWaitMs: 5_000, maxAttempts: 4, maxTotalMs: 1e9 };
  const result = client.send(accessRequest(), server.endpoint, { retransmission });
  const waits: number[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    await server.nth(attempt);
    waits.push(timers.delaysMs[0]!);
    timers.fireAll();
  }
  expect(await result).toEqual({ kind: 'timeout', attempts: 4 });
  let expectedMs = 2_000;
  for (const waitMs of waits) {
    expect(Math.abs(waitMs - expectedMs), `seed ${seed}: ${waits.join()}`).toBeLessThanOrEqual(
      expectedMs / 10 + 1,
    );
    expectedMs = Math.min(waitMs * 2, 5_000);
  }
  expect(client.stats()).toMatchObject({ retransmissions: 3, timeouts: 1, pending: 0 });
});

test('no request is awaited longer than the whole time', async () => {
  const timers = new ManualTimers();
  const clock = new ManualClock(0);
  const server = await listener();
  const retransmission = { initialMs: 2_000, maxWaitMs: 16_000, maxAttempts: 5, maxTotalMs: 3_000 };
  const result = open({ timers, clock }).send(accessRequest(), server.endpoint, { retransmission });
  await server.nth(0);
  clock.advance(2_000);
  timers.fireAll();
  expect(timers.delaysMs).toEqual([1_000]);
  clock.advance(1_000);
  timers.fireAll();
  expect(await result).toEqual({ kind: 'timeout', attempts: 2 });
});

test('accounting that tells its delay gets a new identifier each time, and a reply to the first one counts', async () => {
  const timers = new ManualTimers();
  const clock = new ManualClock(0);
  const server = await listener();
  const result = open({ timers, clock }).sendDelayed(accountingAfter, server.endpoint);
  const first = await server.nth(0);
  clock.advance(2_500);
  timers.fireAll();
  const second = await server.nth(1);
  expect([first.packet.get(AcctDelayTime), second.packet.get(AcctDelayTime)]).toEqual([0, 2]);
  expect(second.packet.identifier).not.toBe(first.packet.identifier);
  const reply = new PacketBuilder(Code.AccountingResponse);
  server.send(
    reply.encodeReply({ request: first.packet, secret, messageAuthenticator: false }),
    first.source,
  );
  expect(await result).toMatchObject({ kind: 'reply', attempts: 2, rttMs: 2_500 });
});

test('forged, unsigned, foreign and unfitting replies are ignored and the true one still counts', async () => {
  const server = await listener();
  const forger = await listener();
  const client = open();
  const result = client.send(accessRequest(), server.endpoint);
  const { packet, source } = await server.nth(0);
  server.send(acceptTo(packet, { key: new SharedSecret('guess') }), source);
  server.send(acceptTo(packet, { messageAuthenticator: false }), source);
  server.send(acceptTo(packet).subarray(0, 30), source);
  const unfitting = new PacketBuilder(Code.AccountingResponse);
  server.send(unfitting.encodeReply({ request: packet, secret, messageAuthenticator: true }), source);
  const stray = acceptTo(packet);
  stray[1]! ^= 0x80;
  server.send(stray, source);
  forger.send(acceptTo(packet), source);
  const isIgnored = () => Object.values(client.stats().ignored).reduce((sum, count) => sum + count, 0) === 6;
  while (!isIgnored()) await new Promise(setImmediate);
  expect(client.stats()).toMatchObject({ replies: 0, pending: 1 });
  server.send(acceptTo(packet), source);
  expect(await result).toMatchObject({ kind: 'reply', attempts: 1 });
  expect(client.stats().ignored).toEqual({
    stray: 1,
    'wrong-source': 1,
    malformed: 1,
    'unexpected-code': 1,
    'wrong-authenticator': 1,
    'wrong-message-authenticator': 0,
    'missing-message-authenticator': 1,
  });
});

test('identifiers wrap past 256 on one port without meeting an unfinished request', async () => {
  const { server, endpoint } = await serve({
    role: 'authentication',
    handle: () => new PacketBuilder(Code.AccessAccept),
  });
  const silent = await listener();
  const client = open({ maxSockets: 1, timers: new ManualTimers() });
  const unfinished = client.send(accessRequest(), silent.endpoint);
  const { packet } = await silent.nth(0);
  const used = new Set<number>();
  for (let i = 0; i < 600; i++) {
    const result = await client.send(accessRequest(), endpoint);
    if (result.kind === 'reply') used.add(result.packet.identifier);
  }
  expect(used.size).toBe(255);
  expect(used.has(packet.identifier)).toBe(false);
  expect(server.stats()).toMatchObject({ requests: 600, duplicatesAnswered: 0 });
  await client.close();
  expect(await unfinished).toEqual({ kind: 'cancelled', attempts: 1 });
});

test('more requests than identifiers open further source ports, up to the bound and not beyond', async () => {
  const server = await listener();
  const client = open({ maxSockets: 2, timers: new ManualTimers() });
  const results: Promise<ExchangeResult>[] = [];
  for (let sent = 0; sent < 512; sent++) {
    results.push(client.send(accessRequest(), server.endpoint));
    // In portions, or the kernel's receive buffer would overflow.
    if (sent % 64 === 63) await server.nth(sent);
  }
  expect(await client.send(accessRequest(), server.endpoint)).toEqual({ kind: 'busy', attempts: 0 });
  const places = new Set(server.heard.map(({ packet, source }) => source.port * 256 + packet.identifier));
  expect(places.size).toBe(512);
  expect(client.stats()).toMatchObject({ sockets: 2, pending: 512 });
  for (const [index, { packet, source }] of server.heard.entries()) {
    server.send(acceptTo(packet), source);
    expect(await results[index]).toMatchObject({ kind: 'reply', packet: { identifier: packet.identifier } });
  }
  expect(client.stats()).toMatchObject({ replies: 512, pending: 0 });
});

test('an aborted signal ends the wait and frees the identifier', async () => {
  const server = await listener();
  const timers = new ManualTimers();
  const client = open({ timers });
  const controller = new AbortController();
  const result = client.send(accessRequest(), server.endpoint, { signal: controller.signal });
  await server.nth(0);
  controller.abort();
  expect(await result).toEqual({ kind: 'cancelled', attempts: 1 });
  expect(client.stats().pending).toBe(0);
  expect(timers.delaysMs).toEqual([]);
  const late = await client.send(accessRequest(), server.endpoint, { signal: controller.signal });
  expect(late).toEqual({ kind: 'cancelled', attempts: 0 });
});

test('a local address the machine does not have rejects with the system error', async () => {
  const client = open({ localAddress: '203.0.113.77' });
  const sent = client.send(accessRequest(), { address: '127.0.0.1', port: 9, secret });
  await expect(sent).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  await expect.poll(() => client.stats().sockets).toBe(0);
});

test('a request that cannot be encoded rejects and takes no identifier', async () => {
  const client = open();
  const tooLong = accessRequest();
  for (let i = 0; i < 20; i++) tooLong.add(UserName, 'x'.repeat(250));
  const sent = client.send(tooLong, { address: '127.0.0.1', port: 9, secret });
  await expect(sent).rejects.toBeInstanceOf(RangeError);
  expect(client.stats().pending).toBe(0);
});

test('an IPv6 server is found whatever way its address is written', async () => {
  const server = await listener('::1');
  const client = open({ localAddress: '::1' });
  const result = client.send(accessRequest(), { ...server.endpoint, address: '0:0:0:0:0:0:0:1' });
  const { packet, source } = await server.nth(0);
  server.send(acceptTo(packet), source);
  expect(await result).toMatchObject({ kind: 'reply' });
});
