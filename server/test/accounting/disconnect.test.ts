import { systemClock } from '@trunkline/kit';
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
import { disconnectSession } from '../../src/modules/enforcement/index.ts';
import { closeGoneSession } from '../../src/modules/sessions/index.ts';
import { startJobRunner, type JobRunner } from '../../src/platform/jobs/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from '../api/api-under-test.ts';
import { testKeys } from '../support/test-tenant.ts';
import {
  AccountingLine,
  insertNas,
  insertSubscriber,
  nasSecret,
  recordOf,
  type TestNas,
} from './accounting-world.ts';

const log = createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false });
const waiting = { timeout: 20_000, interval: 50 };
let api: ApiUnderTest;
let north: TenantUnderTest;
let south: TenantUnderTest;
let client: RadiusClient;
let jobs: JobRunner;
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
  const deps = {
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
  listener = new RadiusServer({
    role: 'dynamic-authorization',
    findClient: () => ({
      secret: new SharedSecret(nasSecret),
      messageAuthenticator: 'observe',
      data: undefined,
    }),
    handle: ({ packet }) => {
      received.push(packet);
      return answer();
    },
  });
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

  it('is refused for a NAS that is a prefix of several addresses', async () => {
    const wide = await insertNas(api.database, { tenantId: north.id }, { prefix: `10.${addresses}.0.0/24` });
    await line.write([recordOf(wide, { status: 'Start', atS: 0, sessionId: 'w' })]);
    await line.foldAll();
    const listed = await api.call({ as: north.token, url: `/api/sessions?nasId=${wide.nasId}` });
    expect(await disconnect(listed.data[0].id)).toMatchObject({
      status: 409,
      code: 'enforcement.nas_without_address',
    });
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

describe('the list of sessions', () => {
  it('is filtered, paged, and shows a tenant its own alone', async () => {
    await openSession();
    await line.write([
      recordOf(nas, { status: 'Start', atS: 5, sessionId: 'b', username: 'ben', framedIp: '10.20.0.6' }),
      recordOf(nas, { status: 'Stop', atS: 9, sessionId: 'c', username: 'cem', download: 7n }),
    ]);
    await line.foldAll();
    const names = async (query: string, as = north.token): Promise<string[]> => {
      const listed = await api.call({ as, url: `/api/sessions?nasId=${nas.nasId}${query}` });
      return (listed.data as { username: string }[]).map((session) => session.username).toSorted();
    };
    expect(await names('')).toEqual(['anna', 'ben', 'cem']);
    expect(await names('&online=true')).toEqual(['anna', 'ben']);
    expect(await names('&online=false')).toEqual(['cem']);
    expect(await names('&ip=10.20.0.6')).toEqual(['ben']);
    expect(await names('&mac=aabb.ccdd.eeff')).toEqual(['anna']);
    expect(await names('&username=cem')).toEqual(['cem']);
    expect(await names('', south.token)).toEqual([]);
    const first = await api.call({ as: north.token, url: `/api/sessions?nasId=${nas.nasId}&limit=2` });
    const cursor = encodeURIComponent(first.meta!.nextCursor!);
    const rest = await api.call({
      as: north.token,
      url: `/api/sessions?nasId=${nas.nasId}&limit=2&cursor=${cursor}`,
    });
    expect([first.data.length, rest.data.length, rest.meta!.nextCursor]).toEqual([2, 1, null]);
    expect((await api.call({ as: north.token, url: '/api/sessions?mac=nonsense' })).status).toBe(400);
  });
});

describe('what a subscriber used', () => {
  it('is told day by day with its sum, within the tenant and within a period', async () => {
    const username = `user-of-${nas.nasId}`;
    const { subscriberId } = await insertSubscriber(api.database, { tenantId: north.id }, { username });
    const dayS = 86_400;
    await line.write([
      recordOf(nas, {
        status: 'Interim-Update',
        atS: 0,
        username,
        sessionTimeS: 10,
        upload: 1n,
        download: 5n,
      }),
      recordOf(nas, {
        status: 'Interim-Update',
        atS: dayS,
        username,
        sessionTimeS: 20,
        upload: 3n,
        download: 9n,
      }),
      recordOf(nas, { status: 'Stop', atS: 5 * dayS, username, sessionTimeS: 30, upload: 4n, download: 9n }),
    ]);
    await line.foldAll();
    const usage = (period: string, as = north.token) =>
      api.call({ as, url: `/api/subscribers/${subscriberId}/usage?${period}` });
    expect((await usage('from=2026-03-10&to=2026-03-11')).data).toEqual({
      total: { uploadBytes: 3, downloadBytes: 9, sessionTimeS: 20 },
      days: [
        { day: '2026-03-10', uploadBytes: 1, downloadBytes: 5, sessionTimeS: 10 },
        { day: '2026-03-11', uploadBytes: 2, downloadBytes: 4, sessionTimeS: 10 },
      ],
    });
    expect((await usage('from=2026-03-11&to=2026-03-10')).code).toBe('sessions.invalid_period');
    expect((await usage('from=2020-01-01&to=2026-03-10')).code).toBe('sessions.invalid_period');
    expect((await usage('from=2026-03-10&to=2026-03-11', south.token)).status).toBe(404);
    const sessions = await api.call({ as: north.token, url: `/api/subscribers/${subscriberId}/sessions` });
    expect(sessions.data).toMatchObject([{ username, uploadBytes: 4, isOnline: false }]);
  });
});

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
