import { uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiUnderTest, type ApiUnderTest, type Call, type TenantUnderTest } from './api-under-test.ts';

/** D1: an id of another tenant, wherever it stands, is answered as an id that does not exist. */
type Method = NonNullable<Call['method']>;

let api: ApiUnderTest;
/** Whose rows are asked for. */
let theirs: TenantUnderTest;
/** Who asks, as an owner. */
let mine: TenantUnderTest;
/** One id of every kind that a path can carry. */
let foreign: Record<string, string>;
let ownPlanId: string;
let routes: { method: Method; path: string; takesBody: boolean }[];

const terms = { downloadBps: 20_000_000, uploadBps: 5_000_000, priceMinor: 1_000, currency: 'USD' };

/** For each route with a body, one that is accepted for an id of one's own. */
const bodies = (): Record<string, unknown> => ({
  'PATCH /api/tenants/{id}': { name: 'x' },
  'PATCH /api/staff/{id}': { status: 'disabled' },
  'PATCH /api/roles/{id}': { name: 'x' },
  'PATCH /api/nas/{id}': { name: 'x' },
  'POST /api/nas/{id}/secret': {},
  'PATCH /api/plans/{id}': { name: 'x' },
  'POST /api/plans/{id}/versions': { terms, applyTo: 'all' },
  'PATCH /api/subscribers/{id}': { fullName: 'x' },
  'POST /api/subscribers/{id}/status': { action: 'suspend' },
  'POST /api/subscribers/{id}/password': {},
  'POST /api/subscribers/{id}/portal-password': { portalPassword: 'a long portal password' },
  'POST /api/subscribers/{id}/mac': { binding: 'none' },
  'PATCH /api/subscriptions/{id}': { notes: 'x' },
  'POST /api/subscribers/{id}/subscriptions': { planId: ownPlanId },
  'POST /api/subscriptions/{id}/cancel': {},
  'POST /api/subscriptions/{id}/extend': { days: 1 },
  'POST /api/subscriptions/{id}/change-plan': { planId: ownPlanId, when: 'now' },
  'POST /api/sessions/{id}/disconnect': {},
});

/** What a route cannot be asked without. */
const queries: Record<string, string> = {
  'GET /api/subscribers/{id}/usage': '?from=2026-01-01&to=2026-01-31',
};

beforeAll(async () => {
  api = await startApiUnderTest();
  theirs = await api.makeTenant('theirs');
  mine = await api.makeTenant('mine');
  const made = async (url: string, body: unknown, as = theirs.token): Promise<string> => {
    const { status, data, text } = await api.call({ as, method: 'POST', url, body });
    if (status >= 300) throw new Error(`${url}: ${text}`);
    return (data as { id: string }).id;
  };
  const plan = { name: 'Home', payment: 'prepaid', service: 'any', terms };
  const planId = await made('/api/plans', plan);
  ownPlanId = await made('/api/plans', plan, mine.token);
  const nas = await made('/api/nas', { name: 'lab', prefix: '192.0.2.1', vendor: 'mikrotik' });
  const subscriber = await made('/api/subscribers', { username: 'alice', planId });
  const subscriptions = await api.call({ as: theirs.token, url: '/api/subscriptions' });
  const role = await made('/api/roles', { name: 'support', permissions: [] });
  const person = await made('/api/staff', { email: 'x@theirs.example', name: 'X', roleId: role });
  const session = await makeSession({ nas, subscriber });
  const disconnect = await made(`/api/sessions/${session}/disconnect`, {});
  const subscription = (subscriptions.data as { id: string }[])[0]!.id;
  foreign = {
    tenant: theirs.id,
    plan: planId,
    nas,
    subscriber,
    subscription,
    role,
    person,
    session,
    disconnect,
  };

  const { paths } = api.app.swagger() as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      method: method.toUpperCase() as Method,
      path,
      takesBody: requestBody !== undefined,
    })),
  );
});
afterAll(() => api.close());

async function makeSession({ nas, subscriber }: { nas: string; subscriber: string }): Promise<string> {
  const id = uuidv7();
  const at = new Date();
  await api.database.as('fold').acrossTenants((tx) =>
    tx
      .insertInto('sessions.session')
      .values({
        tenantId: theirs.id,
        id,
        nasId: nas,
        nasAddress: '192.0.2.1',
        subscriberId: subscriber,
        username: 'alice',
        acctSessionId: '1',
        epoch: 0,
        startedAt: at,
        lastSeenAt: at,
      })
      .execute(),
  );
  return id;
}

/** The answer without what differs at every request. */
async function answer(call: Call, id: string): Promise<string> {
  const { status, text } = await api.call({ as: mine.token, ...call });
  return `${status} ${text.replaceAll(id, 'ID')}`;
}

