import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, uuidv7 } from '@trunkline/kit';
import { nasSecretBinding } from '@trunkline/server/modules/nas/index.ts';
import { servicePasswordBinding, usernameKey } from '@trunkline/server/modules/subscribers/index.ts';
import { readConfig } from '@trunkline/server/platform/config/index.ts';
import { Database, type Tx } from '@trunkline/server/platform/db/index.ts';
import { createKeys, type Sealer } from '@trunkline/server/platform/keys/index.ts';
import { useDatabase } from '@trunkline/server/roles/supervisor/index.ts';
import { sql } from 'kysely';
import { startProduct } from '../../server/test/support/product.ts';
import type { BenchCleanup } from './bench-cleanup.ts';
import { benchUsers, nasAddress, nasSecret, plan, stormNasAddresses, userCount } from './bench-users.ts';

/** Transactions on tables that feed the snapshot stay short, here as in the product. */
const batchRows = 500;
const snapshotLimitMs = 60_000;

export interface Trunkline {
  readonly authPort: number;
  readonly acctPort: number;
  readonly pids: Readonly<Record<'radius' | 'fold' | 'api' | 'worker', number>>;
  /** As the worker's role, which sees all tenants. */
  readonly worker: Database;
  /** Records folded into PostgreSQL so far. */
  foldedRecords(): Promise<number>;
  /** Logins in the authentication log, by what is kept of them. */
  loggedLogins(): Promise<{ kept: number; notKept: number }>;
  /** What the radius role last said of itself, at most five seconds ago. */
  radiusStats(): Promise<Record<string, unknown>>;
}

/** The whole product as `npm start` runs it, on the shared PostgreSQL, with the users of the benchmark. */
export async function startTrunkline(
  cleanup: BenchCleanup,
  { adminUrl }: { adminUrl: string },
): Promise<Trunkline> {
  process.env['DATABASE_URL'] = adminUrl;
  const starting = startProduct();
  cleanup.add(async () => (await starting.catch(() => undefined))?.stop());
  const product = await starting;
  const config = readConfig({ DATABASE_URL: adminUrl, TRUNKLINE_HOME: product.home }, product.home);
  const { urls, masterKey } = await useDatabase(
    { config, clock: systemClock, say: console.log },
    ({ urls, keys }) => Promise.resolve({ urls, masterKey: keys.masterKey }),
  );
  const open = (url: string): Database => {
    const database = new Database({
      url,
      applicationName: 'trunkline-bench',
      maxConnections: 2,
      statementTimeoutMs: 120_000,
    });
    cleanup.add(() => database.close());
    return database;
  };
  const api = open(urls.api);
  const worker = open(urls.worker);
  const tenantId = await addUsers(api, createKeys(masterKey).sealer);
  const trunkline: Trunkline = {
    authPort: product.authPort,
    acctPort: product.acctPort,
    pids: await pidsOf(worker),
    worker,
    foldedRecords: async () => {
      const { rows } = await sql<{ records: bigint }>`
        select coalesce(sum(records), 0)::bigint as records from sessions.journal_position`.execute(
        worker.kysely,
      );
      return Number(rows[0]!.records);
    },
    loggedLogins: () => api.inTenant(tenantId, countLogins),
    radiusStats: async () => {
      const { rows } = await sql<{ stats: Record<string, unknown> }>`
        select stats from platform.role_status where role = 'radius'`.execute(worker.kysely);
      return rows[0]!.stats;
    },
  };
  await untilSnapshotHasAll(trunkline);
  return trunkline;
}

async function addUsers(api: Database, sealer: Sealer): Promise<string> {
  const tenantId = uuidv7();
  await api.asOperator((tx) =>
    tx
      .insertInto('tenancy.tenant')
      .values({ id: tenantId, code: 'bench', name: 'bench', currency: 'USD', timeZone: 'UTC' })
      .execute(),
  );
  const planIds = { planId: uuidv7(), versionId: uuidv7() };
  await api.inTenant(tenantId, async (tx) => {
    for (const address of [nasAddress, ...stormNasAddresses]) await addNas(tx, { tenantId, sealer, address });
    await addPlan(tx, { tenantId, ...planIds });
  });
  const users = benchUsers();
  for (let from = 0; from < users.length; from += batchRows) {
    const rows = users.slice(from, from + batchRows).map(({ userName, password }) => {
      const id = uuidv7();
      const sealed = sealer.seal(Buffer.from(password), servicePasswordBinding({ tenantId, id }));
      const key = usernameKey(userName, { stripRealm: false, credential: 'password' });
      return { id, subscription: uuidv7(), name: userName, key, sealed: sealed.toString('base64') };
    });
    await api.inTenant(tenantId, (tx) => addSubscribers(tx, { tenantId, ...planIds, rows }));
  }
  return tenantId;
}

