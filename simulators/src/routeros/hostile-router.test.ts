import { createServer, type Socket } from 'node:net';
import {
  listPppActive,
  readIdentity,
  RouterosClient,
  RouterosClosed,
  RouterosFatal,
  RouterosProtocolError,
  RouterosTimeout,
} from '@trunkline/routeros';
import { recordFigures } from '@trunkline/test-kit';
import { afterEach, describe, expect, test } from 'vitest';
import type { Mischief } from './device-options.ts';
import { startRouterosDevice } from './routeros-device.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** For what never comes. What comes without end is bounded by its size long before this. */
const TIMEOUT_MS = 400;
const POURING_MS = 20_000;
/** A client holds one word and one sentence at most; the rest is the runtime's own coming and going. */
const MOST_GROWTH_BYTES = 150e6;
const user = { name: 'api', password: 'secret' };

async function start(timeoutMs: number) {
  const listen = { address: '127.0.0.1', port: 0 };
  const device = await startRouterosDevice({ seed: 3, listen, users: [user], version: '7.18.2' });
  closers.push(() => device.stop());
  const login = { username: user.name, password: user.password };
  const client = await RouterosClient.connect({
    host: '127.0.0.1',
    port: device.port,
    ...login,
    timeoutMs,
  });
  closers.push(() => client.close());
  return { device, client };
}

const outcomes: readonly [Mischief, new (message: string) => Error][] = [
  ['silence', RouterosTimeout],
  ['reserved-length', RouterosProtocolError],
  ['endless-word', RouterosProtocolError],
  ['endless-sentence', RouterosProtocolError],
  ['endless-rows', RouterosProtocolError],
  ['strays', RouterosProtocolError],
  ['trickle', RouterosTimeout],
  ['fatal', RouterosFatal],
];

describe('E3: a hostile router is bounded in bytes, rows and time', () => {
  test.each(outcomes)('%s', async (instead, failure) => {
    const { device, client } = await start(failure === RouterosTimeout ? TIMEOUT_MS : POURING_MS);
    device.setFaults({ instead });
    const before = process.memoryUsage.rss();
    await expect(listPppActive(client)).rejects.toThrow(failure);
    const grownBytes = process.memoryUsage.rss() - before;
    recordFigures('E3', { instead, grownMegabytes: Math.round(grownBytes / 1e6) });
    expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES);
    const isOver = failure !== RouterosTimeout;
    expect(client.isOpen).toBe(!isOver);
  });

  test('noise ends in one of the known errors', async () => {
    const { device, client } = await start(TIMEOUT_MS);
    device.setFaults({ instead: 'garbage' });
    const error = await listPppActive(client).catch((reason: unknown) => reason);
    expect([RouterosProtocolError, RouterosTimeout].some((kind) => error instanceof kind)).toBe(true);
  });

  test.each([
    ['says nothing', () => {}, RouterosTimeout],
    ['closes at once', (socket: Socket) => socket.end(), RouterosClosed],
    ['speaks another protocol', (socket: Socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'), RouterosTimeout],
    [
      'claims a word of 4 GiB',
      (socket: Socket) => socket.write(Buffer.of(0xf0, 255, 255, 255, 255)),
      RouterosProtocolError,
    ],
  ] as const)('a port that %s instead of a login', async (_, greet, failure) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      greet(socket);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const { port } = server.address() as { port: number };
    const login = { username: 'a', password: 'b', timeoutMs: TIMEOUT_MS };
    await expect(RouterosClient.connect({ host: '127.0.0.1', port, ...login })).rejects.toThrow(failure);
  });

  test('names that are markup come as the text they are, of whatever is asked', async () => {
    const { device, client } = await start(TIMEOUT_MS);
    device.open({
      userName: 'bob',
      callerId: '',
      address: '10.0.0.2',
      sessionId: '81',
      demand: { uploadBps: 0, downloadBps: 0 },
    });
    device.setFaults({ htmlNames: true });
    expect(await readIdentity(client)).toBe('<img src=x onerror=alert(1)>sim-router');
    expect((await listPppActive(client))[0]!.name).toBe('<img src=x onerror=alert(1)>bob');
  });
});
