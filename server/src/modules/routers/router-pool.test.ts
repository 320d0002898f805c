import { ManualClock, SeededRandom } from '@trunkline/kit';
import { readIdentity } from '@trunkline/routeros';
import { makeSelfSignedCertificate, type RouterosDevice } from '@trunkline/simulators';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { routerOf, startTestRouter } from '../../../test/support/test-router.ts';
import { RouterPool } from './router-pool.ts';
import type { Router } from './router.ts';

let clock: ManualClock;
let pool: RouterPool;
let device: RouterosDevice;
let learned: string[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  clock = new ManualClock(0);
  learned = [];
  pool = new RouterPool({
    clock,
    random: new SeededRandom(1),
    learnFingerprint: async (_router, fingerprint) => {
      learned.push(fingerprint);
      return learned[0]!;
    },
  });
  device = await startTestRouter();
});

afterEach(async () => {
  pool.close();
  vi.useRealTimers();
  await device.stop();
});

const identity = (router: Router) => pool.run(router, (client) => readIdentity(client));
const pass = (ms: number): void => {
  clock.advance(ms);
  vi.advanceTimersByTime(ms);
};

describe('the connections to routers', () => {
  test('one router has one connection, however much is asked of it at once', async () => {
    const router = routerOf(device);
    const names = await Promise.all(Array.from({ length: 50 }, () => identity(router)));
    expect(new Set(names)).toEqual(new Set(['sim-router']));
    expect([device.connected, pool.stats().open]).toEqual([1, 1]);
  });

  test('equal reads at once are one, and whoever looks each second is told something new each time', async () => {
    const router = routerOf(device);
    const print = { path: '/system/identity/print' };
    await Promise.all([pool.read(router, print), pool.read(router, print)]);
    await pool.read(router, print);
    expect(device.record.commands).toHaveLength(1);
    // A timer may ring a little early, and the print before came a little later than its look.
    clock.advance(990);
    await pool.read(router, print);
    expect(device.record.commands).toHaveLength(2);
  });

  test('a router that refuses is not asked again before its time, and then it is', async () => {
    const router = routerOf(device, { password: 'wrong' });
    await expect(identity(router)).rejects.toMatchObject({
      name: 'RouterUnavailable',
      kind: 'wrong_password',
    });
    await expect(identity(router)).rejects.toMatchObject({ kind: 'wrong_password' });
    expect(device.connected).toBe(1);
    clock.advance(1_001);
    await expect(identity(router)).rejects.toMatchObject({ kind: 'wrong_password' });
    expect(device.connected).toBe(2);
  });

  test('a connection that broke is made anew with the next work', async () => {
    const router = routerOf(device);
    await identity(router);
    device.dropConnections();
    await vi.waitFor(() => expect(pool.stats().open).toBe(0));
    expect(await identity(router)).toBe('sim-router');
    expect(device.connected).toBe(2);
  });

  test('who is silent is asked for a sign of life; whom nobody needs is left', async () => {
    const router = routerOf(device);
    await identity(router);
    pass(60_000);
    await vi.waitFor(() => expect(device.record.commands).toHaveLength(2));
    pass(300_000);
    await vi.waitFor(() => expect(device.connections).toBe(0));
    expect(pool.stats().routers).toBe(0);
  });

  test('what is changed of the way to a router makes another connection', async () => {
    const other = await startTestRouter({ identity: 'other' });
    expect(await identity(routerOf(device))).toBe('sim-router');
    expect(await identity(routerOf(other))).toBe('other');
    await vi.waitFor(() => expect(device.connections).toBe(0));
    await other.stop();
  });

  test('work beyond what may wait is refused, and work that is given up leaves its place', async () => {
    const router = routerOf(device);
    await identity(router);
    device.setFaults({ instead: 'silence' });
    const stopping = new AbortController();
    const works = Array.from({ length: 8 + 256 + 1 }, () =>
      pool
        .run(router, (client) => readIdentity(client, { signal: stopping.signal }), {
          signal: stopping.signal,
        })
        .then(
          () => 'done',
          (error: Error & { kind?: string }) => error.kind ?? error.name,
        ),
    );
    expect(await works.at(-1)).toBe('busy');
    expect(pool.stats().waiting).toBe(256);
    stopping.abort();
    expect(new Set(await Promise.all(works.slice(0, -1)))).toEqual(new Set(['AbortError']));
    expect(pool.stats().waiting).toBe(0);
  });
});

describe('the certificate of a router', () => {
  test('is learned at first, demanded from then on, and another one refused', async () => {
    const listen = { address: '127.0.0.1', port: 0 };
    const first = await startTestRouter({ tls: { listen, certificate: makeSelfSignedCertificate('sim') } });
    expect(await identity(routerOf(first, { usesTls: true }))).toBe('sim-router');
    expect(learned).toHaveLength(1);
    const fingerprint = learned[0]!;
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const port = first.tlsPort!;
    await first.stop();
    const second = await startTestRouter({
      tls: { listen: { address: '127.0.0.1', port }, certificate: makeSelfSignedCertificate('sim') },
    });
    await vi.waitFor(() => expect(pool.stats().open).toBe(0));
    const changed = { kind: 'fingerprint_changed' };
    await expect(identity(routerOf(second, { usesTls: true }))).rejects.toMatchObject(changed);
    await expect(identity(routerOf(second, { usesTls: true, fingerprint }))).rejects.toMatchObject(changed);
    expect(second.record.sentences).toEqual([]);
    await second.stop();
  });

  test('that another process met first holds here as well', async () => {
    learned.push('0'.repeat(64));
    const listen = { address: '127.0.0.1', port: 0 };
    const router = await startTestRouter({ tls: { listen, certificate: makeSelfSignedCertificate('sim') } });
    await expect(identity(routerOf(router, { usesTls: true }))).rejects.toMatchObject({
      kind: 'fingerprint_changed',
    });
    await router.stop();
  });
});
