import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import { createTenant, PasswordHasher } from '../../src/modules/staff/index.ts';
import { localActor } from '../../src/platform/http/index.ts';
import { createKeys, type Keys } from '../../src/platform/keys/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { buildApi } from '../../src/roles/api/build-api.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { testKeysDirectory } from '../support/test-tenant.ts';

export interface Call {
  /** A token; without one the call is anonymous. */
  as?: string;
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  body?: unknown;
  revision?: number;
  headers?: Record<string, string>;
  /** The client's address; each call has one of its own unless said, so that limits do not meet. */
  from?: string;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  code: string | undefined;
  // The tests look into answers of every shape; a wrong guess fails the test that made it.
  // eslint-disable-next-line typescript/no-explicit-any
  data: any;
  details: { field: string; message: string }[];
  meta: { nextCursor?: string | null } | undefined;
  text: string;
}

export interface TenantUnderTest {
  id: string;
  code: string;
  email: string;
  password: string;
  /** The owner's token. */
  token: string;
}

export interface StaffUnderTest {
  id: string;
  email: string;
  password: string;
  token: string;
}

export interface ApiUnderTest {
  app: FastifyInstance;
  database: TestDatabase;
  keys: Keys;
  masterKey: Buffer;
  call(call: Call): Promise<Answer>;
  /** A tenant with its owner signed in, the password already their own. */
  makeTenant(code: string, options?: { isOperator?: boolean }): Promise<TenantUnderTest>;
  signIn(who: { email: string; password: string; tenant?: string }): Promise<string>;
  /** A token of new staff of the tenant whose role holds just these permissions. */
  makeStaff(tenant: TenantUnderTest, permissions: string[]): Promise<StaffUnderTest>;
  close(): Promise<void>;
}

/** The API as the role builds it, on a database of its own, reached without a socket. */
export async function startApiUnderTest(): Promise<ApiUnderTest> {
  const database = await createTestDatabase();
  const api = database.as('api');
  const log = createLog({ name: 'api', level: 'fatal', clock: systemClock, asText: false, write: () => {} });
  const masterKey = randomBytes(32);
  const keys = createKeys(masterKey);
  const app = await buildApi({
    database: api,
    keys,
    clock: systemClock,
    random: cryptoRandom,
    log,
    trustedProxies: [],
    radius: { authPort: 1812, acctPort: 1813, radsec: { names: ['radsec.test'] } },
    keysDirectory: testKeysDirectory,
    radiusSocket: '/nowhere/radius.sock',
    mayRoutersBeLocal: true,
  });
  await app.ready();
  let callers = 0;
  const call = (request: Call): Promise<Answer> => {
    callers++;
    return send(app, { from: `10.${callers >> 16}.${(callers >> 8) & 255}.${callers & 255}`, ...request });
  };
  const signIn: ApiUnderTest['signIn'] = async ({ email, password, tenant }) => {
    const body = { email, password, tenant };
    const { status, data, text } = await call({ method: 'POST', url: '/api/auth/login', body });
    if (status !== 200) throw new Error(`sign-in failed: ${text}`);
    return (data as { token: string }).token;
  };
  /** As if the person had set the generated password themselves. */
  const acceptPassword = (tenantId: string, email: string) =>
    api.inTenant(tenantId, (tx) =>
      tx.updateTable('staff.person').set({ mustChangePassword: false }).where('email', '=', email).execute(),
    );
  const hasher = new PasswordHasher();
  return {
    app,
    database,
    keys,
    masterKey,
    call,
    signIn,
    async makeTenant(code, { isOperator = false } = {}) {
      const email = `owner@${code}.example`;
      const { tenant, owner } = await createTenant(
        { database: api, clock: systemClock, random: cryptoRandom, hasher },
        (id) => localActor('system', id),
        {
          tenant: { code, name: code, company: null, email: null, currency: 'USD', timeZone: 'UTC' },
          owner: { email, name: `Owner of ${code}`, isOperator },
        },
      );
      await acceptPassword(tenant.id, email);
      const token = await signIn({ email, password: owner.password! });
      return { id: tenant.id, code, email, password: owner.password!, token };
    },
    async makeStaff(tenant, permissions) {
      const name = randomBytes(4).toString('hex');
      const role = await call({
        as: tenant.token,
        method: 'POST',
        url: '/api/roles',
        body: { name, permissions },
      });
      const email = `${name}@${tenant.code}.example`;
      const body = { email, name, roleId: role.data.id as string };
      const added = await call({ as: tenant.token, method: 'POST', url: '/api/staff', body });
      if (added.status !== 201) throw new Error(`staff could not be added: ${added.text}`);
      await acceptPassword(tenant.id, email);
      const password = added.data.password as string;
      const token = await signIn({ email, password });
      return { id: added.data.id as string, email, password, token };
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

async function send(
  app: FastifyInstance,
  { as, method = 'GET', url, body, revision, headers, from }: Call,
): Promise<Answer> {
  const response = await app.inject({
    method,
    url,
    ...(from === undefined ? {} : { remoteAddress: from }),
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  const text = response.body;
  const isJson = String(response.headers['content-type']).startsWith('application/json');
  const answer = (isJson ? JSON.parse(text) : {}) as Partial<Answer>;
  const { code, data, details = [], meta } = answer;
  return { status: response.statusCode, headers: response.headers, code, data, details, meta, text };
}
