import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  Code,
  PacketBuilder,
  addPasswordProof,
  SharedSecret,
  AcctStatusType,
  AcctSessionId,
  UserName,
} from '@trunkline/radius';
import { eventually, secret } from '../aaa/radius-house.ts';
import { TransportHouse } from './transport-house.ts';

let transport: TransportHouse;
let plan: { planId: string; versionId: string };
let one: string;
let two: string;
const takers: Socket[] = [];

beforeAll(async () => {
  transport = await TransportHouse.build();
  const { house } = transport;
  one = await house.addTenant('one');
  two = await house.addTenant('two');
  for (const [tenantId, username] of [
    [one, 'anna'],
    [two, 'berta'],
  ] as const) {
    plan = await house.addPlan(tenantId);
    await house.addSubscriber(tenantId, plan, { username, maxSessions: 100 });
  }
  await house.start();
});
afterEach(() => {
  for (const taker of takers.splice(0)) taker.close();
});
afterAll(() => transport?.tearDown());

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const socket = await take(0);
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  takers.splice(takers.indexOf(socket), 1);
  return port;
}

async function take(port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind({ address: '127.0.0.1', port, exclusive: true });
  await once(socket, 'listening');
  takers.push(socket);
  return socket;
}

async function ask(port: number, request: PacketBuilder): Promise<number | 'silence'> {
  const endpoint = { address: '127.0.0.1', port, secret: new SharedSecret(secret) };
  const quick = { initialMs: 300, maxWaitMs: 300, maxAttempts: 1, maxTotalMs: 300 };
  const result = await transport.house.client().send(request, endpoint, { retransmission: quick });
  return result.kind === 'reply' ? result.packet.code : 'silence';
}

function loginAt(port: number, userName: string): Promise<number | 'silence'> {
  const request = new PacketBuilder(Code.AccessRequest);
  addPasswordProof(request, { method: 'pap', userName, password: 'pw' });
  return ask(port, request);
}

test('two tenants whose routers stand behind one address each have subscribers of their own', async () => {
  const { house } = transport;
  const ports = { auth: await freePort(), acct: await freePort() };
  await transport.setOwnPorts(two, ports);
  await house.addNas(one, { prefix: '127.0.0.1/32' });
  const shared = await house.addNas(two, { prefix: '198.51.100.7/32' });
  await transport.setNas(two, shared, { usesOwnPort: true, prefix: '127.0.0.1/32' });

  await eventually(() => loginAt(ports.auth, 'berta'), Code.AccessAccept);
  await eventually(() => loginAt(house.port('auth'), 'anna'), Code.AccessAccept);
  expect(await loginAt(ports.auth, 'anna')).toBe(Code.AccessReject);
  expect(await loginAt(house.port('auth'), 'berta')).toBe(Code.AccessReject);
  const report = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values.Start)
    .add(AcctSessionId, 'own-port')
    .add(UserName, 'berta');
  expect(await ask(ports.acct, report)).toBe(Code.AccountingResponse);
});

test('ports are moved and let go within two seconds, and a NAS that is only known there is a stranger elsewhere', async () => {
  const { house } = transport;
  const [first, second] = [
    { auth: await freePort(), acct: await freePort() },
    { auth: await freePort(), acct: await freePort() },
  ];
  const tenant = await house.addTenant('three');
  await house.addSubscriber(tenant, await house.addPlan(tenant), { username: 'clara', maxSessions: 100 });
  const nas = await house.addNas(tenant, { prefix: '198.51.100.8/32' });
  await transport.setOwnPorts(tenant, first);
  await transport.setNas(tenant, nas, { usesOwnPort: true, prefix: '127.0.0.1/32' });
  await eventually(() => loginAt(first.auth, 'clara'), Code.AccessAccept);

  await transport.setOwnPorts(tenant, second);
  await eventually(() => loginAt(second.auth, 'clara'), Code.AccessAccept);
  expect(await loginAt(first.auth, 'clara')).toBe('silence');
  await take(first.auth);

  await transport.setOwnPorts(tenant, null);
  await eventually(() => loginAt(second.auth, 'clara'), 'silence' as const);
  expect(await loginAt(house.port('auth'), 'clara')).toBe(Code.AccessReject);
});

test('a port that another program holds is taken once it is free, and the other ports answer meanwhile', async () => {
  const { house } = transport;
  const ports = { auth: await freePort(), acct: await freePort() };
  const taker = await take(ports.acct);
  const tenant = await house.addTenant('four');
  await house.addSubscriber(tenant, await house.addPlan(tenant), { username: 'dora', maxSessions: 100 });
  const nas = await house.addNas(tenant, { prefix: '198.51.100.9/32' });
  await transport.setOwnPorts(tenant, ports);
  await transport.setNas(tenant, nas, { usesOwnPort: true, prefix: '127.0.0.1/32' });
  await eventually(
    async () => house.logLines.some((line) => line.includes("a tenant's own ports cannot be taken")),
    true,
  );
  expect(await loginAt(ports.auth, 'dora')).toBe('silence');
  expect(await loginAt(house.port('auth'), 'anna')).toBe(Code.AccessAccept);
  takers.splice(takers.indexOf(taker), 1);
  await new Promise<void>((resolve) => taker.close(resolve));
  await eventually(() => loginAt(ports.auth, 'dora'), Code.AccessAccept);
});
