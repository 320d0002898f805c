import { systemClock, uuidv7 } from '@trunkline/kit';
import {
  AcctSessionId,
  CallingStationId,
  Code,
  ErrorCause,
  FramedIpAddress,
  PacketBuilder,
  RadiusClient,
  RadiusServer,
  SharedSecret,
  UserName,
  type Packet,
  type RadiusReply,
} from '@trunkline/radius';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { disconnectSession, type DisconnectDeps } from '../../src/modules/enforcement/index.ts';
import { closeGoneSession } from '../../src/modules/sessions/index.ts';
import { startJobRunner, type JobRunner } from '../../src/platform/jobs/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from '../api/api-under-test.ts';
import { testKeys } from '../support/test-tenant.ts';
import { AccountingLine, insertNas, nasSecret, recordOf, type TestNas } from './accounting-world.ts';

const log = createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false });
const waiting = { timeout: 20_000, interval: 50 };
let api: ApiUnderTest;
let north: TenantUnderTest;
let south: TenantUnderTest;
let client: RadiusClient;
let jobs: JobRunner;
let deps: DisconnectDeps;
let nas: TestNas;
let listener: RadiusServer;
let line: AccountingLine;
let received: Packet[];
let answer: () => RadiusReply;
let addresses = 0;

beforeAll(async () => {
  api = await startApiUnderTest();
  north = await api.makeTenant('north');
  south = await api.makeTenant('south');
  client = new RadiusClient();
  deps = {
    database: api.database.as('worker'),
    sealer: testKeys.sealer,
    clock: systemClock,
    send: client.send.bind(client),
    retransmission: { initialMs: 50, maxWaitMs: 50, maxAttempts: 3, maxTotalMs: 200 },
  };
  jobs = startJobRunner({
    url: api.database.urls.worker,
    log,
    concurrency: 2,
    tasks: { 'disconnect-session': (payload) => disconnectSession(deps, payload) },
  });
});
afterAll(async () => {
  await jobs.stop();
  await client.close();
  await api.close();
});

/** A router of the tenant north that answers as the test says. */
beforeEach(async () => {
  const address = `127.0.1.${++addresses}`;
  received = [];
  listener = listenerFor(received);
  const coaPort = await listener.listen({ address, port: 0 });
  nas = await insertNas(api.database, { tenantId: north.id }, { prefix: `${address}/32`, coaPort });
  line = new AccountingLine(api.database);
});
afterEach(async () => {
  await listener.close();
  await line.close();
});

