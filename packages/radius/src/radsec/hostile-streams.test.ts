import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ManualClock, systemClock } from '@trunkline/kit';
import { atScale } from '@trunkline/test-kit';
import { ManualTimers } from '../client/manual-timers.fixture.ts';
import { Code } from '../code.ts';
import { decodeForTest } from '../decode-for-test.ts';
import { MessageAuthenticator, ProxyState, UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import type { MessageAuthenticatorMode, RadiusReply } from '../server/index.ts';
import { SharedSecret } from '../shared-secret.ts';
import { closers, nas, Peer, routerFingerprint, secret, serve, type Serving } from './serving.fixture.ts';

function request(code: Code, { id = 1, key = secret, signed = true, proxied = false } = {}): Buffer {
  const builder = new PacketBuilder(code).add(UserName, 'alice');
  if (proxied) builder.add(ProxyState, Buffer.from('proxy'));
  return builder.encodeRequest({ identifier: id, secret: key, messageAuthenticator: signed });
}

/** The packet with its first attribute, the Message-Authenticator, at its end; both places are signed alike. */
function signedLast(code: Code): Buffer {
  const builder = new PacketBuilder(code).add(UserName, 'alice');
  const bytes = builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: true });
  const moved = Buffer.concat([bytes.subarray(0, 20), bytes.subarray(38), bytes.subarray(20, 38)]);
  moved.fill(0, moved.length - 16);
  if (code === Code.AccountingRequest) moved.fill(0, 4, 20);
  secret.hmacMd5(moved).copy(moved, moved.length - 16);
  if (code === Code.AccountingRequest) secret.md5After(moved).copy(moved, 4);
  return moved;
}

function doubled(code: Code): Buffer {
  const bytes = request(code);
  const twice = Buffer.concat([bytes, bytes.subarray(20, 38)]);
  twice.writeUInt16BE(twice.length, 2);
  return twice;
}

function damaged(code: Code): Buffer {
  const bytes = request(code);
  bytes[25]! ^= 1;
  if (code !== Code.AccountingRequest) return bytes;
  bytes.fill(0, 4, 20);
  secret.md5After(bytes).copy(bytes, 4);
  return bytes;
}

const serverOf = (mode: MessageAuthenticatorMode): Promise<Serving> =>
  serve({
    findClient: (fingerprint) =>
      fingerprint === routerFingerprint ? { ...nas, messageAuthenticator: mode } : undefined,
  });

/** What becomes of a packet: the code of its reply, `silence` (the connection goes on), or how the connection ended. */
async function fateOf(serving: Serving, bytes: Buffer): Promise<number | string> {
  const peer = await Peer.open(serving.port);
  peer.send(bytes);
  const fence = new PacketBuilder(Code.StatusServer);
  await new Promise(setImmediate);
  if (!peer.isClosed) peer.send(fence.encodeRequest({ identifier: 255, secret, messageAuthenticator: true }));
  let answered: Buffer | undefined;
  for (let index = 0; ; index++) {
    const reply = await peer.nth(index);
    if (!reply) break;
    if (reply[1] !== 255) answered = reply;
    // Whether we live is told out of turn: what came before it may still be in work.
    else if (serving.server.stats().waiting === 0 && serving.server.stats().pending === 0) break;
  }
  if (answered) {
    if (answered[0] === Code.AccessAccept) expect(answered[20]).toBe(MessageAuthenticator.number);
    return answered[0]!;
  }
  if (!peer.isClosed) return 'silence';
  while (serving.closed.length === 0) await new Promise(setImmediate);
  return serving.closed[0]!.kind;
}

const { AccessRequest, AccountingRequest, StatusServer, CoaRequest, AccessAccept, AccountingResponse } = Code;

