import { createServer as createTcpServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { Code } from '../code.ts';
import { UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import type { RadiusReply } from '../server/index.ts';
import * as certificates from './certificates.fixture.ts';
import { RadsecClient, type RadsecClientOptions } from './radsec-client.ts';
import { closers, nas, serve } from './serving.fixture.ts';

function open(port: number, options: Partial<RadsecClientOptions> = {}): RadsecClient {
  const { certificate, key } = certificates.router;
  const tls = { authority: certificates.authority, certificate, key };
  const client = new RadsecClient({ host: '127.0.0.1', port, serverName: 'radsec.test', tls, ...options });
  closers.push(() => client.close());
  return client;
}

const accessRequest = (name = 'alice') => new PacketBuilder(Code.AccessRequest).add(UserName, name);

test('authentication, accounting and Status-Server each get their reply on one connection', async () => {
  const { server, port } = await serve();
  const client = open(port);
  const results = await Promise.all([
    client.send(accessRequest()),
    client.send(new PacketBuilder(Code.AccountingRequest)),
    client.askStatus(),
  ]);
  expect(results.map((result) => result.kind === 'reply' && result.packet.code)).toEqual([
    Code.AccessAccept,
    Code.AccountingResponse,
    Code.AccessAccept,
  ]);
  expect(client.stats()).toMatchObject({ connections: 1, replies: 3, pending: 0 });
  expect(server.stats().connections).toBe(1);
});

test('more requests than identifiers wait, and each gets its own reply', async () => {
  const { port } = await serve({
    handle: async ({ packet }): Promise<RadiusReply> => {
      await new Promise(setImmediate);
      return new PacketBuilder(Code.AccessAccept).add(UserName, packet.get(UserName)!);
    },
  });
  const client = open(port);
  const names = Array.from({ length: 1000 }, (_, index) => `user-${index}`);
  const results = await Promise.all(names.map((name) => client.send(accessRequest(name))));
  expect(results.map((result) => result.kind === 'reply' && result.packet.get(UserName))).toEqual(names);
});

test('what was not answered when the connection ended is sent on the next', async () => {
  const asked = Promise.withResolvers<void>();
  let handled = 0;
  const { server, port } = await serve({
    handle: () => {
      handled++;
      // The first asks for nothing more than a connection that has proven itself.
      if (handled === 2) {
        asked.resolve();
        return new Promise<RadiusReply>(() => {});
      }
      return new PacketBuilder(Code.AccessAccept);
    },
  });
  const client = open(port);
  await client.send(accessRequest());
  const waiting = client.send(accessRequest());
  await asked.promise;
  await server.close({ timeoutMs: 0 });
  const again = await serveAt(port);
  expect(await waiting).toMatchObject({ kind: 'reply', attempts: 2 });
  expect(client.stats()).toMatchObject({ connections: 2, repeats: 1 });
  expect(again.requests).toBe(1);
});

/** Another server where one was, as after a restart. */
async function serveAt(port: number): Promise<{ requests: number }> {
  const counted = { requests: 0 };
  const { RadsecServer } = await import('./radsec-server.ts');
  const server = new RadsecServer({
    tls: certificates.server,
    findClient: () => nas,
    handle: () => {
      counted.requests++;
      return new PacketBuilder(Code.AccessAccept);
    },
  });
  await server.listen({ address: '127.0.0.1', port });
  closers.push(() => server.close({ timeoutMs: 0 }));
  return counted;
}

test('a server that is not there is told at once, and not asked again for a moment', async () => {
  const free = createTcpServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  const client = open(port);
  expect(await client.send(accessRequest())).toMatchObject({
    kind: 'unreachable',
    cause: { code: 'ECONNREFUSED' },
  });
  expect(await client.send(accessRequest())).toMatchObject({ kind: 'unreachable', attempts: 0 });
  expect(client.stats()).toMatchObject({ failedConnections: 1, pending: 0 });
});

test.each([
  ['has another name', { serverName: 'other.test' }],
  [
    'is signed by somebody else',
    { tls: { ...certificates.router, authority: certificates.stranger.certificate } },
  ],
])('nothing is said to a server whose certificate %s', async (_, options) => {
  const { server, port } = await serve();
  const result = await open(port, options).send(accessRequest());
  expect(result).toMatchObject({ kind: 'unreachable', attempts: 0 });
  expect(server.stats().datagrams).toBe(0);
});

test('a server is known by its address where it has no name', async () => {
  const { port } = await serve();
  const result = await open(port, { serverName: '127.0.0.1' }).send(accessRequest());
  expect(result).toMatchObject({ kind: 'reply' });
});

test('a server that does not know our certificate is not asked in a circle', async () => {
  const serving = await serve({ findClient: () => undefined });
  const client = open(serving.port);
  expect(await client.send(accessRequest())).toMatchObject({ kind: 'unreachable' });
  expect(client.stats()).toMatchObject({ failedConnections: 1, pending: 0, isConnected: false });
  expect(serving.closed.map(({ kind }) => kind)).toEqual(['unknown-certificate']);
});

test.each([
  [
    'of another secret',
    (request: Buffer) => Buffer.concat([Buffer.from([2, request[1]!, 0, 20]), Buffer.alloc(16)]),
  ],
  ['of an impossible length', (request: Buffer) => Buffer.from([2, request[1]!, 0, 19])],
])('an answer %s ends the connection and answers nothing', async (_, forge) => {
  const { certificate, key } = certificates.server;
  const liar = createServer({ cert: certificate, key }, (socket: Socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => socket.write(forge(chunk)));
  });
  liar.listen(0, '127.0.0.1');
  await once(liar, 'listening');
  closers.push(() => liar.close());
  const client = open((liar.address() as { port: number }).port);
  expect(await client.send(accessRequest())).toMatchObject({ kind: 'unreachable' });
  expect(client.stats()).toMatchObject({ invalid: 1, replies: 0 });
});

test('a request is given up when its time is over, when its caller gives up, and when the client closes', async () => {
  const { port } = await serve({ handle: () => new Promise<RadiusReply>(() => {}) });
  const client = open(port);
  const caller = new AbortController();
  const [late, aborted, closed] = [
    client.send(accessRequest(), { timeoutMs: 50 }),
    client.send(accessRequest(), { signal: caller.signal }),
    client.send(accessRequest()),
  ];
  expect(await late).toMatchObject({ kind: 'timeout' });
  caller.abort();
  expect(await aborted).toMatchObject({ kind: 'cancelled' });
  client.close();
  expect((await closed).kind).toMatch(/cancelled|unreachable/);
  expect(client.stats().pending).toBe(0);
});
