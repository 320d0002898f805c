import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';
import { localActor } from '../../platform/http/index.ts';
import { recordAudit } from './index.ts';

let api: ApiUnderTest;
let tenant: TenantUnderTest;
let other: TenantUnderTest;

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('alpha');
  other = await api.makeTenant('beta');
});
afterAll(() => api.close());

const list = (query: string, as = tenant.token) => api.call({ as, url: `/api/audit${query}` });
const act = { subjectKind: 'thing', subjectId: null, subjectName: null, before: null, after: null };

test('entries are found by subject, actor and action, newest first', async () => {
  const api1 = api.database.as('api');
  await api1.inTenant(tenant.id, (tx) =>
    recordAudit(tx, localActor('cli', tenant.id), { ...act, action: 'thing.made' }),
  );
  await api1.inTenant(tenant.id, (tx) =>
    recordAudit(tx, localActor('cli', tenant.id), { ...act, action: 'thing.broken' }),
  );
  const things = await list('?subjectKind=thing');
  expect((things.data as { action: string }[]).map(({ action }) => action)).toEqual([
    'thing.broken',
    'thing.made',
  ]);
  expect((await list('?subjectKind=thing&action=thing.made')).data).toHaveLength(1);
  const signIns = await list('?action=staff.signed_in');
  const { actorId } = signIns.data[0] as { actorId: string };
  const own = await list(`?actorId=${actorId}&limit=200`);
  expect(new Set((own.data as { actorId: string }[]).map((entry) => entry.actorId))).toEqual(
    new Set([actorId]),
  );
});

test('entries are found by time: from an instant on, and before another', async () => {
  const all = (await list('?limit=200')).data as { id: string; at: string }[];
  const instants = [...new Set(all.map(({ at }) => at))].toSorted();
  expect(instants.length).toBeGreaterThan(2);
  const [from, to] = [instants[1]!, instants.at(-1)!];
  const found = (await list(`?limit=200&from=${from}&to=${to}`)).data as { id: string }[];
  const expected = all.filter(({ at }) => at >= from && at < to);
  expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  expect((await list(`?to=${instants[0]}`)).data).toEqual([]);
});

test('pages tile', async () => {
  const all = (await list('?limit=200')).data as { id: string }[];
  const seen: string[] = [];
  let cursor: string | null | undefined = '';
  do {
    const { data, meta } = await list(`?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...(data as { id: string }[]).map(({ id }) => id));
    cursor = meta?.nextCursor;
  } while (cursor);
  expect(seen).toEqual(all.map(({ id }) => id));
});

test('a tenant reads its own entries alone, and only with the permission', async () => {
  const entries = (await list('?limit=200', other.token)).data as { subjectKind: string }[];
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.some(({ subjectKind }) => subjectKind === 'thing')).toBe(false);
  const clerk = await api.makeStaff(tenant, ['settings.read']);
  expect([(await list('', clerk.token)).status, (await api.call({ url: '/api/audit' })).status]).toEqual([
    403, 401,
  ]);
});

test('an entry goes with the act that failed', async () => {
  const attempt = api.database.as('api').inTenant(tenant.id, async (tx) => {
    await recordAudit(tx, localActor('system', tenant.id), { ...act, action: 'thing.lost' });
    throw new Error('the act failed');
  });
  await expect(attempt).rejects.toThrow('the act failed');
  expect((await list('?action=thing.lost')).data).toEqual([]);
});

test('nobody writes into the log of another tenant', async () => {
  const forged = api.database
    .as('api')
    .inTenant(tenant.id, (tx) =>
      recordAudit(tx, localActor('cli', other.id), { ...act, action: 'thing.forged' }),
    );
  await expect(forged).rejects.toThrow(/row-level security/);
});

test.each(['update audit.entry set action = $$x$$', 'delete from audit.entry', 'truncate audit.entry'])(
  'the log takes no change: %s',
  async (statement) => {
    const change = (role: 'api' | 'owner') =>
      api.database.as(role).inTenant(tenant.id, (tx) => sql.raw(statement).execute(tx));
    await expect(change('api')).rejects.toThrow(/permission denied/);
    await expect(change('owner')).rejects.toThrow(/append-only/);
  },
);

test('integers beyond JSON are kept as their digits', async () => {
  await api.database.as('api').inTenant(tenant.id, (tx) =>
    recordAudit(tx, localActor('cli', tenant.id), {
      ...act,
      action: 'thing.counted',
      after: { bytes: 9007199254740993n },
    }),
  );
  expect((await list('?action=thing.counted')).data[0].after).toEqual({ bytes: '9007199254740993' });
});
