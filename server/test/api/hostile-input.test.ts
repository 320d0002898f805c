import { uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiUnderTest, type ApiUnderTest, type Call, type TenantUnderTest } from './api-under-test.ts';

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

let api: ApiUnderTest;
let tenant: TenantUnderTest;
let routes: WriteRoute[];
let tokens: string[];
let calls = 0;

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('alpha', { isOperator: true });
  const permissions = await api.call({ as: tenant.token, url: '/api/permissions' });
  const codes = (permissions.data as { code: string }[]).map(({ code }) => code);
  tokens = [];
  while (tokens.length < clerkCount) tokens.push((await api.makeStaff(tenant, codes)).token);
  routes = await prepareRoutes();
});
afterAll(() => api.close());

test('every write route that takes a body is tried', () => {
  const { paths } = api.app.swagger() as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
  const taking = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.requestBody)
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(taking.sort());
});

test('no value in any field of any body makes the server fail, at once or when the row is read', async () => {
  const failures: string[] = [];
  for (const route of routes) {
    for (const at of leavesOf(route.body)) {
      for (const value of hostileValues) {
        const answer = await send(route, spoilt(route.body, at, value));
        if (answer.status >= 500) {
          failures.push(`${route.method} ${route.path} ${at.join('.')} = ${shown(value)}: ${answer.text}`);
        }
      }
    }
    failures.push(...(await unreadable(route)));
  }
  expect(failures).toEqual([]);
}, 240_000);

async function send({ method, url }: WriteRoute, body: unknown) {
  const request = { as: tokenFor(url), method, url, body };
  const answer = await api.call({ ...request, revision: 1 });
  const present = answer.status === 409 ? /revision (\d+) now/.exec(answer.text)?.[1] : undefined;
  return present === undefined ? answer : api.call({ ...request, revision: Number(present) });
}

/** Only the owner is an operator. */
const tokenFor = (url: string): string =>
  url.startsWith('/api/tenants') ? tenant.token : tokens[calls++ % tokens.length]!;