describe('B2: over TLS', () => {
  const forged = 'invalid-packet';
  test.each([
    // What is wrong, the packet, and its fate under each mode of the NAS.
    [
      'Access-Request signed first',
      request(AccessRequest),
      { require: AccessAccept, observe: AccessAccept, off: AccessAccept },
    ],
    [
      'Access-Request signed last',
      signedLast(AccessRequest),
      { require: AccessAccept, observe: AccessAccept, off: AccessAccept },
    ],
    [
      'Access-Request without',
      request(AccessRequest, { signed: false }),
      { require: 'silence', observe: AccessAccept, off: AccessAccept },
    ],
    [
      'Access-Request with Proxy-State without',
      request(AccessRequest, { signed: false, proxied: true }),
      { require: 'silence', observe: 'silence', off: AccessAccept },
    ],
    [
      'Access-Request with a wrong one',
      damaged(AccessRequest),
      { require: forged, observe: forged, off: forged },
    ],
    ['Access-Request with two', doubled(AccessRequest), { require: forged, observe: forged, off: forged }],
    [
      'Accounting-Request signed first',
      request(AccountingRequest),
      { require: AccountingResponse, observe: AccountingResponse, off: AccountingResponse },
    ],
    [
      'Accounting-Request signed last',
      signedLast(AccountingRequest),
      { require: AccountingResponse, observe: AccountingResponse, off: AccountingResponse },
    ],
    [
      'Accounting-Request without',
      request(AccountingRequest, { signed: false }),
      { require: AccountingResponse, observe: AccountingResponse, off: AccountingResponse },
    ],
    [
      'Accounting-Request with a wrong one',
      damaged(AccountingRequest),
      { require: forged, observe: forged, off: forged },
    ],
    [
      'Accounting-Request of another secret',
      request(AccountingRequest, { key: new SharedSecret('other') }),
      { require: forged, observe: forged, off: forged },
    ],
    [
      'Status-Server signed first',
      request(StatusServer),
      { require: AccessAccept, observe: AccessAccept, off: AccessAccept },
    ],
    [
      'Status-Server signed last',
      signedLast(StatusServer),
      { require: AccessAccept, observe: AccessAccept, off: AccessAccept },
    ],
    [
      'Status-Server without',
      request(StatusServer, { signed: false }),
      { require: 'silence', observe: 'silence', off: 'silence' },
    ],
    [
      'Status-Server with a wrong one',
      damaged(StatusServer),
      { require: forged, observe: forged, off: forged },
    ],
    ['Status-Server with two', doubled(StatusServer), { require: forged, observe: forged, off: forged }],
    [
      'CoA-Request, which is not for us',
      request(CoaRequest),
      { require: 'silence', observe: 'silence', off: 'silence' },
    ],
  ] as const)('%s', async (_, bytes, fates) => {
    for (const mode of ['require', 'observe', 'off'] as const) {
      expect(await fateOf(await serverOf(mode), bytes), mode).toBe(fates[mode]);
    }
  });
});

describe('a stream that is no RADIUS', () => {
  test.each([
    ['a length below 20', Buffer.from([1, 1, 0, 19, ...Array.from({ length: 16 }, () => 0)]), 'bad-length'],
    ['a length above 4096', Buffer.from([1, 1, 0x10, 0x01]), 'bad-length'],
    ['a web request', Buffer.from('GET / HTTP/1.1\r\nHost: radsec\r\n\r\n'), 'bad-length'],
    [
      'an attribute beyond its packet',
      Buffer.concat([request(Code.AccessRequest).subarray(0, 20), Buffer.from([1, 99])]),
      'invalid-packet',
    ],
  ])('%s ends the connection', async (_, bytes, kind) => {
    const serving = await serve();
    const peer = await Peer.open(serving.port);
    if (kind === 'invalid-packet') bytes.writeUInt16BE(bytes.length, 2);
    peer.send(bytes);
    await peer.ended();
    while (serving.closed.length === 0) await new Promise(setImmediate);
    expect(serving.closed.map((one) => one.kind)).toEqual([kind]);
    expect(peer.received).toEqual([]);
  });

  test('a code that nobody knows is passed over, and what comes behind it is answered', async () => {
    const { port } = await serve();
    const peer = await Peer.open(port);
    const unknown = request(Code.AccessRequest);
    unknown[0] = 200;
    peer.send(Buffer.concat([unknown, request(Code.AccessRequest)]));
    expect(decodeForTest((await peer.nth(0))!).code).toBe(Code.AccessAccept);
  });

  test('B3: random bytes on many connections reach no handler and break nothing', async () => {
    let handled = 0;
    const { server, port } = await serve({
      handle: () => {
        handled++;
        return new PacketBuilder(Code.AccessAccept);
      },
      limits: { maxPerClient: 16 },
    });
    for (let round = 0; round < atScale({ ci: 5, full: 50 }); round++) {
      const peers = await Promise.all(Array.from({ length: 20 }, () => Peer.open(port)));
      for (const peer of peers) peer.send(randomBytes(64));
      for (const peer of peers) peer.socket.destroy();
    }
    const last = await Peer.open(port);
    last.send(request(Code.AccessRequest));
    await last.nth(0);
    expect(handled).toBe(1);
    expect(server.stats().connections).toBeLessThanOrEqual(16);
  });
});

async function withTime(options: Parameters<typeof serve>[0] = {}) {
  const clock = new ManualClock(systemClock.now());
  const timers = new ManualTimers();
  const serving = await serve({ clock, timers, ...options });
  const pass = (ms: number): void => {
    clock.advance(ms);
    timers.fireAll();
  };
  return { serving, pass };
}

