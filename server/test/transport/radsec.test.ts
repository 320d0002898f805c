import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addPasswordProof,
  AcctSessionId,
  AcctStatusType,
  CallingStationId,
  Class,
  Code,
  PacketBuilder,
  RADSEC_SECRET,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { eventually } from '../aaa/radius-house.ts';
import { TransportHouse } from './transport-house.ts';

let transport: TransportHouse;
let tenantId: string;
let plan: { planId: string; versionId: string };

beforeAll(async () => {
  transport = await TransportHouse.build();
  const { house } = transport;
  tenantId = await house.addTenant('one');
  plan = await house.addPlan(tenantId);
  await house.addSubscriber(tenantId, plan, { username: 'anna', maxSessions: 100 });
  await house.start();
});
afterAll(() => transport?.tearDown());

test('a router is known by its certificate: login, accounting and a slot, as with datagrams', async () => {
  const certificate = await transport.issue('router-1');
  await transport.addRadsecNas(tenantId, certificate);
  const client = transport.client(certificate);
  await eventually(() => transport.outcome(client, 'anna'), 'accepted');
  expect(await transport.outcome(client, 'anna', 'wrong')).toBe('rejected');
  const login = await transport.login(client, 'anna');
  if (login.kind !== 'reply') throw new Error(login.kind);
  const report = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values.Start)
    .add(AcctSessionId, 'over-tls-1')
    .add(UserName, 'anna')
    .add(CallingStationId, '02:00:00:00:00:01')
    .add(Class, login.packet.get(Class)!);
  const answer = await client.send(report);
  expect(answer.kind === 'reply' && answer.packet.code).toBe(Code.AccountingResponse);
  expect((await client.askStatus()).kind).toBe('reply');
  const stats = transport.house.role!.stats!() as {
    journal: { records: number };
    radsec: { requests: number };
  };
  expect(stats.journal.records).toBe(1);
  expect(stats.radsec.requests).toBeGreaterThanOrEqual(4);
});

const report = (status: 'Start' | 'Stop') =>
  new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values[status])
    .add(AcctSessionId, 'on the move')
    .add(UserName, 'mira')
    .add(CallingStationId, '02:00:00:00:00:0a');

test('a session goes on when its router comes back from another address', async () => {
  const { house } = transport;
  const certificate = await transport.issue('router-moving');
  await transport.addRadsecNas(tenantId, certificate);
  await house.addSubscriber(tenantId, plan, { username: 'mira', maxSessions: 1 });
  const client = transport.client(certificate);
  const logIn = async (station: string) => {
    const request = new PacketBuilder(Code.AccessRequest).add(CallingStationId, station);
    addPasswordProof(request, { method: 'pap', userName: 'mira', password: 'pw' });
    const result = await client.send(request);
    return result.kind === 'reply' && result.packet.code;
  };
  await eventually(() => logIn('02:00:00:00:00:0a'), Code.AccessAccept);
  await client.send(report('Start'));
  expect(await logIn('02:00:00:00:00:0b')).toBe(Code.AccessReject);

  const { radsecPort: port, authority } = transport;
  const { certificate: cert, key } = certificate;
  const tls = { ca: authority.certificate, cert, key, servername: 'radsec.test' };
  const socket = connectTcp({ host: '127.0.0.1', port, localAddress: '127.0.0.9' });
  const elsewhere = connect({ socket, ...tls });
  const secret = new SharedSecret(RADSEC_SECRET);
  elsewhere.write(report('Stop').encodeRequest({ identifier: 1, secret, messageAuthenticator: true }));
  const [answer] = (await once(elsewhere, 'data')) as [Buffer];
  elsewhere.destroy();
  expect(answer[0]).toBe(Code.AccountingResponse);
  expect(await logIn('02:00:00:00:00:0b')).toBe(Code.AccessAccept);
});

test('a certificate belongs to the tenant of its NAS: another tenant has other subscribers', async () => {
  const { house } = transport;
  const other = await house.addTenant('two');
  const [ours, theirs] = [await transport.issue('router-2'), await transport.issue('router-3')];
  await transport.addRadsecNas(tenantId, ours);
  await transport.addRadsecNas(other, theirs);
  const [here, there] = [transport.client(ours), transport.client(theirs)];
  await eventually(() => transport.outcome(here, 'anna'), 'accepted');
  await eventually(() => transport.outcome(there, 'anna'), 'rejected');
});

test('a NAS that is disabled, or given another certificate, is a stranger within two seconds', async () => {
  const [old, young] = [await transport.issue('router-4'), await transport.issue('router-4')];
  const id = await transport.addRadsecNas(tenantId, old);
  const [before, after] = [transport.client(old), transport.client(young)];
  await eventually(() => transport.outcome(before, 'anna'), 'accepted');
  await transport.setNas(tenantId, id, { certificateFingerprint: young.fingerprint });
  await eventually(() => transport.outcome(after, 'anna'), 'accepted');
  expect(await transport.outcome(before, 'anna')).toBe('unreachable');
  await transport.setNas(tenantId, id, { isEnabled: false });
  await eventually(() => transport.outcome(after, 'anna'), 'unreachable');
});

test('a NAS over TLS is not heard in datagrams, and its address is free for another', async () => {
  const { house } = transport;
  const certificate = await transport.issue('router-5');
  const id = await transport.addRadsecNas(tenantId, certificate);
  await transport.setNas(tenantId, id, { prefix: '127.0.0.5/32' });
  await eventually(() => transport.outcome(transport.client(certificate), 'anna'), 'accepted');
  expect(await house.outcome({ username: 'anna', localAddress: '127.0.0.5' })).toBe('silence');
  await house.addNas(tenantId, { prefix: '127.0.0.5/32' });
  await eventually(() => house.outcome({ username: 'anna', localAddress: '127.0.0.5' }), 'accepted');
});
