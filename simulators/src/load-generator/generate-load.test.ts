import { afterEach, expect, test } from 'vitest';
import {
  checkCredentials,
  Code,
  PacketBuilder,
  prepareCredential,
  RadiusServer,
  SharedSecret,
  UserName,
  type KnownClient,
} from '@trunkline/radius';
import { generateLoad } from './generate-load.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import type { LoadKind } from './load-packets.ts';
import { prepareLoad } from './prepare-load.ts';
import { runLoad } from './run-load.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const secret = new SharedSecret('testing123');
const subscribers = Array.from({ length: 10 }, (_, n) => ({ userName: `user${n}`, password: `secret${n}` }));
const known = new Map(subscribers.map(({ userName, password }) => [userName, prepareCredential(password)]));
const nas: KnownClient = { secret, messageAuthenticator: 'require', data: undefined };

async function serve(kind: LoadKind) {
  const server = new RadiusServer({
    role: kind === 'accounting' ? 'accounting' : 'authentication',
    findClient: () => nas,
    handle: ({ packet }) => {
      if (kind === 'accounting') return new PacketBuilder(Code.AccountingResponse);
      const check = checkCredentials(packet, secret, known.get(packet.get(UserName)!));
      const reply = new PacketBuilder(check.verdict === 'accepted' ? Code.AccessAccept : Code.AccessReject);
      check.addReplyAttributes(reply);
      return reply;
    },
  });
  const port = await server.listen({ address: '127.0.0.1', port: 0 });
  closers.push(() => server.close());
  return { server, endpoint: { address: '127.0.0.1', port, secret } };
}

test.each(['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2', 'accounting'] as const)(
  'every %s request is sent once, answered and verified',
  async (kind) => {
    const { server, endpoint } = await serve(kind);
    const report = await generateLoad({
      endpoint,
      kind,
      subscribers,
      outstanding: 300,
      requests: 1_000,
      seed: 1,
    });
    expect(report).toMatchObject({ succeeded: 1_000, refused: 0, unanswered: 0, ignored: 0 });
    expect(server.stats().requests).toBe(1_000);
    const { p50, p99, max } = report.latencyMs;
    expect(p50).toBeGreaterThan(0);
    expect(p50 <= p99 && p99 <= max).toBe(true);
  },
);

test('a steady load keeps to its rate and ends at its time, with every request answered', async () => {
  const { server, endpoint } = await serve('accounting');
  const load = prepareLoad({ kind: 'accounting', secret, subscribers, requests: 1_000, seed: 1 });
  const { refused, succeeded, unanswered } = await runLoad({
    load,
    endpoint,
    outstanding: 64,
    perSecond: 1_000,
    maxMs: 300,
  });
  expect({ refused, unanswered }).toEqual({ refused: 0, unanswered: 0 });
  expect(succeeded).toBeGreaterThan(0);
  expect(succeeded).toBeLessThanOrEqual(301);
  expect(server.stats().requests).toBe(succeeded);
});

test('a wrong password counts as refused', async () => {
  const { endpoint } = await serve('pap');
  const wrong = [{ userName: 'user1', password: 'wrong' }];
  const report = await generateLoad({
    endpoint,
    kind: 'chap',
    subscribers: wrong,
    outstanding: 2,
    requests: 20,
    seed: 1,
  });
  expect(report).toMatchObject({ succeeded: 0, refused: 20 });
});

test('percentiles are off by less than three per cent, from microseconds to minutes', () => {
  const histogram = new LatencyHistogram();
  expect(histogram.percentileMs(99)).toBe(0);
  for (const scale of [0.01, 1, 1_000]) {
    for (let value = 1; value <= 100; value++) histogram.record(value * scale);
  }
  expect(histogram.percentileMs(25) / 0.75).toBeCloseTo(1, 1);
  expect(Math.abs(histogram.percentileMs(50) / 50 - 1)).toBeLessThan(0.03);
  expect(Math.abs(histogram.percentileMs(99) / 97_000 - 1)).toBeLessThan(0.03);
  expect(histogram.percentileMs(100)).toBe(100_000);
});
