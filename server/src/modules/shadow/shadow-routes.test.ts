import { ManualClock, systemClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../test/support/test-tenant.ts';
import { loadSettings, openSetting } from '../settings/index.ts';
import { addDisagreements, addShadowMinutes } from './notes/note-store.ts';
import { minuteCounts, type MinuteCount, type NotedDisagreement } from './notes/shadow-notes.ts';
import { routes } from './routes.ts';
import { forgetOldComparisons } from './status/shadow-store.ts';

const server = { address: '192.0.2.20', authPort: 1812, acctPort: 1813, uses: 'udp' };
const secret = 'shared with the other';
const clock = new ManualClock(systemClock.now());

let database: TestDatabase;
let api: TestApi;
let deps: ReturnType<typeof testDeps>;
let north: string;
let south: string;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps(database, { clock, seed: 40 });
  api = await createTestApi(routes({ ...deps, clock, mayRoutersBeLocal: false }));
  south = (await createTestTenant(database, { code: 'south' })).tenantId;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
let made = 0;
beforeEach(async () => {
  north = (await createTestTenant(database, { code: `north-${made++}` })).tenantId;
});

const read = async (tenantId = north) => (await api.call('GET /api/shadow', { tenantId })).body.data;
const put = (body: Record<string, unknown>, tenantId = north) =>
  api.call('PUT /api/shadow', { tenantId, body });
const switchTo = (to: string, anyway?: boolean) =>
  api.call('POST /api/shadow/switch', { tenantId: north, body: { to, ...(anyway && { anyway }) } });
const asProxy = () => put({ mode: 'proxy', server, secret });

/** Counted so many minutes ago, as the radius role writes it. */
const counted = (minutesAgo: number, counts: Partial<Record<MinuteCount, number>>, tenantId = north) => {
  const zeros = Object.fromEntries(minuteCounts.map((name) => [name, 0])) as Record<MinuteCount, number>;
  const minuteMs = Math.floor(clock.now() / 60_000 - minutesAgo) * 60_000;
  return database
    .as('radius')
    .acrossTenants((tx) => addShadowMinutes(tx, [{ tenantId, minuteMs, ...zeros, ...counts }]));
};
const differs = (change: Partial<NotedDisagreement> = {}) => {
  const answer = {
    decision: 'accept',
    reason: null,
    attributes: [{ name: 'Class', value: '0x01' }],
  } as const;
  const row: NotedDisagreement = {
    tenantId: north,
    subscriberId: null,
    username: 'alice',
    nasId: '0198f000-0000-7000-8000-000000000001',
    kind: 'rate_differs',
    isMild: false,
    sentence: 'Speed: 20M here, 10M there.',
    firstAtMs: clock.now(),
    lastAtMs: clock.now(),
    count: 1,
    ours: answer,
    theirs: answer,
    ...change,
  };
  return database
    .as('radius')
    .acrossTenants((tx) => addDisagreements(tx, [row], { clock, random: deps.random }));
};

describe('the other server', () => {
  test('is off until somebody says where it is; the secret is kept sealed and never shown', async () => {
    expect(await read()).toMatchObject({ mode: 'off', server: null, hasSecret: false, whyNot: 'off' });
    const answer = await asProxy();
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({ mode: 'proxy', answeredBy: 'theirs', server, hasSecret: true });
    const settings = await database.as('api').inTenant(north, (tx) => loadSettings(tx, north));
    const place = { tenantId: north, key: 'shadow.secret' } as const;
    expect(openSetting(deps.sealer, place, settings['shadow.secret']!)).toBe(secret);
    const { rows } = await database
      .as('api')
      .inTenant(north, (tx) =>
        sql<{ entry: string }>`select to_jsonb(e)::text as entry from audit.entry e`.execute(tx),
      );
    expect(rows.map(({ entry }) => entry).join()).toContain('shadow.configured');
    expect(JSON.stringify([answer.body, rows])).not.toContain(secret);
    expect(await read(south)).toMatchObject({ mode: 'off', hasSecret: false });
  });

  test('as a proxy needs an address and a secret, and the secret stays when it is not given again', async () => {
    expect((await put({ mode: 'proxy', server })).body.code).toBe('shadow.server_missing');
    expect((await put({ mode: 'proxy', server: null, secret })).body.code).toBe('shadow.server_missing');
    await asProxy();
    const moved = await put({ mode: 'proxy', server: { ...server, authPort: 1645 } });
    expect(moved.body.data).toMatchObject({ server: { authPort: 1645 }, hasSecret: true });
  });

  test('is no address of this machine, of its link, or of no single host', async () => {
    for (const address of ['127.0.0.1', '169.254.169.254', '0.0.0.0', '::1', '224.0.0.1']) {
      const answer = await put({ mode: 'proxy', server: { ...server, address }, secret });
      expect([address, answer.status, answer.body.code]).toEqual([address, 400, 'shadow.forbidden_address']);
    }
  });

  test('who begins as a proxy anew lets the other server answer', async () => {
    await asProxy();
    expect((await switchTo('ours', true)).body.data.answeredBy).toBe('ours');
    expect((await put({ mode: 'proxy', server })).body.data.answeredBy).toBe('ours');
    await put({ mode: 'off', server });
    expect((await put({ mode: 'proxy', server })).body.data.answeredBy).toBe('theirs');
  });
});

describe('the switch', () => {
  test('waits for a hundred logins in a row that were answered alike', async () => {
    await asProxy();
    expect(await read()).toMatchObject({ canSwitch: false, whyNot: 'too_few_logins', zeroSince: null });
    await counted(9, { logins: 99 });
    expect((await switchTo('ours')).body.code).toBe('shadow.not_ready');
    await counted(8, { logins: 1 });
    expect(await read()).toMatchObject({ canSwitch: true, whyNot: null, logins: 100, agreeing: 100 });
    await counted(5, { logins: 500, disagreeing: 1 });
    expect(await read()).toMatchObject({ canSwitch: false, whyNot: 'disagreements', disagreeing: 1 });
    expect((await switchTo('ours')).body).toMatchObject({ code: 'shadow.not_ready' });
    await counted(4, { logins: 100, mild: 40, unanswered: 3, relayed: 7, failed: 2 });
    const status = await read();
    expect(status).toMatchObject({ canSwitch: true, loginsSinceZero: 100, mild: 40, unanswered: 3 });
    expect(status.accounting).toEqual({ relayed: 7, failed: 2 });
    expect(Date.parse(status.zeroSince)).toBe(Math.floor(clock.now() / 60_000 - 4) * 60_000);
    expect((await switchTo('ours')).body.data.answeredBy).toBe('ours');
  });

  test('goes anyway when somebody insists, goes back at any time, and both stand in the audit log', async () => {
    await asProxy();
    await counted(1, { logins: 10, disagreeing: 10 });
    expect((await switchTo('ours', true)).body.data.answeredBy).toBe('ours');
    expect((await switchTo('theirs')).body.data.answeredBy).toBe('theirs');
    const { rows } = await database.as('api').inTenant(north, (tx) =>
      sql<{
        after: unknown;
      }>`select after from audit.entry where action = 'shadow.switched' order by id`.execute(tx),
    );
    expect(rows.map(({ after }) => after)).toMatchObject([
      { answeredBy: 'ours', anyway: true, whyNot: 'disagreements' },
      { answeredBy: 'theirs' },
    ]);
  });

  test('is refused to one who listens or who has no other server', async () => {
    expect((await switchTo('ours', true)).body.code).toBe('shadow.not_proxy');
    await put({ mode: 'listener', server: null });
    expect(await read()).toMatchObject({ canSwitch: false, whyNot: 'listener' });
    expect((await switchTo('ours', true)).body.code).toBe('shadow.not_proxy');
  });
});

const list = (query = '', tenantId = north) =>
  api.call(`GET /api/shadow/disagreements${query}`, { tenantId });

describe('disagreements', () => {
  test('of one subscriber and kind are one row, counted, with the latest answers', async () => {
    await differs();
    await differs({ lastAtMs: clock.now() + 5_000, sentence: 'later', count: 3 });
    const { data } = (await list()).body;
    expect(data).toMatchObject([{ username: 'alice', count: 4, sentence: 'later', nasName: null }]);
    expect(Date.parse(data[0].lastAt) - Date.parse(data[0].firstAt)).toBe(5_000);
    expect((await list('', south)).body.data).toEqual([]);
  });

  test('come page by page, by kind and by subscriber', async () => {
    const subscriberId = '0198f000-0000-7000-8000-00000000000a';
    for (let n = 0; n < 5; n++) await differs({ username: `user-${n}`, lastAtMs: clock.now() + n * 1_000 });
    await differs({ username: 'bob', subscriberId, kind: 'pool_extra', isMild: true });
    const first = await list('?limit=4');
    const rest = await list(`?limit=4&cursor=${first.body.meta!.nextCursor}`);
    const names = [...first.body.data, ...rest.body.data].map(({ username }) => username);
    expect(names.slice(0, 4)).toEqual(['user-4', 'user-3', 'user-2', 'user-1']);
    expect(names.slice(4).toSorted((a, b) => a.localeCompare(b))).toEqual(['bob', 'user-0']);
    expect((await list('?kind=pool_extra')).body.data).toHaveLength(1);
    expect((await list(`?subscriberId=${subscriberId}`)).body.data).toHaveLength(1);
    const kinds = (await api.call('GET /api/shadow/kinds', { tenantId: north })).body.data;
    expect(kinds).toEqual([
      { kind: 'rate_differs', isMild: false, count: 5, subscribers: 5 },
      { kind: 'pool_extra', isMild: true, count: 1, subscribers: 1 },
    ]);
  });

  test('are forgotten when staff start anew, and by themselves after a month unseen', async () => {
    await differs();
    await counted(1, { logins: 5, disagreeing: 1 });
    expect((await api.call('POST /api/shadow/forget', { tenantId: north })).status).toBe(200);
    expect((await list()).body.data).toEqual([]);
    expect(await read()).toMatchObject({ logins: 0, zeroSince: null });

    const monthAgo = clock.now() - 31 * 86_400_000;
    await differs({ username: 'old', firstAtMs: monthAgo, lastAtMs: monthAgo });
    await differs({ username: 'still', firstAtMs: monthAgo });
    await counted(31 * 24 * 60, { logins: 5 });
    await counted(1, { logins: 2 });
    await database
      .as('worker')
      .inTenant(north, (tx) => forgetOldComparisons(tx, { tenantId: north, nowMs: clock.now() }));
    expect((await list()).body.data).toMatchObject([{ username: 'still' }]);
    expect((await read()).logins).toBe(2);
  });
});

const as = (permissions: string[]) => ({ tenantId: north, permissions });

test('reading and changing need their permissions', async () => {
  for (const path of ['', '/kinds', '/disagreements'])
    expect((await api.call(`GET /api/shadow${path}`, as([]))).status).toBe(403);
  expect((await api.call('GET /api/shadow', as(['shadow.read']))).status).toBe(200);
  const put = { ...as(['shadow.read']), body: { mode: 'off', server: null } };
  expect((await api.call('PUT /api/shadow', put)).status).toBe(403);
  expect((await api.call('POST /api/shadow/forget', as(['shadow.read']))).status).toBe(403);
});