describe('an order to end a session', () => {
  it('reaches the router of the session, and its Stop confirms what the ACK only claims', async () => {
    answer = () => new PacketBuilder(Code.DisconnectAck);
    const sessionId = await openSession();
    const order = await disconnect(sessionId);
    expect(order).toMatchObject({ status: 202, data: { state: 'queued', reason: 'moved away' } });
    const acknowledged = await settled(order.data.id);
    expect(acknowledged).toMatchObject({ state: 'acknowledged', attempts: 1, confirmedAt: null });
    expect(received).toHaveLength(1);
    expect(received[0]!.get(UserName)).toBe('anna');
    expect(received[0]!.get(AcctSessionId)).toBe('81700012');
    expect(received[0]!.get(FramedIpAddress)).toBe('10.20.0.5');
    expect(received[0]!.get(CallingStationId)).toBe('AA:BB:CC:DD:EE:FF');

    await line.write([recordOf(nas, { status: 'Stop', atS: 60, sessionId: '81700012', sessionTimeS: 60 })]);
    await line.foldAll();
    expect(await read(order.data.id)).toMatchObject({
      state: 'confirmed',
      confirmedAt: '2026-03-10T12:01:00.000Z',
    });
    expect(await disconnect(sessionId)).toMatchObject({ status: 409, code: 'enforcement.session_closed' });
  });

  it('is confirmed by a Stop that comes after the session was given up as stale', async () => {
    answer = () => new PacketBuilder(Code.DisconnectAck);
    const sessionId = await openSession();
    const order = await disconnect(sessionId);
    expect(await settled(order.data.id)).toMatchObject({ state: 'acknowledged' });
    await api.database
      .as('worker')
      .acrossTenants((tx) => closeGoneSession(tx, { tenantId: north.id, id: sessionId }));
    await line.write([recordOf(nas, { status: 'Stop', atS: 60, sessionId: '81700012', sessionTimeS: 60 })]);
    await line.foldAll();
    expect(await read(order.data.id)).toMatchObject({ state: 'confirmed' });
  });

  it('stays confirmed when the Stop is faster than the ACK', async () => {
    const sessionId = await openSession();
    const stopped = Promise.withResolvers<void>();
    answer = () => {
      void line
        .write([recordOf(nas, { status: 'Stop', atS: 60, sessionId: '81700012', sessionTimeS: 60 })])
        .then(() => line.foldAll())
        .then(stopped.resolve);
      return undefined;
    };
    const order = await disconnect(sessionId);
    await stopped.promise;
    await vi.waitFor(async () => expect((await read(order.data.id)).attempts).toBe(3), waiting);
    expect(await read(order.data.id)).toMatchObject({ state: 'confirmed' });
  });

  it('ends as gone when the router knows no such session, which is closed here too', async () => {
    answer = () =>
      new PacketBuilder(Code.DisconnectNak).add(ErrorCause, ErrorCause.values['Session-Context-Not-Found']);
    const sessionId = await openSession();
    const order = await disconnect(sessionId);
    expect(await settled(order.data.id)).toMatchObject({ state: 'gone', errorCause: 503 });
    const session = await api.call({ as: north.token, url: `/api/sessions/${sessionId}` });
    expect(session.data).toMatchObject({ isOnline: false, closedBy: 'stale' });
  });

  it('ends as gone beside a fold that works on the session, and neither stops the other', async () => {
    answer = () =>
      new PacketBuilder(Code.DisconnectNak).add(ErrorCause, ErrorCause.values['Session-Context-Not-Found']);
    const sessionId = await openSession();
    const failed = jobs.stats().failed;
    const fold = await api.database.as('fold').pool.connect();
    await fold.query('begin');
    await fold.query('select from sessions.session where id = $1 for update', [sessionId]);
    const order = await disconnect(sessionId);
    const blocked = 'select from pg_locks where not granted and $1::int = any (pg_blocking_pids(pid))';
    const { rows } = await fold.query<{ pid: number }>('select pg_backend_pid() as pid');
    await vi.waitFor(
      async () => expect((await fold.query(blocked, [rows[0]!.pid])).rowCount).toBe(1),
      waiting,
    );
    // As the fold does when it closes the session.
    await fold.query(`update enforcement.disconnect set state = 'confirmed' where id = $1`, [order.data.id]);
    await fold.query('commit');
    fold.release();
    await vi.waitFor(async () => expect((await read(order.data.id)).attempts).toBe(1), waiting);
    expect(await read(order.data.id)).toMatchObject({ state: 'confirmed' });
    expect(jobs.stats().failed).toBe(failed);
  });

  it('ends as refused with the cause that the router gives', async () => {
    answer = () =>
      new PacketBuilder(Code.DisconnectNak).add(ErrorCause, ErrorCause.values['Administratively-Prohibited']);
    const order = await disconnect(await openSession());
    expect(await settled(order.data.id)).toMatchObject({ state: 'refused', errorCause: 501 });
  });

  it('ends as timed out when the router is silent', async () => {
    answer = () => undefined;
    const order = await disconnect(await openSession());
    const state = await settled(order.data.id);
    expect(state).toMatchObject({ state: 'timed_out', attempts: 3, answeredAt: null, roundTripMs: null });
  });

  it('B5: about a session of another tenant is answered 404, and no packet is sent', async () => {
    answer = () => new PacketBuilder(Code.DisconnectAck);
    const sessionId = await openSession();
    const foreign = await api.call({
      as: south.token,
      method: 'POST',
      url: `/api/sessions/${sessionId}/disconnect`,
      body: {},
    });
    expect(foreign).toMatchObject({ status: 404, code: 'enforcement.session_not_found' });
    // An order of the session's own tenant afterwards is the only packet that arrives.
    const own = await disconnect(sessionId);
    await settled(own.data.id);
    expect(received).toHaveLength(1);
    expect(await api.call({ as: south.token, url: `/api/disconnects/${own.data.id}` })).toMatchObject({
      status: 404,
    });
    const listed = await api.call({ as: south.token, url: `/api/sessions/${sessionId}/disconnects` });
    expect(listed.data).toEqual([]);
  });

  it('goes to the router that reported the session, of those behind one NAS', async () => {
    answer = () => new PacketBuilder(Code.DisconnectAck);
    const [here, there] = ['127.0.2.1', '127.0.2.2'];
    const neighbour: Packet[] = [];
    const first = listenerFor(received);
    const second = listenerFor(neighbour);
    try {
      const coaPort = await first.listen({ address: here, port: 0 });
      await second.listen({ address: there, port: coaPort });
      const site = await insertNas(api.database, { tenantId: north.id }, { prefix: '127.0.2.0/24', coaPort });
      const start = { status: 'Start', atS: 0, sessionId: '81700012' } as const;
      await line.write([
        recordOf({ ...site, nasAddress: here }, { ...start, username: 'anna' }),
        recordOf({ ...site, nasAddress: there }, { ...start, username: 'ben' }),
      ]);
      await line.foldAll();
      const url = `/api/sessions?nasId=${site.nasId}&username=ben`;
      const { data } = await api.call({ as: north.token, url });
      expect(data).toMatchObject([{ nasAddress: there }]);
      const order = await disconnect(data[0].id);
      expect(await settled(order.data.id)).toMatchObject({ state: 'acknowledged' });
      expect(neighbour.map((packet) => packet.get(UserName))).toEqual(['ben']);
      expect(received).toEqual([]);
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });

  it("B5: never goes to an address that its NAS has lost, which may be another tenant's router by now", async () => {
    answer = () => new PacketBuilder(Code.DisconnectAck);
    const sessionId = await openSession();
    await moveNas('192.0.2.1/32');
    expect(await disconnect(sessionId)).toMatchObject({ status: 409, code: 'enforcement.router_left_nas' });

    const disconnectId = uuidv7();
    await insertWaitingOrder({ sessionId, disconnectId });
    await disconnectSession(deps, { tenantId: north.id, disconnectId });
    expect(await read(disconnectId)).toMatchObject({ state: 'refused', attempts: 0 });
    expect(received).toEqual([]);
  });

  it('needs the permission', async () => {
    const sessionId = await openSession();
    const reader = await api.makeStaff(north, ['sessions.read']);
    const refused = await api.call({
      as: reader.token,
      method: 'POST',
      url: `/api/sessions/${sessionId}/disconnect`,
      body: {},
    });
    expect(refused.status).toBe(403);
  });
});

function listenerFor(packets: Packet[]): RadiusServer {
  return new RadiusServer({
    role: 'dynamic-authorization',
    findClient: () => ({
      secret: new SharedSecret(nasSecret),
      messageAuthenticator: 'observe',
      data: undefined,
    }),
    handle: ({ packet }) => {
      packets.push(packet);
      return answer();
    },
  });
}

function moveNas(prefix: string) {
  return api.database
    .as('api')
    .inTenant(north.id, (tx) =>
      tx.updateTable('nas.nas').set({ prefix }).where('id', '=', nas.nasId).execute(),
    );
}

/** An order from before the NAS lost the address, whose job comes after it. */
function insertWaitingOrder({ sessionId, disconnectId }: { sessionId: string; disconnectId: string }) {
  return api.database.as('api').inTenant(north.id, (tx) =>
    tx
      .insertInto('enforcement.disconnect')
      .values({
        tenantId: north.id,
        id: disconnectId,
        sessionId,
        requestedAt: new Date(0),
        requestedByName: 'somebody',
        state: 'queued',
      })
      .execute(),
  );
}

async function openSession(): Promise<string> {
  await line.write([
    recordOf(nas, {
      status: 'Start',
      atS: 0,
      sessionId: '81700012',
      callingStationId: 'AA:BB:CC:DD:EE:FF',
      framedIp: '10.20.0.5',
    }),
  ]);
  await line.foldAll();
  const listed = await api.call({ as: north.token, url: `/api/sessions?nasId=${nas.nasId}` });
  return (listed.data as { id: string }[])[0]!.id;
}

function disconnect(sessionId: string) {
  return api.call({
    as: north.token,
    method: 'POST',
    url: `/api/sessions/${sessionId}/disconnect`,
    body: { reason: 'moved away' },
  });
}

async function read(disconnectId: string) {
  const { data } = await api.call({ as: north.token, url: `/api/disconnects/${disconnectId}` });
  return data as { state: string; attempts: number };
}

async function settled(disconnectId: string) {
  await vi.waitFor(async () => expect((await read(disconnectId)).state).not.toBe('queued'), waiting);
  return read(disconnectId);
}
