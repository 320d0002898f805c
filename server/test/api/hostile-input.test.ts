import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiUnderTest, type ApiUnderTest, type Call, type TenantUnderTest } from './api-under-test.ts';
import { makeHouse } from './route-house.ts';
import { routeMatrix } from './route-matrix.ts';
import { pathOf } from './route-matrix-row.ts';

type Body = { [field: string]: unknown };

interface WriteRoute {
  method: NonNullable<Call['method']>;
  /** As in the OpenAPI file. */
  path: string;
  /** With the id of a row that exists. */
  url: string;
  /** A body that the route takes, with every field of it, so that each can be spoilt by itself. */
  body: Body;
}

/** What each field is given in turn. None may do more than be refused or be kept and read again. */
const hostileValues: unknown[] = [
  '',
  ' ',
  'a'.repeat(100_000),
  'İ'.repeat(128),
  '\u0958'.repeat(100),
  '\u0001\u001b[2J',
  '\u202e\u2028',
  "'; drop table tenancy.tenant; --",
  '{"$ne":null}',
  '__proto__',
  'constructor',
  '=cmd()',
  '0x',
  '-1',
  '1e3',
  'NaN',
  '4294967296',
  ' 2001:db8::/64 ',
  '2001:db8::/064',
  '2001:db8::1/64',
  '::ffff:192.0.2.1/128',
  '::ffff:192.0.2.1',
  'fe80::1%eth0',
  '1.2.3.4/33',
  '0.0.0.0/0',
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-12:00',
  '2027-02-29T00:00:00Z',
  '24:00',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  0,
  -1,
  0.5,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  -1e308,
  true,
  null,
  [],
  Array.from({ length: 5000 }, () => 'x'),
  [[[[]]]],
  {},
  { constructor: { prototype: { isOwner: true } } },
];
/** They take turns, because a session has a limit of requests a minute. */
const clerkCount = 14;
/** So has a tenant: three of them share what is to be tried. */
const tenantCodes = ['alpha', 'beta', 'delta'];

interface Side {
  owner: TenantUnderTest;
  clerks: string[];
  routes: WriteRoute[];
}

let api: ApiUnderTest;
let sides: Side[];
let calls = 0;

beforeAll(async () => {
  api = await startApiUnderTest();
  const other = await api.makeTenant('gamma');
  sides = [];
  for (const code of tenantCodes) sides.push(await prepareSide(code, other));
  // Among what is kept is that the tenant asks for a second factor; who has none would only be sent to set it up.
  await sql`insert into staff.second_factor (person_id, secret_sealed, confirmed_at)
    select id, '\\x00', now() from staff.person`.execute(api.database.as('owner').kysely);
});
afterAll(() => api.close());

test('no value in any field of any body makes the server fail, at once or when the row is read', async () => {
  const failures: string[] = [];
  for (const [place, { body }] of sides[0]!.routes.entries()) {
    for (const at of leavesOf(body)) {
      for (const value of hostileValues) {
        const side = sides[calls++ % sides.length]!;
        const route = side.routes[place]!;
        const answer = await send(side, route, spoilt(route.body, at, value));
        if (answer.status >= 500) {
          failures.push(`${route.method} ${route.path} ${at.join('.')} = ${shown(value)}: ${answer.text}`);
        }
      }
    }
    for (const side of sides) failures.push(...(await unreadable(side, side.routes[place]!)));
  }
  expect(failures).toEqual([]);
}, 240_000);

async function send(side: Side, { method, url }: WriteRoute, body: unknown) {
  const request = { as: tokenFor(side, url), method, url, body };
  const answer = await api.call({ ...request, revision: 1 });
  const present = answer.status === 409 ? /revision (\d+) now/.exec(answer.text)?.[1] : undefined;
  return present === undefined ? answer : api.call({ ...request, revision: Number(present) });
}

/** Only the owner is an operator. */
const tokenFor = ({ owner, clerks }: Side, url: string): string =>
  url.startsWith('/api/tenants') ? owner.token : clerks[Math.floor(calls / sides.length) % clerks.length]!;

/** The lists in which the rows of this route would show. */
async function unreadable(side: Side, { method, path }: WriteRoute): Promise<string[]> {
  const failures: string[] = [];
  for (const list of [
    'subscribers',
    'subscriptions',
    'plans',
    'nas',
    'staff',
    'roles',
    'tenants',
    'audit',
    'settings',
  ]) {
    let cursor: string | null | undefined;
    do {
      const page = list === 'settings' ? '' : `?limit=200${cursor ? `&cursor=${cursor}` : ''}`;
      const url = `/api/${list}${page}`;
      const answer = await api.call({ as: tokenFor(side, url), url });
      if (answer.status !== 200) failures.push(`after ${method} ${path}: ${list} answers ${answer.text}`);
      // The newest entries are enough of the audit log.
      cursor = list === 'audit' ? null : answer.meta?.nextCursor;
    } while (cursor);
  }
  return failures;
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}

/** The ways to every value in a body, its objects and arrays included. */
function leavesOf(value: unknown, at: string[] = []): string[][] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...at, name]))
      : [];
  return at.length > 0 ? [at, ...inner] : inner;
}

function spoilt(body: Body, at: string[], value: unknown): Body {
  const copy = structuredClone(body);
  let place = copy;
  for (const step of at.slice(0, -1)) place = place[step] as Body;
  place[at.at(-1)!] = value;
  return copy;
}

async function prepareSide(code: string, other: TenantUnderTest): Promise<Side> {
  const owner = await api.makeTenant(code, { isOperator: true });
  const permissions = await api.call({ as: owner.token, url: '/api/permissions' });
  const codes = (permissions.data as { code: string }[]).map((permission) => permission.code);
  const clerks: string[] = [];
  while (clerks.length < clerkCount) clerks.push((await api.makeStaff(owner, codes)).token);
  return { owner, clerks, routes: await prepareRoutes(owner, other) };
}

/** Every route that takes a body, with the id of a row that exists; the route matrix has all of them. */
async function prepareRoutes(tenant: TenantUnderTest, other: TenantUnderTest): Promise<WriteRoute[]> {
  const house = await makeHouse(api, tenant);
  return routeMatrix.flatMap((row) => {
    const { method, path, id, body } = row;
    if (!body) return [];
    const url = pathOf(row, house, id === 'tenant' ? other.id : undefined);
    return [{ method, path, url, body: body(house) }];
  });
}
