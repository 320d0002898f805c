import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { makeSelfSignedCertificate } from '@trunkline/simulators';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from '../api/api-under-test.ts';
import {
  AccountingLine,
  insertNas,
  recordOf,
  sessionsOf,
  type TestNas,
} from '../accounting/accounting-world.ts';
import { listenToEvents, type Listener } from '../support/listen-to-events.ts';
import { startTestRouter } from '../support/test-router.ts';
import { planOf, type TestRouter } from './routers-world.ts';

let api: ApiUnderTest;
let north: TenantUnderTest;
let south: TenantUnderTest;
let line: AccountingLine;
let router: TestRouter;
let url: string;
const listeners: Listener[] = [];

beforeAll(async () => {
  api = await startApiUnderTest();
  north = await api.makeTenant('north');
  south = await api.makeTenant('south');
  line = new AccountingLine(api.database);
  router = await makeRouter('10.97.0.1/32');
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave();
});
afterAll(async () => {
  await line.close();
  await api.close();
  await router.device.stop();
});

/** Sealed under the keys of this API. */
async function makeRouter(prefix: string): Promise<TestRouter> {
  const device = await startTestRouter();
  const nas = await insertNas(api.database, { tenantId: north.id }, { prefix });
  await reach(nas, { port: device.port });
  return { ...nas, device };
}

async function reach({ nasId }: TestNas, fields: Record<string, unknown>): Promise<void> {
  const { revision } = (await api.call({ url: `/api/nas/${nasId}`, as: north.token })).data;
  const body = {
    api: {
      address: '127.0.0.1',
      usesTls: false,
      username: 'trunkline',
      password: 'a-router-password',
      ...fields,
    },
  };
  const answer = await api.call({
    method: 'PATCH',
    url: `/api/nas/${nasId}`,
    as: north.token,
    body,
    revision,
  });
  expect(answer.status).toBe(200);
}

const tested = async (nas: TestNas = router) =>
  (await api.call({ method: 'POST', url: `/api/nas/${nas.nasId}/router/test`, as: north.token })).data;

async function online(
  userName: string,
): Promise<{ id: string; carry: (down: bigint) => void; end: () => void }> {
  const plan = planOf({ userName });
  const session = router.device.open(plan);
  const { sessionId, address: framedIp } = plan;
  await line.write([recordOf(router, { status: 'Start', atS: 0, username: userName, sessionId, framedIp })]);
  await line.foldAll();
  const rows = await sessionsOf(api.database, { tenantId: north.id });
  return {
    id: rows.find((row) => row.acctSessionId === sessionId)!.id,
    carry: (downloadBytes) => session.add({ uploadBytes: 0n, downloadBytes }),
    end: () => router.device.close(session),
  };
}

async function watch(id: string, token = north.token): Promise<Listener> {
  const listener = await listenToEvents(`${url}/api/sessions/${id}/rates`, token);
  listeners.push(listener);
  return listener;
}

const named = ({ events }: Listener, name: string) =>
  events.filter((event) => event.name === name).map(({ data }) => data);

describe('GET /api/sessions/{id}/rates', () => {
  test('tells each second what the router has counted since, to all who watch, by one question', async () => {
    const anna = await online('anna');
    const first = await watch(anna.id);
    const second = await watch(anna.id);
    await first.until((events) => events.some(({ name }) => name === 'rate'));
    anna.carry(1_000_000n);
    await first.until((events) =>
      events.some(({ data }) => (data as { downloadBps: number }).downloadBps > 0),
    );
    const told = named(first, 'rate').find(({ downloadBps }) => downloadBps !== 0);
    expect(told).toMatchObject({ uploadBps: 0, source: 'router', at: expect.stringMatching(/^\d{4}-/) });
    await second.until(() => named(second, 'rate').some(({ at }) => at === told!['at']));
    first.leave();
    second.leave();
    const before = await settledCount();
    expect(await settledCount()).toBe(before);
  });

  test('says why there is nothing to tell, once', async () => {
    const gone = await online('gone');
    gone.end();
    const listener = await watch(gone.id);
    await listener.until((events) => events.length > 0);
    expect(listener.events).toEqual([{ name: 'unavailable', data: { reason: 'not_there' } }]);
  });

  test("another tenant's session is not there, and who may not see sessions is refused", async () => {
    const bob = await online('bob');
    const listener = await watch(bob.id, south.token);
    await listener.until((events) => events.length > 0);
    expect(listener.events).toEqual([{ name: 'unavailable', data: { reason: 'not_found' } }]);
    const nobody = await fetch(`${url}/api/sessions/${bob.id}/rates`);
    expect(nobody.status).toBe(401);
    const odd = await fetch(`${url}/api/sessions/1/rates`, {
      headers: { authorization: `Bearer ${north.token}` },
    });
    expect(odd.status).toBe(400);
  });
});

