import { setTimeout as delay } from 'node:timers/promises';
import { ManualClock, SeededRandom } from '@trunkline/kit';
import { sql } from 'kysely';
import { Client } from 'pg';
import { insertNas } from '../../../test/accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestTenant, testKeys, type TestTenant } from '../../../test/support/test-tenant.ts';
import { FreeradiusSync } from './sync/freeradius-sync.ts';
import { turnOff, turnOn, type OpenedLogin } from './switch/switch-bridge.ts';

export const startMs = Date.parse('2026-03-02T12:00:00Z');

const mostTries = 500;
let tenants = 0;
let addresses = 0;

export interface SeenRow {
  readonly name: string;
  readonly attribute: string;
  readonly op: string;
  readonly value: string;
}

/** Tenants whose bridge is on, and a worker that is asked for one look at a time. */
export class BridgeWorld {
  readonly database: TestDatabase;
  readonly clock = new ManualClock(startMs);
  readonly sales: Sales;
  readonly faults: unknown[] = [];
  readonly sync: FreeradiusSync;
  readonly #random = new SeededRandom(7);
  readonly #on: TestTenant[] = [];

  private constructor(database: TestDatabase) {
    this.database = database;
    this.sales = createSales(database, { clock: this.clock, seed: 11 });
    this.sync = this.worker();
  }

  static async create(): Promise<BridgeWorld> {
    return new BridgeWorld(await createTestDatabase());
  }

  /** One more worker. */
  worker(): FreeradiusSync {
    return new FreeradiusSync({
      database: this.database.as('worker'),
      sealer: testKeys.sealer,
      clock: this.clock,
      random: new SeededRandom(5),
      onFault: (error) => this.faults.push(error),
      onLookFault: (error) => this.faults.push(error),
    });
  }

  get deps() {
    const { clock } = this;
    return { database: this.database.as('api'), sealer: testKeys.sealer, clock, random: this.#random };
  }

  /** With the bridge on and one router. */
  async tenant(options: { timeZone?: string; vendors?: string[] } = {}): Promise<TestTenant & OpenedLogin> {
    const { timeZone = 'UTC', vendors = ['mikrotik'] } = options;
    const tenant = await createTestTenant(this.database, { code: `bridge-${++tenants}`, timeZone });
    for (const vendor of vendors) await this.nas(tenant, { vendor });
    const login = await turnOn(this.deps, tenant.actor);
    this.#on.push(tenant);
    return { ...tenant, ...login };
  }

  async nas(tenant: TestTenant, fields: { vendor?: string; name?: string } = {}): Promise<string> {
    const number = ++addresses;
    const prefix = `198.18.${number >> 8}.${number & 255}/32`;
    return (await insertNas(this.database, tenant, { prefix, ...fields })).nasId;
  }

  /** One look, when the feed has got past what was committed so far: others at work in the same server hold it up. */
  async look(): Promise<void> {
    await this.settled();
    await this.sync.look();
  }

  async settled(): Promise<void> {
    const worker = this.database.as('worker');
    const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(
      worker.kysely,
    );
    for (let tries = 0; tries < mostTries; tries++) {
      const { rows: now } = await sql<{ isPast: boolean }>`
        select pg_snapshot_xmin(pg_current_snapshot()) > ${rows[0]!.xid}::xid8 as is_past`.execute(
        worker.kysely,
      );
      if (now[0]!.isPast) return;
      await delay(20);
    }
    throw new Error('a transaction of somebody else does not end');
  }

  /** As FreeRADIUS with the tenant's own login. */
  async freeradius({ databaseRole, password }: OpenedLogin): Promise<Client> {
    const url = new URL(this.database.urls.api);
    const client = new Client({
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: databaseRole,
      password,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async rows(
    tenant: TestTenant,
    table: 'radcheck' | 'radreply' | 'radgroupreply' | 'radgroupcheck',
    name?: string,
  ): Promise<SeenRow[]> {
    const column = sql.ref(table === 'radcheck' || table === 'radreply' ? 'username' : 'groupname');
    const { rows } = await this.database.as('worker').acrossTenants((tx) =>
      sql<SeenRow>`select ${column} as name, attribute, op, value from ${sql.table(`radius.${table}`)}
        where tenant_id = ${tenant.tenantId} and (${name ?? null}::text is null or ${column} = ${name ?? null})
        order by id`.execute(tx),
    );
    return rows;
  }

  async groupsOf(tenant: TestTenant, username: string): Promise<string[]> {
    const { rows } = await this.database.as('worker').acrossTenants((tx) =>
      sql<{ groupname: string }>`select groupname from radius.radusergroup
        where tenant_id = ${tenant.tenantId} and username = ${username} order by priority, id`.execute(tx),
    );
    return rows.map(({ groupname }) => groupname);
  }

  /** What FreeRADIUS would say of a user name: `attribute op value`, without Class. */
  async answer(tenant: TestTenant, username: string): Promise<string[]> {
    const groups = await this.groupsOf(tenant, username);
    const parts = [
      await this.rows(tenant, 'radcheck', username),
      await this.rows(tenant, 'radreply', username),
    ];
    for (const group of groups) parts.push(await this.rows(tenant, 'radgroupreply', group));
    return parts
      .flat()
      .filter(({ attribute }) => attribute !== 'Class' && attribute !== 'Fall-Through')
      .map(({ attribute, op, value }) => `${attribute} ${op} ${value}`);
  }

  /** As something of ours that the tables of the product say. */
  async change(tenant: TestTenant, statement: ReturnType<typeof sql>): Promise<void> {
    await this.database.as('api').inTenant(tenant.tenantId, (tx) => statement.execute(tx));
  }

  /** Removes the logins, which belong to the server and not to the database. */
  async close(): Promise<void> {
    for (const tenant of this.#on) await turnOff(this.deps, tenant.actor).catch(() => undefined);
    await this.database.drop();
  }
}
