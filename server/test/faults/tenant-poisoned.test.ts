import { setTimeout as delay } from 'node:timers/promises';
import {
  AcctSessionId,
  AcctStatusType,
  addPasswordProof,
  Code,
  PacketBuilder,
  RadiusClient,
  UserName,
} from '@trunkline/radius';
import { atScale, recordFigures, type Figures } from '@trunkline/test-kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import type { Tx } from '../../src/platform/db/index.ts';
import { insertNas } from '../accounting/accounting-world.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { createTestTenant, type TestTenant } from '../support/test-tenant.ts';
import { endpointOf, FaultHouse } from './fault-house.ts';
import { FloodSender } from './flood-sender.ts';
import type { Latency } from './latency-record.ts';
import { loginOnce, stationOf } from './login-once.ts';
import type { RoleProcess } from './role-process.ts';
import { SteadyLogins } from './steady-logins.ts';

const phaseMs = atScale({ ci: 500, full: 10_000 });
const perSecond = 100;
const lockMs = atScale({ ci: 2_500, full: 20_000 });
const churned = atScale({ ci: 2_000, full: 1_000_000 });
const churnedAtOnce = 5_000;
const rejects = atScale({ ci: 3_000, full: 60_000 });
const rejectsPerSecond = atScale({ ci: 3_000, full: 4_000 });
/** Text that some reader might take for something else. */
const hostile = [
  "'; drop table aaa.auth_log; --",
  '<script>alert(1)</script>',
  '=cmd()',
  '\u0000\u001b[2J',
  '\u202e',
];
const feedLimit = { timeout: atScale({ ci: 15_000, full: 300_000 }), interval: 100 };

let house: FaultHouse;
let radius: RoleProcess;
let good: TestTenant;
let client: RadiusClient;
let logins: SteadyLogins;
const names = Array.from({ length: 50 }, (_, n) => `good${n}`);
const latencies: Record<string, string> = {};

beforeEach(async () => {
  house = await FaultHouse.build(await createTestDatabase());
  good = await createTestTenant(house.database, { code: 'good' });
  await insertNas(house.database, good, { prefix: '127.0.1.1/32' });
  await house.addSubscribers(names, await house.addPlan({}, good), good);
  radius = house.role('radius');
  await radius.start();
  client = new RadiusClient({ localAddress: '127.0.1.1' });
  logins = new SteadyLogins({ client, endpoint: endpointOf(radius, 'auth'), usernames: names });
});
afterEach(async () => {
  await client.close();
  await house.tearDown();
});

it('B10: locks, churn, poisoned rows and floods of one tenant cost no login of another', async () => {
  await phase('before', delay(phaseMs));
  await phase(
    'locks',
    holdLocks(['subscribers.subscriber', 'plans.plan_version', 'nas.nas', 'aaa.auth_log'], () =>
      delay(lockMs),
    ),
  );
  await phase('poison', poison());
  await phase('churn', churn());
  await expect.poll(() => outcomeOf(names[0]!), feedLimit).toBe('accepted');
  const answered = await phase('flood', holdLocks(['aaa.auth_log'], flood));

  // Every login was answered with an Accept, and none was left in silence.
  expect([...logins.outcomes.keys()]).toEqual(['accepted']);
  // What the other tenant's changes wait for is the feed, not for ever.
  await disable(names[0]!);
  await expect.poll(() => outcomeOf(names[0]!), feedLimit).toBe(rejectReasons['aaa.disabled'].replyMessage);
  await radius.stop();
  // Each reject is a row or in a count, those too whose answer a busy machine brought too late to be heard.
  const logged = await loggedRejects();
  expect(logged).toBeGreaterThanOrEqual(answered);
  expect(logged).toBe(await countedRejects());
  recordFigures('B10', {
    churned,
    rejects,
    logins: logins.outcomes.get('accepted')!,
    ...latencies,
  } satisfies Figures);
});

async function phase<T>(name: string, work: Promise<T>): Promise<T> {
  const { p50, p99, max }: Latency = await logins.during(perSecond, work);
  latencies[name] = `p50 ${p50} p99 ${p99} max ${max} ms`;
  return work;
}

/** Nobody else can read or write these tables from before the work begins until it is done. */
async function holdLocks<T>(tables: readonly string[], work: () => Promise<T>): Promise<T> {
  const connection = await house.database.as('owner').pool.connect();
  try {
    // Longer than the pool's own limits, as a tenant's own mistake would not be stopped by them.
    await connection.query('set idle_in_transaction_session_timeout = 0');
    await connection.query(`begin; lock table ${tables.join(', ')} in access exclusive mode`);
    return await work();
  } finally {
    await connection.query('rollback').finally(() => connection.release(true));
  }
}