/** What the router was asked, once nothing more is under way. */
async function settledCount(): Promise<number> {
  const { record } = router.device;
  let before: number;
  do {
    before = record.count;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
  } while (record.count !== before);
  return before;
}

describe('POST /api/nas/{id}/router/test', () => {
  test('a router that lets us in is described, and nothing on it is changed', async () => {
    router.device.record.clear();
    expect(await tested()).toMatchObject({
      failure: null,
      identity: 'sim-router',
      version: expect.stringContaining('7.15.3'),
      coaPort: 1700,
      findings: [{ code: 'incoming_port_differs' }],
    });
    const written = router.device.record.commands.filter(([command]) => !command!.endsWith('/print'));
    expect(written).toEqual([['/queue/simple/set', '=.id=*FFFFFFF0', '=comment=trunkline']]);
  });

  test('names what is wrong', async () => {
    const { device } = router;
    await reach(router, { port: device.port, password: 'another-password' });
    expect((await tested()).failure.kind).toBe('wrong_password');
    const web = createServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    await once(web.listen(0, '127.0.0.1'), 'listening');
    await reach(router, { port: (web.address() as AddressInfo).port, usesTls: true });
    expect((await tested()).failure.kind).toBe('tls_failed');
    web.close();
    await reach(router, { port: 1 });
    expect((await tested()).failure.kind).toBe('refused');
    await reach(router, { port: device.port });
    device.setFaults({ trap: { path: '/ppp/aaa', message: 'not enough permissions (9)', category: 4 } });
    expect((await tested()).failure.kind).toBe('missing_policy');
    device.setFaults({
      trap: { path: '/queue/simple/set', message: 'not enough permissions (9)', category: 4 },
    });
    expect((await tested()).findings.map(({ code }: { code: string }) => code)).toContain('cannot_write');
    device.setFaults({ trap: undefined, instead: 'garbage' });
    expect((await tested()).failure.kind).toBe('not_routeros');
    device.setFaults({ instead: undefined });
    Object.assign(device.state.setting('/radius/incoming'), { accept: 'false' });
    Object.assign(device.state.setting('/ppp/aaa'), { 'use-radius': 'false', accounting: 'false' });
    expect((await tested()).findings.map(({ code }: { code: string }) => code)).toEqual([
      'incoming_off',
      'radius_off',
      'accounting_off',
    ]);
  });

  test('learns the certificate, in the log under who asked, and refuses another', async () => {
    const listen = { address: '127.0.0.1', port: 0 };
    const certificate = makeSelfSignedCertificate('first');
    const first = await startTestRouter({ tls: { listen, certificate } });
    const nas = await insertNas(api.database, { tenantId: north.id }, { prefix: '10.97.0.2/32' });
    const port = first.tlsPort!;
    await reach(nas, { port, usesTls: true });
    expect(await tested(nas)).toMatchObject({ failure: null, fingerprint: certificate.fingerprint });
    await tested(nas);
    const log = await api.database
      .as('api')
      .inTenant(north.id, (tx) =>
        tx
          .selectFrom('audit.entry')
          .select('after')
          .where('action', '=', 'nas.certificate_learned')
          .execute(),
      );
    expect(log.map(({ after }) => after)).toEqual([{ fingerprint: certificate.fingerprint }]);
    await first.stop();
    const second = await startTestRouter({
      tls: { listen: { ...listen, port }, certificate: makeSelfSignedCertificate('second') },
    });
    expect((await tested(nas)).failure.kind).toBe('fingerprint_changed');
    await second.stop();
  });

  test('a NAS without an API is refused with what to do', async () => {
    const nas = await insertNas(api.database, { tenantId: north.id }, { prefix: '10.97.0.3/32' });
    const refused = await api.call({
      method: 'POST',
      url: `/api/nas/${nas.nasId}/router/test`,
      as: north.token,
    });
    expect([refused.status, refused.code]).toEqual([409, 'routers.no_api']);
    expect((await api.call({ url: `/api/nas/${nas.nasId}/router`, as: north.token })).data).toEqual({
      hasApi: false,
      syncsUsage: true,
      state: null,
    });
  });
});
