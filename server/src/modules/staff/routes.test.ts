import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '@trunkline/kit';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';

let api: ApiUnderTest;
let tenant: TenantUnderTest;
let other: TenantUnderTest;
let ownerRoleId: string;
let ownerId: string;

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('alpha');
  other = await api.makeTenant('beta');
  const me = await api.call({ as: tenant.token, url: '/api/auth/me' });
  ownerRoleId = me.data.role.id as string;
  ownerId = me.data.id as string;
});
afterAll(() => api.close());

const makeRole = (name: string, permissions: string[], as = tenant.token) =>
  api.call({ as, method: 'POST', url: '/api/roles', body: { name, permissions } });
const patchStaff = (id: string, body: unknown, { as = tenant.token, revision = 1 } = {}) =>
  api.call({ as, method: 'PATCH', url: `/api/staff/${id}`, body, revision });

test('without a session 401, without the permission 403, for everything about staff', async () => {
  const { token } = await api.makeStaff(tenant, ['audit.read']);
  const calls = [
    { url: '/api/staff' },
    { url: '/api/roles' },
    { method: 'POST', url: '/api/staff' },
    { method: 'POST', url: '/api/roles' },
    { method: 'PATCH', url: `/api/staff/${ownerId}` },
    { method: 'PATCH', url: `/api/roles/${ownerRoleId}` },
    { method: 'DELETE', url: `/api/roles/${ownerRoleId}` },
    { method: 'GET', url: '/api/tenants' },
    { method: 'POST', url: '/api/tenants' },
  ] as const;
  for (const call of calls) {
    expect([call.url, (await api.call(call)).status]).toEqual([call.url, 401]);
    expect([call.url, (await api.call({ ...call, as: token })).status]).toEqual([call.url, 403]);
  }
});

test('another tenant’s people and roles are not there', async () => {
  expect((await patchStaff(ownerId, { status: 'disabled' }, { as: other.token })).status).toBe(404);
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    const body = method === 'PATCH' ? { body: { name: 'mine' }, revision: 1 } : {};
    const answer = await api.call({ as: other.token, method, url: `/api/roles/${ownerRoleId}`, ...body });
    expect([method, answer.status]).toEqual([method, 404]);
  }
  const granted = await api.call({
    as: other.token,
    method: 'POST',
    url: '/api/staff',
    body: { email: 'x@beta.example', name: 'X', roleId: ownerRoleId },
  });
  expect([granted.status, granted.code]).toEqual([400, 'staff.unknown_role']);
});

test('a role holds each permission once, in the order of the list; unknown ones are named', async () => {
  const made = await makeRole('support', ['staff.read', 'audit.read', 'staff.read']);
  expect([made.status, made.data.permissions]).toEqual([201, ['audit.read', 'staff.read']]);
  const unknown = await makeRole('wrong', ['staff.read', 'staff.fly']);
  expect([unknown.status, unknown.code]).toEqual([400, 'staff.unknown_permission']);
  expect(unknown.details[0]!.message).toContain('staff.fly');
  const taken = await makeRole('SUPPORT', []);
  expect([taken.status, taken.code]).toEqual([409, 'staff.role_name_taken']);
});

test('nobody grants, takes away or touches rights that they do not hold', async () => {
  const clerk = await api.makeStaff(tenant, ['staff.read', 'staff.write', 'staff.write_roles']);
  const strong = (await makeRole('strong', ['nas.write'])).data as { id: string };
  expect((await makeRole('sly', ['nas.write'], clerk.token)).code).toBe('staff.cannot_grant');
  const weaken = await api.call({
    as: clerk.token,
    method: 'PATCH',
    url: `/api/roles/${strong.id}`,
    body: { permissions: [] },
    revision: 1,
  });
  expect([weaken.status, weaken.code]).toEqual([403, 'staff.outranked']);
  const remove = await api.call({ as: clerk.token, method: 'DELETE', url: `/api/roles/${strong.id}` });
  expect(remove.code).toBe('staff.outranked');
  for (const roleId of [strong.id, ownerRoleId]) {
    const body = { email: `p${roleId.slice(-4)}@alpha.example`, name: 'P', roleId };
    const added = await api.call({ as: clerk.token, method: 'POST', url: '/api/staff', body });
    expect([added.status, added.code]).toEqual([403, 'staff.cannot_grant']);
    expect((await patchStaff(clerk.id, { roleId }, { as: clerk.token })).code).toBe('staff.cannot_grant');
  }
  expect((await patchStaff(ownerId, { status: 'disabled' }, { as: clerk.token })).code).toBe(
    'staff.outranked',
  );
});

test('a person added at once by two tenants is one person, who gets one password', async () => {
  const other = await api.makeTenant('gamma');
  const [here, there] = [await makeRole('visitor', []), await makeRole('visitor', [], other.token)];
  const add = (n: number, as: string, roleId: string) => {
    const body = { email: `both${n}@example.org`, name: 'Both', roleId };
    return api.call({ as, method: 'POST', url: '/api/staff', body });
  };
  const pairs = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      Promise.all([add(n, tenant.token, here.data.id), add(n, other.token, there.data.id)]),
    ),
  );
  for (const added of pairs) {
    expect(added.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(added.map(({ data }) => data.id as string)).size).toBe(1);
    expect(added.filter(({ data }) => data.password !== null)).toHaveLength(1);
  }
});

