import { afterEach, expect, test } from 'vitest';
import {
  Code,
  PacketBuilder,
  RadiusClient,
  RadiusServer,
  SharedSecret,
  UserName,
  type KnownClient,
} from '@trunkline/radius';
import { startChaosProxy, type ChaosProxyOptions } from './chaos-proxy.ts';

const SEED = 99;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const secret = new SharedSecret('testing123');
const QUICK = { initialMs: 20, maxWaitMs: 20, maxAttempts: 200, maxTotalMs: 20_000 };

async function serveThrough(faults: Pick<ChaosProxyOptions, 'requests' | 'replies'>) {
  const handled: string[] = [];
  const client: KnownClient = { secret, messageAuthenticator: 'require', data: undefined };
  const server = new RadiusServer({
    role: 'authentication',
    findClient: (address) => (address === '127.44.5.6' ? client : undefined),
    handle: ({ packet }) => {
      handled.push(packet.get(UserName)!);
      return new PacketBuilder(Code.AccessAccept);
    },
  });
  const target = { address: '127.0.0.1', port: await server.listen({ address: '127.0.0.1', port: 0 }) };
  const proxy = await startChaosProxy({
    seed: SEED,
    listen: { address: '127.0.0.1', port: 0 },
    target,
    keepsSourceAddress: true,
    ...faults,
  });
  const nas = new RadiusClient({ localAddress: '127.44.5.6' });
  closers.push(
    () => server.close(),
    () => proxy.close(),
    () => nas.close(),
  );
  const endpoint = { address: '127.0.0.1', port: proxy.port, secret };
  const ask = (userName: string) =>
    nas.send(new PacketBuilder(Code.AccessRequest).add(UserName, userName), endpoint, {
      retransmission: QUICK,
    });
  return { ask, server, proxy, nas, handled };
}

test('the proxy keeps the address of the sender', async () => {
  const { ask, proxy } = await serveThrough({});
  expect(await ask('alice')).toMatchObject({ kind: 'reply', attempts: 1 });
  expect([proxy.requests.passed, proxy.replies.passed]).toEqual([1, 1]);
});

test('B8: half of the datagrams doubled and a third lost, each request is handled once', async () => {
  const { ask, server, proxy, handled } = await serveThrough({
    requests: { duplicate: 0.5, drop: 0.3 },
    replies: { drop: 0.3 },
  });
  const names = Array.from({ length: 200 }, (_, index) => `user-${index}`);
  const results = await Promise.all(names.map(ask));
  expect(
    results.every(({ kind }) => kind === 'reply'),
    `seed ${SEED}`,
  ).toBe(true);
  expect(handled.toSorted()).toEqual(names.toSorted());
  expect(server.stats().duplicatesAnswered).toBeGreaterThan(0);
  expect(proxy.requests.dropped).toBeGreaterThan(0);
  expect(proxy.replies.dropped).toBeGreaterThan(0);
});

test('damaged datagrams are discarded on both sides, and the requests succeed all the same', async () => {
  const { ask, server, proxy, nas } = await serveThrough({
    requests: { corrupt: 0.3 },
    replies: { corrupt: 0.3 },
  });
  const results = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(`user-${index}`)));
  expect(
    results.every(({ kind }) => kind === 'reply'),
    `seed ${SEED}`,
  ).toBe(true);
  const discarded = () => Object.values(server.stats().discards).reduce((sum, count) => sum + count, 0);
  await expect.poll(discarded).toBe(proxy.requests.corrupted);
  expect(Object.values(nas.stats().ignored).some((count) => count > 0)).toBe(true);
});