describe('whoever holds a connection and says nothing', () => {
  test('half a packet, a byte at a time, ends with its time, whatever else was asked before', async () => {
    const { serving, pass } = await withTime();
    const peer = await Peer.open(serving.port);
    peer.send(request(Code.AccessRequest));
    await peer.nth(0);
    const half = request(Code.AccessRequest);
    for (let at = 0; at < 12; at++) {
      peer.send(half.subarray(at, at + 1));
      await new Promise((resolve) => setTimeout(resolve, 2));
      pass(900);
    }
    await peer.ended();
    expect(serving.closed.map(({ kind }) => kind)).toEqual(['stalled']);
  });

  test('an idle connection ends after its time, and not one whose answer is awaited', async () => {
    const answer = Promise.withResolvers<RadiusReply>();
    const asked = Promise.withResolvers<void>();
    const { serving, pass } = await withTime({
      handle: () => {
        asked.resolve();
        return answer.promise;
      },
      abandonMs: 3_600_000,
    });
    const [idle, waiting] = [await Peer.open(serving.port), await Peer.open(serving.port)];
    waiting.send(request(Code.AccessRequest));
    await asked.promise;
    pass(16 * 60_000);
    await idle.ended();
    answer.resolve(new PacketBuilder(Code.AccessAccept));
    expect((await waiting.nth(0))?.[0]).toBe(Code.AccessAccept);
    expect(serving.closed.map(({ kind }) => kind)).toEqual(['idle']);
  });

  test('a handshake that does not end is ended', async () => {
    const { serving, pass } = await withTime();
    const socket = connectTcp({ host: '127.0.0.1', port: serving.port });
    closers.push(() => socket.destroy());
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await once(socket, 'connect');
    socket.write(Buffer.from([0x16, 0x03, 0x01]));
    while (serving.server.stats().handshakes === 0) await new Promise(setImmediate);
    pass(10_001);
    await closed;
    expect(serving.closed.map(({ kind }) => kind)).toEqual(['handshake-failed']);
    expect(serving.server.stats()).toMatchObject({ handshakes: 0, connections: 0 });
  });

  test('who does not read our answers is let go', async () => {
    const serving = await serve({
      handle: () => new PacketBuilder(Code.AccessAccept).add(UserName, 'x'.repeat(253)),
      limits: { maxUnsentBytes: 64 * 1024 },
    });
    const peer = await Peer.open(serving.port);
    peer.socket.pause();
    const many = Buffer.concat(Array.from({ length: 256 }, (_, id) => request(Code.AccessRequest, { id })));
    while (serving.closed.length === 0) {
      if (peer.socket.writableLength < 1024 * 1024) peer.send(many);
      await new Promise(setImmediate);
    }
    expect(serving.closed[0]!.kind).toMatch(/not-reading|broken/);
  });
});

test('of thousands who only connect a bounded number is held, and a router gets through meanwhile', async () => {
  const serving = await serve({ limits: { maxHandshakes: 64, maxConnections: 128 } });
  const sockets = new Set<Socket>();
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
  });
  let most = 0;
  const through: (number | undefined)[] = [];
  const rounds = atScale({ ci: 20, full: 100 });
  for (let round = 0; round < rounds; round++) {
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = connectTcp({ host: '127.0.0.1', port: serving.port });
        sockets.add(socket);
        socket.on('error', () => {});
        socket.once('close', () => sockets.delete(socket));
        await new Promise<void>((resolve) => {
          socket.once('connect', resolve);
          socket.once('close', () => resolve());
        });
      }),
    );
    const { handshakes, connections } = serving.server.stats();
    most = Math.max(most, handshakes + connections);
    if (round % (rounds / 5) > 0) continue;
    const router = await Peer.open(serving.port);
    router.send(request(Code.AccessRequest));
    through.push((await router.nth(0))?.[0]);
    router.socket.destroy();
  }
  expect(most).toBeLessThanOrEqual(128);
  expect(through).toEqual([2, 2, 2, 2, 2]);
  expect(serving.server.stats().closed['handshake-crowded']).toBeGreaterThan(rounds * 50);
});

test('of one client a bounded number of connections is held, the latest', async () => {
  const serving = await serve({ limits: { maxPerClient: 4 } });
  const peers: Peer[] = [];
  for (let count = 0; count < 10; count++) peers.push(await Peer.open(serving.port));
  const last = peers.at(-1)!;
  last.send(request(Code.AccessRequest));
  expect((await last.nth(0))?.[0]).toBe(Code.AccessAccept);
  expect(serving.server.stats().connections).toBe(4);
  expect(serving.closed.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'displaced'));
});