test('D1: every route with an id in its path answers for another tenant’s id as for none at all', async () => {
  const withId = routes.filter(({ path }) => path.includes('{id}'));
  expect(withId.length).toBeGreaterThan(30);
  const before = await rowsOfTheirs();
  const told: string[] = [];
  for (const { method, path, takesBody } of withId) {
    const body = bodies()[`${method} ${path}`];
    const query = queries[`${method} ${path}`] ?? '';
    if (takesBody && body === undefined) told.push(`${method} ${path} has no body in this test`);
    const ask = (id: string) =>
      answer(
        { method, url: path.replace('{id}', id) + query, revision: 1, ...(takesBody ? { body } : {}) },
        id,
      );
    const missing = await ask(uuidv7());
    for (const [kind, id] of Object.entries(foreign)) {
      const found = await ask(id);
      if (found !== missing) told.push(`${method} ${path} with their ${kind}: ${found}, not ${missing}`);
      // 403: the registry of tenants, which owners may not touch at all. An empty list tells nothing.
      if (!/^(404 |403 |200 \{"ok":true,"data":\[\],)/.test(found))
        told.push(`${method} ${path} with their ${kind} answered ${found}`);
    }
  }
  expect(told).toEqual([]);
  expect(await rowsOfTheirs()).toEqual(before);
});

test('D1: the owner of the rows is answered by the same routes', async () => {
  for (const [path, kind] of [
    ['/api/plans/{id}', 'plan'],
    ['/api/nas/{id}', 'nas'],
    ['/api/subscribers/{id}', 'subscriber'],
    ['/api/subscriptions/{id}', 'subscription'],
    ['/api/sessions/{id}', 'session'],
    ['/api/disconnects/{id}', 'disconnect'],
    ['/api/roles/{id}', 'role'],
    ['/api/staff/{id}', 'person'],
  ] as const) {
    const url = path.replace('{id}', foreign[kind]!);
    expect([path, (await api.call({ as: theirs.token, url })).status]).toEqual([path, 200]);
  }
});

test('D1: another tenant’s id in a body is refused as one that does not exist', async () => {
  const places = [
    ['nas', (id: string) => ({ url: '/api/subscribers', body: { username: 'bob', nasId: id } })],
    ['plan', (id: string) => ({ url: '/api/subscribers', body: { username: 'bob', planId: id } })],
    [
      'role',
      (id: string) => ({ url: '/api/staff', body: { email: 'y@mine.example', name: 'Y', roleId: id } }),
    ],
  ] as const;
  for (const [kind, make] of places) {
    const [found, missing] = await Promise.all(
      [foreign[kind]!, uuidv7()].map((id) => answer({ method: 'POST', ...make(id) }, id)),
    );
    expect([kind, found]).toEqual([kind, missing]);
    expect(found).toMatch(/^4\d\d /);
  }
  const own = await api.call({
    as: mine.token,
    method: 'POST',
    url: '/api/subscribers',
    body: { username: 'bob' },
  });
  const sell = (planId: string) =>
    answer(
      { method: 'POST', url: `/api/subscribers/${own.data.id as string}/subscriptions`, body: { planId } },
      planId,
    );
  const [found, missing] = [await sell(foreign['plan']!), await sell(uuidv7())];
  expect(found).toBe(missing);
  expect(found).toMatch(/^4\d\d /);
});

test('D1: another tenant’s id as a filter finds nothing', async () => {
  const filters = [
    `/api/sessions?subscriberId=${foreign['subscriber']}`,
    `/api/sessions?nasId=${foreign['nas']}`,
    `/api/subscriptions?subscriberId=${foreign['subscriber']}`,
    `/api/subscribers?nasId=${foreign['nas']}`,
    `/api/subscribers?planId=${foreign['plan']}`,
    `/api/audit?subjectId=${foreign['plan']}`,
    `/api/audit?actorId=${foreign['person']}`,
  ];
  for (const url of filters) {
    const { status, data } = await api.call({ as: mine.token, url });
    expect([url, status, data]).toEqual([url, 200, []]);
  }
});

/** Everything of theirs that the routes could have changed. */
async function rowsOfTheirs(): Promise<unknown> {
  const lists = [
    '/api/plans',
    '/api/nas',
    '/api/subscribers',
    '/api/subscriptions',
    '/api/sessions',
    '/api/roles',
  ];
  const answers = await Promise.all(
    [...lists, '/api/staff', '/api/audit', `/api/sessions/${foreign['session']}/disconnects`].map((url) =>
      api.call({ as: theirs.token, url }),
    ),
  );
  return answers.map(({ status, data }) => ({ status, data: data as unknown }));
}
