import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { cryptoRandom, ManualClock, systemClock } from '@trunkline/kit';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenToEvents } from '../../../test/support/listen-to-events.ts';
import { createLog } from '../log/index.ts';
import type { SignedIn } from './authenticator.ts';
import type { EventStream } from './event-stream.ts';
import { buildHttpServer } from './http-server.ts';
import { maxStreamBufferBytes, streamBeatMs, streamCheckMs, streamsPerSession } from './limits.ts';
import { defineStreamRoute } from './stream-route.ts';

const token = 'listener'.padEnd(43, 'x');
const clock = new ManualClock(0);
let people: Map<string, SignedIn>;
/** How long the database takes to find somebody; at once unless a test says otherwise. */
let looking: Promise<void>;
let opened: EventStream[];
let left: number;
let app: FastifyInstance;
let url: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  people = new Map([[token, person()]]);
  looking = Promise.resolve();
  opened = [];
  left = 0;
  const log = createLog({ name: 'test', level: 'error', clock: systemClock, asText: true, write: failOnLog });
  app = await buildHttpServer({
    routes: [
      defineStreamRoute({
        path: '/api/news',
        summary: 'News',
        tag: 'news',
        permission: 'signed_in',
        listen: (stream) => {
          opened.push(stream);
          return () => void left++;
        },
      }),
    ],
    authenticator: {
      // Remembers for ever: what holds after a revocation is what is read anew.
      remembered: (given) => (given === token ? person() : undefined),
      find: async (given) => {
        await looking;
        return people.get(given);
      },
    },
    cursorKey: Buffer.alloc(32),
    trustedProxies: [],
    version: '0',
    log,
    clock,
    random: cryptoRandom,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/news`;
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

function person(can: (permission: string) => boolean = () => true): SignedIn {
  return {
    kind: 'staff',
    sessionId: 's',
    tenantId: 't',
    personId: 'p',
    name: 'x',
    isOperator: false,
    mustChangePassword: false,
    mustAddSecondFactor: false,
    can,
  };
}

function failOnLog(line: string): void {
  throw new Error(`the server logged an error: ${line}`);
}

function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += streamBeatMs) {
    clock.advance(streamBeatMs);
    vi.advanceTimersByTime(streamBeatMs);
  }
}

it('what is sent arrives as an event, and leaving ends the telling', async () => {
  const listener = await listenToEvents(url, token);
  opened[0]!.send('news', { text: 'line\nbreak' });
  await listener.until((events) => events.length > 0);
  expect(listener.events).toEqual([{ name: 'news', data: { text: 'line\nbreak' } }]);
  listener.leave();
  await vi.waitFor(() => expect(left).toBe(1));
});

it('a revoked session ends the stream within a minute, whatever is remembered of it', async () => {
  const listener = await listenToEvents(url, token);
  pass(2 * streamCheckMs);
  expect(listener.isEnded()).toBe(false);
  people.delete(token);
  pass(60_000);
  await listener.untilEnd();
  expect(left).toBe(1);
});

it('a changed role holds on the open stream within a minute', async () => {
  const listener = await listenToEvents(url, token);
  expect(opened[0]!.can('aaa.read')).toBe(true);
  people.set(
    token,
    person((permission) => permission === 'nas.read'),
  );
  pass(60_000);
  await vi.waitFor(() => expect(opened[0]!.can('aaa.read')).toBe(false));
  expect(opened[0]!.can('nas.read')).toBe(true);
  listener.leave();
});

it('one session holds a bounded number of streams, and has its place again when one leaves', async () => {
  const listeners = await Promise.all(
    Array.from({ length: streamsPerSession }, () => listenToEvents(url, token)),
  );
  const refused = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(streamCheckMs / 1_000)]);
  listeners[0]!.leave();
  await vi.waitFor(() => expect(left).toBe(1));
  const again = await listenToEvents(url, token);
  expect(again.status).toBe(200);
  for (const listener of [...listeners.slice(1), again]) listener.leave();
});

it('who reads too slowly is cut off, at a bounded cost of memory', async () => {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET /api/news HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  const news = { text: 'x'.repeat(16_384) };
  // More than the system's buffers of a connection hold, and ours.
  for (let sent = 0; sent < 2_000; sent++) opened[0]!.send('news', news);
  await vi.waitFor(() => expect(left).toBe(1), { timeout: 10_000 });
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.resume();
  await once(socket, 'close');
  expect(text.length).toBeLessThan(2_000 * 16_384);
  expect(maxStreamBufferBytes).toBeLessThan(2_000 * 16_384);
});

it('who has left before the stream began takes no place for ever', async () => {
  const newcomer = 'newcomer'.padEnd(43, 'x');
  people.set(newcomer, person());
  const found = Promise.withResolvers<void>();
  looking = found.promise;
  const { port } = app.server.address() as AddressInfo;
  for (let gone = 0; gone < streamsPerSession; gone++) {
    const socket = connect(port, '127.0.0.1');
    const arrived = once(app.server, 'request') as Promise<[IncomingMessage]>;
    socket.write(`GET /api/news HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${newcomer}\r\n\r\n`);
    const [request] = await arrived;
    socket.destroy();
    await once(request.socket, 'close');
  }
  found.resolve();
  const listener = await listenToEvents(url, token);
  expect([listener.status, opened.length - left]).toEqual([200, 1]);
  listener.leave();
});

it('who asks for the head alone is answered and holds no stream', async () => {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(`HEAD /api/news HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(socket, 'close');
  expect(text).toMatch(/^HTTP\/1\.1 200 [^]*content-type: text\/event-stream/);
  expect(opened).toHaveLength(0);
});