async function addNas(
  tx: Tx,
  { tenantId, sealer, address }: { tenantId: string; sealer: Sealer; address: string },
): Promise<void> {
  const id = uuidv7();
  const sealed = sealer.seal(Buffer.from(nasSecret), nasSecretBinding({ tenantId, id }));
  await sql`insert into nas.nas (tenant_id, id, name, prefix, secret_sealed, vendor, message_authenticator, coa_port)
    values (${tenantId}, ${id}, ${address}, ${address}, ${sealed}, 'mikrotik', 'require', 3799)`.execute(tx);
}

async function addPlan(tx: Tx, ids: { tenantId: string; planId: string; versionId: string }): Promise<void> {
  const { tenantId, planId, versionId } = ids;
  await sql`insert into plans.plan (tenant_id, id, name, payment, service, status)
    values (${tenantId}, ${planId}, ${plan.name}, 'prepaid', 'pppoe', 'on_sale')`.execute(tx);
  await sql`insert into plans.plan_version (tenant_id, id, plan_id, number, download_bps, upload_bps,
      session_timeout_s, interim_interval_s, max_sessions, pool, validity_count, validity_unit, price_minor, currency)
    values (${tenantId}, ${versionId}, ${planId}, 1, ${plan.downloadBps}, ${plan.uploadBps},
      ${plan.sessionTimeoutS}, ${plan.interimIntervalS}, ${plan.maxSessions}, ${plan.pool}, 1, 'month', 2500, 'USD')`.execute(
    tx,
  );
}

interface SubscriberRow {
  readonly id: string;
  readonly subscription: string;
  readonly name: string;
  readonly key: string;
  readonly sealed: string;
}

async function addSubscribers(
  tx: Tx,
  batch: { tenantId: string; planId: string; versionId: string; rows: readonly SubscriberRow[] },
): Promise<void> {
  const { tenantId, planId, versionId } = batch;
  const rows = sql`json_to_recordset(${JSON.stringify(batch.rows)}::json)
    as r (id uuid, subscription uuid, name text, key text, sealed text)`;
  await sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, password_sealed, status)
    select ${tenantId}, id, name, key, decode(sealed, 'base64'), 'active' from ${rows}`.execute(tx);
  await sql`insert into subscriptions.subscription (tenant_id, id, subscriber_id, plan_id, plan_version_id, status,
      assigned_at, starts_at, activated_at, expires_at)
    select ${tenantId}, subscription, id, ${planId}, ${versionId}, 'active',
      now() - interval '1 day', now() - interval '1 day', now() - interval '1 day', now() + interval '29 days'
    from ${rows}`.execute(tx);
}

async function countLogins(tx: Tx): Promise<{ kept: number; notKept: number }> {
  const { rows } = await sql<{ kept: bigint; notKept: bigint }>`
    select coalesce(sum(count) filter (where outcome <> 'not_kept'), 0)::bigint as kept,
      coalesce(sum(count) filter (where outcome = 'not_kept'), 0)::bigint as not_kept from aaa.auth_log`.execute(
    tx,
  );
  return { kept: Number(rows[0]!.kept), notKept: Number(rows[0]!.notKept) };
}

async function pidsOf(worker: Database): Promise<Trunkline['pids']> {
  const { rows } = await sql<{ role: string; pid: number }>`
    select role, pid from platform.role_status`.execute(worker.kysely);
  return Object.fromEntries(rows.map(({ role, pid }) => [role, pid])) as Trunkline['pids'];
}

/** The feed brings the rows behind their commits; the role tells every five seconds what it has. */
async function untilSnapshotHasAll(trunkline: Trunkline): Promise<void> {
  const endMs = systemClock.monotonic() + snapshotLimitMs;
  for (;;) {
    const { snapshot } = (await trunkline.radiusStats()) as { snapshot?: { subscribers: number } };
    if (snapshot && snapshot.subscribers >= userCount) return;
    if (systemClock.monotonic() > endMs) throw new Error('the radius role did not get all subscribers');
    await sleep(200);
  }
}
