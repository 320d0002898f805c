import { request as httpRequest, Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SeededRandom, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database, Tx } from '../../src/platform/db/index.ts';
import { isDatabaseAway } from '../../src/platform/http/index.ts';
import { startApiUnderTest, type ApiUnderTest, type TenantUnderTest } from './api-under-test.ts';

const tenantCount = 50;
const parallel = 200;
const requestCount = 10_000;
const seed = 20_261_121;

let api: ApiUnderTest;
/** The very pool that the API uses, so that direct use and requests share its connections. */
let pool: Database;
let tenants: TenantUnderTest[];
let port: number;
const agent = new Agent({ keepAlive: true, maxSockets: parallel });
const random = new SeededRandom(seed);

beforeAll(async () => {
  api = await startApiUnderTest();
  pool = api.database.as('api');
  tenants = [];
  for (let number = 0; number < tenantCount; number++) tenants.push(await api.makeTenant(`isp-${number}`));
  for (const { id, code } of tenants) {
    await pool.inTenant(id, (tx) =>
      tx
        .insertInto('settings.setting')
        .values({ tenantId: id, key: `mark ${code}`, value: '1' })
        .execute(),
    );
  }
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  port = (api.app.server.address() as AddressInfo).port;
});
afterAll(async () => {
  agent.destroy();
  await api.close();
});

interface Tally {
  answered: number;
  cutOff: number;
  failedOnPurpose: number;
  foreign: string[];
  unexpected: string[];
}

test(`D3: 200 requests at a time of 50 tenants with aborts, timeouts and cancels show no foreign row (seed ${seed})`, async () => {
  const tally: Tally = { answered: 0, cutOff: 0, failedOnPurpose: 0, foreign: [], unexpected: [] };
  let left = requestCount;
  const runner = async (): Promise<void> => {
    while (left-- > 0) {
      const tenant = tenants[random.integer(tenantCount)]!;
      const choice = random.integer(100);
      if (choice < 55) await readOverHttp(tenant, tally);
      else if (choice < 65) await abortOverHttp(tenant, tally);
      else if (choice < 90) await readDirectly(tenant, tally);
      else await failDirectly(tenant, tally, random.integer(5));
    }
  };
  await Promise.all(Array.from({ length: parallel }, runner));
  expect(tally.foreign).toEqual([]);
  expect(tally.unexpected).toEqual([]);
  expect(tally.answered).toBeGreaterThan(requestCount * 0.5);
  expect(tally.cutOff).toBeGreaterThan(100);
  expect(tally.failedOnPurpose).toBeGreaterThan(500);
});

test('D3: after all that, a connection of the pool without a tenant sees nothing', async () => {
  const seen = await Promise.all(
    Array.from({ length: 50 }, () =>
      pool.acrossTenants(async (tx) => ({
        rows: await tx.selectFrom('settings.setting').select('key').execute(),
        tenant: (await sql<{ tenant: string | null }>`select platform.tenant() as tenant`.execute(tx))
          .rows[0]!.tenant,
      })),
    ),
  );
  for (const { rows, tenant } of seen) expect([rows, tenant]).toEqual([[], null]);
});

const paths = ['/api/tenant', '/api/staff', '/api/audit?limit=5'];

async function readOverHttp(tenant: TenantUnderTest, tally: Tally): Promise<void> {
  const { status, text } = await get(tenant, paths[random.integer(paths.length)]!);
  // 200 at a time share a few connections: on a busy machine some wait too long, which is one way to be cut off.
  if (status === 503) tally.cutOff++;
  else if (status === 200) tally.answered++;
  else tally.unexpected.push(`${status} ${text.slice(0, 200)}`);
  noteForeign(tenant, text, tally);
}

/** Every name in these answers carries its tenant's code, so whose rows they are can be read off. */
function noteForeign({ code }: TenantUnderTest, text: string, tally: Tally): void {
  const codes = text.match(/isp-\d+/g) ?? [];
  if (codes.some((found) => found !== code)) tally.foreign.push(`${code} was shown ${text.slice(0, 200)}`);
}

function get({ token }: TenantUnderTest, path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = httpRequest({ host: '127.0.0.1', port, path, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** A client that goes away while its transaction runs. */
function abortOverHttp({ token }: TenantUnderTest, tally: Tally): Promise<void> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = httpRequest({ host: '127.0.0.1', port, path: '/api/staff', agent, headers }, (response) => {
      response.resume();
      response.on('close', resolve);
    });
    sent.on('error', () => {
      tally.cutOff++;
      resolve();
    });
    sent.end();
    setTimeout(() => sent.destroy(), random.integer(6));
  });
}

function selectAll(tx: Tx): Promise<{ tenantId: string; key: string }[]> {
  return tx.selectFrom('settings.setting').select(['tenantId', 'key']).execute();
}

/** Asks without naming the tenant: only row-level security decides. */
async function readDirectly(tenant: TenantUnderTest, tally: Tally): Promise<void> {
  const isReadOnly = random.integer(2) === 0;
  const read = isReadOnly ? pool.readInTenant(tenant.id, selectAll) : pool.inTenant(tenant.id, selectAll);
  const rows = await read.catch((error: unknown) => {
    if (isDatabaseAway(error)) return undefined;
    throw error;
  });
  if (!rows) {
    tally.cutOff++;
    return;
  }
  tally.answered++;
  if (rows.length !== 1) tally.unexpected.push(`${tenant.code} saw ${rows.length} of its one row`);
  for (const row of rows) if (row.tenantId !== tenant.id) tally.foreign.push(`${tenant.code} saw ${row.key}`);
}

/** The ways in which a transaction ends badly with the tenant set; the last is that of a read, which has no other. */
async function failDirectly(tenant: TenantUnderTest, tally: Tally, way: number): Promise<void> {
  try {
    if (way === 4) await pool.readInTenant(tenant.id, (tx) => sql`select 1 / 0`.execute(tx));
    await pool.inTenant(tenant.id, async (tx) => {
      await tx
        .insertInto('settings.setting')
        .values({ tenantId: tenant.id, key: uuidv7(), value: '1' })
        .execute();
      if (way === 0) throw new Error('thrown in the middle');
      if (way === 1) {
        await sql`select set_config('statement_timeout', '1', true)`.execute(tx);
        await sql`select pg_sleep(1)`.execute(tx);
      }
      if (way === 2) await sql`select pg_cancel_backend(pg_backend_pid()), pg_sleep(1)`.execute(tx);
      await sql`select 1 / 0`.execute(tx);
    });
    tally.unexpected.push('a transaction that had to fail went through');
  } catch {
    tally.failedOnPurpose++;
  }
}