/** The lists in which the rows of this route would show. */
async function unreadable({ method, path }: WriteRoute): Promise<string[]> {
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
      const answer = await api.call({ as: tokenFor(url), url });
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

const terms = {
  downloadBps: 20_000_000,
  uploadBps: 5_000_000,
  burst: {
    downloadBps: 40_000_000,
    uploadBps: 10_000_000,
    thresholdDownloadBps: 15_000_000,
    thresholdUploadBps: 4_000_000,
    timeS: 8,
  },
  sessionTimeoutS: 86_400,
  idleTimeoutS: 600,
  interimIntervalS: 300,
  sessionVolumeBytes: 1_000_000,
  maxSessions: 2,
  pool: 'home',
  ipv6Pool: 'home6',
  delegatedIpv6Pool: 'homepd',
  addressList: 'online',
  customAttributes: [{ name: 'Filter-Id', value: 'fast' }],
  validity: { count: 1, unit: 'month' },
  priceMinor: 1000,
  currency: 'USD',
};
const contact = {
  fullName: 'Ali Baba',
  phones: ['+628123456789'],
  email: 'ali@example.org',
  address: 'Cave 1',
  notes: 'opens with a word',
  tags: ['cave'],
  latitude: 1.5,
  longitude: 2.5,
  maxSessions: 2,
  loginWindows: [{ days: [1, 2], from: '08:00', to: '22:00' }],
  framedIp: '10.0.0.1',
  framedIpv6Prefix: '2001:db8:1::/64',
  delegatedIpv6Prefix: '2001:db8:2::/56',
  customAttributes: [{ name: 'Filter-Id', value: 'fast' }],
};
const nasFields = {
  name: 'edge',
  description: 'on the roof',
  prefix: '192.0.2.7',
  vendor: 'mikrotik',
  messageAuthenticator: 'observe',
  coaPort: 1700,
  interimIntervalS: 300,
  swapsOctets: false,
  wrapsWithoutGigawords: false,
  isEnabled: true,
};
const tenantFields = {
  name: 'Alpha',
  company: 'Alpha Ltd',
  email: 'info@alpha.example',
  currency: 'USD',
  timeZone: 'UTC',
};
const settings = {
  'radius.stripRealm': false,
  'radius.interimIntervalSeconds': 300,
  'radius.snapshotMaxAgeSeconds': 3600,
  'radius.macAuthPassword': 'mac-secret',
  'subscriptions.graceHours': 0,
  'staff.sessionHours': 12,
};

async function prepareRoutes(): Promise<WriteRoute[]> {
  const make = async (url: string, body: Body): Promise<string> => {
    const answer = await api.call({ as: tenant.token, method: 'POST', url, body });
    if (answer.status !== 201) throw new Error(`${url}: ${answer.text}`);
    return answer.data.id as string;
  };
  const planId = await make('/api/plans', { name: 'Home', terms });
  const nasId = await make('/api/nas', { ...nasFields, name: 'core', prefix: '198.51.100.1' });
  const subscriberId = await make('/api/subscribers', { username: 'sold', planId });
  const subscriptionId = await make(`/api/subscribers/${subscriberId}/subscriptions`, { planId });
  const roleId = await make('/api/roles', { name: 'Desk', permissions: ['subscribers.read'] });
  const { id: personId } = await api.makeStaff(tenant, ['subscribers.read']);
  const other = await api.makeTenant('beta');
  const sale = {
    planId,
    startsAt: '2027-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    priority: 1,
    autoRenew: true,
    renewalPlanId: planId,
    sessionVolumeBytes: 1000,
    notes: 'for a friend',
  };
  const { planId: _plan, startsAt: _starts, expiresAt: _expires, ...editableSale } = sale;
  const ids: Record<string, string> = {
    nas: nasId,
    plans: planId,
    subscribers: subscriberId,
    subscriptions: subscriptionId,
    roles: roleId,
    staff: personId,
    tenants: other.id,
    sessions: uuidv7(),
  };
  const route = (method: 'POST' | 'PATCH', path: string, body: Body): WriteRoute => {
    const url = path.replace('{id}', ids[path.split('/')[2]!] ?? '');
    return { method, path, url, body };
  };
  return [
    route('POST', '/api/auth/login', { email: 'nobody@alpha.example', password: 'wrong', tenant: 'alpha' }),
    route('POST', '/api/auth/password', { currentPassword: 'wrong', newPassword: 'a better one than that' }),
    route('PATCH', '/api/settings', settings),
    route('PATCH', '/api/tenant', tenantFields),
    route('PATCH', '/api/tenants/{id}', { ...tenantFields, status: 'active' }),
    route('POST', '/api/tenants', {
      ...tenantFields,
      code: 'gamma',
      owner: { email: 'owner@gamma.example', name: 'Owner' },
    }),
    route('POST', '/api/roles', { name: 'Clerk', permissions: ['nas.read'] }),
    route('PATCH', '/api/roles/{id}', { name: 'Desk', permissions: ['nas.read'] }),
    route('POST', '/api/staff', { email: 'new@alpha.example', name: 'New', roleId }),
    route('PATCH', '/api/staff/{id}', { roleId, status: 'active' }),
    route('POST', '/api/nas', { ...nasFields, secret: 'a-secret-of-16-chars' }),
    route('PATCH', '/api/nas/{id}', { ...nasFields, name: 'core', prefix: '198.51.100.1' }),
    route('POST', '/api/nas/{id}/secret', { secret: 'a-secret-of-16-chars' }),
    route('POST', '/api/plans', {
      name: 'Fast',
      description: 'for all',
      payment: 'prepaid',
      service: 'pppoe',
      status: 'on_sale',
      isDefault: false,
      terms,
    }),
    route('PATCH', '/api/plans/{id}', {
      name: 'Home',
      description: 'for all',
      status: 'on_sale',
      isDefault: false,
    }),
    route('POST', '/api/plans/{id}/versions', { terms, applyTo: 'new' }),
    route('POST', '/api/subscribers', {
      ...contact,
      username: 'ali',
      nasId,
      credential: 'password',
      password: 'sesame-open',
      portalPassword: 'sesame-open',
      macBinding: 'fixed',
      macs: ['aa:bb:cc:dd:ee:ff'],
      planId,
      startsAt: '2027-01-01T00:00:00Z',
      autoRenew: true,
    }),
    route('PATCH', '/api/subscribers/{id}', { ...contact, username: 'sold', nasId }),
    route('POST', '/api/subscribers/{id}/status', { action: 'none', reason: 'asked' }),
    route('POST', '/api/subscribers/{id}/password', { password: 'sesame-open' }),
    route('POST', '/api/subscribers/{id}/portal-password', { portalPassword: 'sesame-open' }),
    route('POST', '/api/subscribers/{id}/mac', { binding: 'fixed', macs: ['aa:bb:cc:dd:ee:ff'] }),
    route('POST', '/api/subscribers/{id}/subscriptions', sale),
    route('PATCH', '/api/subscriptions/{id}', editableSale),
    route('POST', '/api/subscriptions/{id}/extend', { until: '2098-01-01T00:00:00Z', reason: 'kind' }),
    route('POST', '/api/subscriptions/{id}/change-plan', { planId, when: 'at_expiry' }),
    route('POST', '/api/subscriptions/{id}/cancel', { reason: 'moved' }),
    route('POST', '/api/sessions/{id}/disconnect', { reason: 'moved' }),
  ];
}