/** Rows that cannot be opened, and rows as large as they may be. */
async function poison(): Promise<void> {
  await inPoisonedTenant((tx) =>
    sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, password_sealed)
      select ${house.tenant.tenantId}, gen_random_uuid(), 'poison' || n, 'poison' || n, '\\xdeadbeef' from generate_series(1, 100) n`.execute(
      tx,
    ),
  );
  await inPoisonedTenant((tx) =>
    sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, credential, custom_attributes)
      select ${house.tenant.tenantId}, gen_random_uuid(), 'giant' || n, 'giant' || n, 'mac',
        (select jsonb_agg(jsonb_build_object('name', 'Reply-Message', 'value', repeat('x', 200))) from generate_series(1, 2000))
      from generate_series(1, 10) n`.execute(tx),
  );
}

/** All come, change and go, through the change feed. */
async function churn(): Promise<void> {
  const { tenantId } = house.tenant;
  for (let from = 0; from < churned; from += churnedAtOnce) {
    const to = Math.min(from + churnedAtOnce, churned) - 1;
    await inPoisonedTenant(async (tx) => {
      await sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, credential)
        select ${tenantId}, gen_random_uuid(), 'churn' || n, 'churn' || n, 'mac' from generate_series(${from}::int, ${to}::int) n`.execute(
        tx,
      );
    });
    await inPoisonedTenant((tx) =>
      sql`update subscribers.subscriber set max_sessions = 2
        where tenant_id = ${tenantId} and status <> 'closed'
          and username_key = any (array(select 'churn' || n from generate_series(${from}::int, ${to}::int) n))`.execute(
        tx,
      ),
    );
  }
}

/** Answers how many rejects the routers of the tenant got. */
async function flood(): Promise<number> {
  const wrong = new FloodSender({
    endpoint: endpointOf(radius, 'auth'),
    localAddress: '127.0.0.1',
    packetOf: (n) => {
      const request = new PacketBuilder(Code.AccessRequest);
      const userName = `${n} ${hostile[n % hostile.length]}`;
      addPasswordProof(request, { method: 'pap', userName, password: 'none' });
      return request;
    },
  });
  // A router that reports one session after the other and ends none.
  const reports = new FloodSender({
    endpoint: endpointOf(radius, 'acct'),
    localAddress: '127.0.0.1',
    packetOf: (n) =>
      new PacketBuilder(Code.AccountingRequest)
        .add(AcctStatusType, AcctStatusType.values.Start)
        .add(AcctSessionId, `never-stops-${n}`)
        .add(UserName, `giant${n % 10}`),
  });
  await Promise.all([
    wrong.send({ perSecond: rejectsPerSecond, count: rejects }),
    reports.send({ perSecond: rejectsPerSecond / 4, count: rejects / 4 }),
  ]);
  await Promise.all([wrong.close(), reports.close()]);
  return wrong.answered.size;
}

function inPoisonedTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return house.database.as('api').inTenant(house.tenant.tenantId, work);
}

async function outcomeOf(username: string): Promise<string> {
  const login = { client, endpoint: endpointOf(radius, 'auth'), username, password: username };
  return (await loginOnce({ ...login, station: stationOf(0) })).outcome;
}

async function disable(username: string): Promise<void> {
  await house.database
    .as('api')
    .inTenant(good.tenantId, (tx) =>
      tx
        .updateTable('subscribers.subscriber')
        .set({ status: 'disabled' })
        .where('tenantId', '=', good.tenantId)
        .where('username', '=', username)
        .execute(),
    );
}

async function loggedRejects(): Promise<number> {
  const { tenantId } = house.tenant;
  const { rows } = await house.database.as('api').inTenant(tenantId, (tx) =>
    sql<{ rejects: string }>`select coalesce(sum(count), 0)::text as rejects from aaa.auth_log
      where tenant_id = ${tenantId} and outcome <> 'accepted'`.execute(tx),
  );
  return Number(rows[0]!.rejects);
}

/** By the minute, which is counted apart from the log. */
async function countedRejects(): Promise<number> {
  const { tenantId } = house.tenant;
  const { rows } = await house.database.as('api').inTenant(tenantId, (tx) =>
    sql<{ rejects: string }>`select coalesce(sum(count), 0)::text as rejects from aaa.login_minute
      where tenant_id = ${tenantId} and reason <> ''`.execute(tx),
  );
  return Number(rows[0]!.rejects);
}
