import { afterEach, expect, test } from 'vitest';
import {
  AcctStatusType,
  Class,
  Code,
  PacketBuilder,
  RadiusServer,
  SharedSecret,
  UserName,
  type KnownClient,
  type RadiusServerOptions,
} from '@trunkline/radius';
import { runStorm } from './run-storm.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const secret = new SharedSecret('testing123');
const nas: KnownClient = { secret, messageAuthenticator: 'require', data: undefined };
const subscribers = Array.from({ length: 600 }, (_, n) => ({ userName: `user${n}`, password: `secret${n}` }));

async function serve(options: Pick<RadiusServerOptions<undefined>, 'role' | 'handle'>): Promise<number> {
  const server = new RadiusServer({ ...options, findClient: () => nas });
  closers.push(() => server.close());
  return server.listen({ address: '127.0.0.1', port: 0 });
}

test('every subscriber logs in and its start carries the Class of its Accept, from the address of its NAS', async () => {
  const started = new Map<string, string>();
  const authPort = await serve({
    role: 'authentication',
    handle: ({ packet }) => {
      const name = packet.get(UserName)!;
      if (name === 'user7') return new PacketBuilder(Code.AccessReject);
      return new PacketBuilder(Code.AccessAccept).add(Class, Buffer.from(`class of ${name}`));
    },
  });
  const acctPort = await serve({
    role: 'accounting',
    handle: ({ packet, source }) => {
      expect(packet.get(AcctStatusType)).toBe(AcctStatusType.values.Start);
      expect(packet.get(Class)?.toString()).toBe(`class of ${packet.get(UserName)}`);
      started.set(packet.get(UserName)!, source.address);
      return new PacketBuilder(Code.AccountingResponse);
    },
  });
  const report = await runStorm({
    secret,
    server: { address: '127.0.0.1', authPort, acctPort },
    nasAddresses: ['127.0.1.1', '127.0.1.2'],
    subscribers,
    outstandingPerNas: 16,
    seed: 3,
    maxMs: 60_000,
  });
  expect(report).toMatchObject({ accepted: 599, refused: 1, started: 599, left: 0 });
  expect(started.size).toBe(599);
  expect(started.get('user0')).toBe('127.0.1.1');
  expect(started.get('user1')).toBe('127.0.1.2');
});
