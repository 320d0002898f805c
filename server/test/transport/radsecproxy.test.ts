import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  AcctSessionId,
  AcctStatusType,
  addPasswordProof,
  Code,
  MikrotikRateLimit,
  PacketBuilder,
  RadsecClient,
  SharedSecret,
  UserName,
  type Packet,
} from '@trunkline/radius';
import { issueCertificate } from '../../src/platform/certificates/index.ts';
import { eventually, secret } from '../aaa/radius-house.ts';
import { freePort, RadsecProxy } from './radsec-proxy.ts';
import { TransportHouse } from './transport-house.ts';

let transport: TransportHouse;
let tenantId: string;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  transport = await TransportHouse.build();
  const { house } = transport;
  tenantId = await house.addTenant('one');
  const plan = await house.addPlan(tenantId);
  for (const username of ['anna', 'berta']) {
    await house.addSubscriber(tenantId, plan, { username, maxSessions: 100 });
  }
  await house.addNas(tenantId, { prefix: '127.0.0.1/32', messageAuthenticator: 'require' });
  await house.start();
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
afterAll(() => transport?.tearDown());

type Method = 'pap' | 'chap' | 'ms-chap-v2';
const methods: readonly Method[] = ['pap', 'chap', 'ms-chap-v2'];

function login(method: Method, { name = 'anna', password = 'pw' } = {}) {
  const request = new PacketBuilder(Code.AccessRequest);
  const proof = addPasswordProof(request, { method, userName: name, password });
  return { request, proof };
}

const start = () =>
  new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values.Start)
    .add(AcctSessionId, 'through-a-proxy')
    .add(UserName, 'anna');

function newProxy(): RadsecProxy {
  const proxy = new RadsecProxy();
  closers.push(() => proxy.stop());
  return proxy;
}

/** radsecproxy as a router's neighbour: datagrams on its one side, TLS to us on the other. */
async function proxyInFront(): Promise<{ ask: (request: PacketBuilder) => Promise<Packet | undefined> }> {
  const certificate = await transport.issue('radsecproxy');
  await transport.addRadsecNas(tenantId, { ...certificate, messageAuthenticator: 'require' });
  await eventually(() => transport.outcome(transport.client(certificate), 'anna'), 'accepted');
  const proxy = newProxy();
  const port = await freePort();
  await proxy.start(`
ListenUDP 127.0.0.1:${port}
tls default {
  CACertificateFile ${proxy.file('authority.pem', transport.authority.certificate)}
  CertificateFile ${proxy.file('own.pem', certificate.certificate)}
  CertificateKeyFile ${proxy.file('own.key', certificate.key)}
}
client router {
  host 127.0.0.1
  type udp
  secret testing123
}
server trunkline {
  host 127.0.0.1
  port ${transport.radsecPort}
  type tls
  secret radsec
  tls default
  StatusServer on
}
realm * {
  server trunkline
  accountingServer trunkline
}
`);
  const key = new SharedSecret('testing123');
  return {
    ask: async (request) => {
      const endpoint = { address: '127.0.0.1', port, secret: key };
      const result = await transport.house.client().send(request, endpoint);
      return result.kind === 'reply' ? result.packet : undefined;
    },
  };
}

/** Our client in front of radsecproxy, which asks us again in datagrams. */
async function proxyBehind(): Promise<RadsecClient> {
  const { house, authority } = transport;
  const own = await issueCertificate(authority, {
    commonName: 'proxy.test',
    usages: ['server', 'client'],
    days: 30,
    names: ['proxy.test'],
  });
  const proxy = newProxy();
  const port = await freePort();
  await proxy.start(`
ListenTLS 127.0.0.1:${port}
tls default {
  CACertificateFile ${proxy.file('authority.pem', authority.certificate)}
  CertificateFile ${proxy.file('own.pem', own.certificate)}
  CertificateKeyFile ${proxy.file('own.key', own.key)}
}
client us {
  host 127.0.0.1
  type tls
  secret radsec
  tls default
  CertificateNameCheck off
  MatchCertificateAttribute CN:/^us$/
}
server login {
  host 127.0.0.1
  port ${house.port('auth')}
  type udp
  secret ${secret}
}
server report {
  host 127.0.0.1
  port ${house.port('acct')}
  type udp
  secret ${secret}
}
realm * {
  server login
  accountingServer report
}
`);
  const { certificate, key } = await transport.issue('us');
  const tls = { authority: authority.certificate, certificate, key };
  const client = new RadsecClient({ host: '127.0.0.1', port, serverName: 'proxy.test', tls });
  closers.push(() => client.close());
  return client;
}

test('radsecproxy in front of us: logins of every method with their terms, refusals, and accounting', async () => {
  const { ask } = await proxyInFront();
  for (const method of methods) {
    const { request, proof } = login(method);
    const accept = await ask(request);
    expect(accept?.code, method).toBe(Code.AccessAccept);
    expect(accept!.get(MikrotikRateLimit), method).toBe('10000000/20000000');
    expect(proof.isAnsweredBy(accept!), method).toBe(true);
    expect((await ask(login(method, { password: 'wrong' }).request))?.code, method).toBe(Code.AccessReject);
  }
  expect((await ask(start()))?.code).toBe(Code.AccountingResponse);
  const { radsec } = transport.house.role!.stats!() as { radsec: { closed: object; discards: object } };
  expect(radsec).toMatchObject({ discards: {} });
});

test('radsecproxy behind our client: logins of every method with their terms, refusals, accounting and status', async () => {
  const client = await proxyBehind();
  for (const method of methods) {
    const { request, proof } = login(method);
    const accept = await client.send(request);
    if (accept.kind !== 'reply') throw new Error(`${method} ended as ${accept.kind}`);
    expect(accept.packet.code, method).toBe(Code.AccessAccept);
    expect(accept.packet.get(MikrotikRateLimit), method).toBe('10000000/20000000');
    expect(proof.isAnsweredBy(accept.packet), method).toBe(true);
    const reject = await client.send(login(method, { password: 'wrong' }).request);
    expect(reject.kind === 'reply' && reject.packet.code, method).toBe(Code.AccessReject);
  }
  const report = await client.send(start());
  expect(report.kind === 'reply' && report.packet.code).toBe(Code.AccountingResponse);
  expect((await client.askStatus()).kind).toBe('reply');
  expect(client.stats()).toMatchObject({ connections: 1, invalid: 0, repeats: 0 });
});

test('a hundred logins at once through radsecproxy each get the answer to their own challenge', async () => {
  const { ask } = await proxyInFront();
  const proven = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const { request, proof } = login('ms-chap-v2', { name: 'berta' });
      const accept = await ask(request);
      return accept?.code === Code.AccessAccept && proof.isAnsweredBy(accept);
    }),
  );
  expect(proven.filter(Boolean)).toHaveLength(100);
});