test('the last owner stays an owner, also when two owners disable each other at once', async () => {
  for (const change of [
    { status: 'disabled' },
    { roleId: (await makeRole('lesser', [])).data.id as string },
  ]) {
    const refused = await patchStaff(ownerId, change);
    expect([refused.status, refused.code]).toEqual([409, 'staff.last_owner']);
  }
  const second = await api.call({
    as: tenant.token,
    method: 'POST',
    url: '/api/staff',
    body: { email: 'second@alpha.example', name: 'Second', roleId: ownerRoleId },
  });
  const both = await Promise.all(
    [ownerId, second.data.id as string].map((id) => patchStaff(id, { status: 'disabled' })),
  );
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const owners = await api.database
    .as('api')
    .inTenant(tenant.id, (tx) =>
      tx
        .selectFrom('staff.membership')
        .select('personId')
        .where('roleId', '=', ownerRoleId)
        .where('status', '=', 'active')
        .execute(),
    );
  expect(owners).toHaveLength(1);
  await api.database
    .as('api')
    .inTenant(tenant.id, (tx) =>
      tx
        .updateTable('staff.membership')
        .set({ status: 'active' })
        .where('roleId', '=', ownerRoleId)
        .execute(),
    );
  tenant = { ...tenant, token: await api.signIn(tenant) };
});

test('a change of role or status holds at the next request', async () => {
  const person = await api.makeStaff(tenant, ['audit.read']);
  const read = () => api.call({ as: person.token, url: '/api/audit' });
  expect((await read()).status).toBe(200);
  const none = (await makeRole('nothing', [])).data.id as string;
  const moved = await patchStaff(person.id, { roleId: none });
  expect([moved.status, moved.data.revision]).toEqual([200, 2]);
  expect((await read()).status).toBe(403);
  const widened = await api.call({
    as: tenant.token,
    method: 'PATCH',
    url: `/api/roles/${none}`,
    body: { permissions: ['audit.read'] },
    revision: 1,
  });
  expect(widened.status).toBe(200);
  expect((await read()).status).toBe(200);
  expect((await patchStaff(person.id, { status: 'disabled' }, { revision: 2 })).status).toBe(200);
  expect((await read()).status).toBe(401);
});

test('a stale revision answers 409 with the present row and changes nothing', async () => {
  const person = await api.makeStaff(tenant, ['audit.read']);
  const stale = await patchStaff(person.id, { status: 'disabled' }, { revision: 7 });
  expect([stale.status, stale.code, stale.data.status, stale.data.revision]).toEqual([
    409,
    'staff.revision_conflict',
    'active',
    1,
  ]);
});

test('the owner role is fixed, and a role that someone has is not deleted', async () => {
  const url = `/api/roles/${ownerRoleId}`;
  const change = await api.call({ as: tenant.token, method: 'PATCH', url, body: { name: 'x' }, revision: 1 });
  expect([change.status, change.code]).toEqual([409, 'staff.owner_role_fixed']);
  expect((await api.call({ as: tenant.token, method: 'DELETE', url })).code).toBe('staff.owner_role_fixed');
  const person = await api.makeStaff(tenant, []);
  const shown = await api.call({ as: tenant.token, url: `/api/staff/${person.id}` });
  const roleUrl = `/api/roles/${shown.data.role.id as string}`;
  expect((await api.call({ as: tenant.token, method: 'DELETE', url: roleUrl })).code).toBe(
    'staff.role_in_use',
  );
  const free = (await makeRole('free', [])).data.id as string;
  expect((await api.call({ as: tenant.token, method: 'DELETE', url: `/api/roles/${free}` })).status).toBe(
    200,
  );
  expect((await api.call({ as: tenant.token, url: `/api/roles/${free}` })).status).toBe(404);
});

test('who works here already is not added twice', async () => {
  const body = { email: tenant.email, name: 'Again', roleId: ownerRoleId };
  const again = await api.call({ as: tenant.token, method: 'POST', url: '/api/staff', body });
  expect([again.status, again.code]).toEqual([409, 'staff.already_member']);
});

test('pages of staff tile: nobody twice, nobody left out', async () => {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const url = `/api/staff?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
    const { data, meta } = await api.call({ as: tenant.token, url });
    seen.push(...(data as { id: string }[]).map(({ id }) => id));
    cursor = meta?.nextCursor;
  } while (cursor);
  const all = await api.call({ as: tenant.token, url: '/api/staff?limit=200' });
  expect(seen).toEqual((all.data as { id: string }[]).map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
});

test('an unknown person is 404, a malformed id 400', async () => {
  expect((await patchStaff(uuidv7(), { status: 'disabled' })).status).toBe(404);
  expect((await patchStaff('7', { status: 'disabled' })).details[0]?.field).toBe('id');
});
