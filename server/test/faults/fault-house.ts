import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock, uuidv7 } from '@trunkline/kit';
import { SharedSecret, type RadiusEndpoint } from '@trunkline/radius';
import { atScale } from '@trunkline/test-kit';
import { readConfig } from '../../src/platform/config/index.ts';
import { masterKeyBytes } from '../../src/platform/keys/index.ts';
import { servicePasswordBinding } from '../../src/modules/subscribers/index.ts';
import type { RoleName } from '../../src/roles/role-names.ts';
import { insertNas, nasSecret } from '../accounting/accounting-world.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { createTestTenant, testKeys, type TestTenant } from '../support/test-tenant.ts';
import { compareAccounting, hasDifferences, type Differences } from './compare-accounting.ts';
import type { AccountingSender } from './accounting-sender.ts';
import { RoleProcess, type RoleStart } from './role-process.ts';

/** Longer than a scenario waits for anything, so that it says what differs before it is ended. */
export const scenarioLimitMs = atScale({ ci: 150_000, full: 2 * 3_600_000 });
/** How long everything may take to arrive in the database. */
export const settleLimitMs = atScale({ ci: 40_000, full: 900_000 });

const insertedAtOnce = 500;
const compareEveryMs = 500;
const dayMs = 24 * 3_600_000;

export interface Plan {
  readonly planId: string;
  readonly versionId: string;
}

/**
 * A home, a tenant with one NAS at 127.0.0.1 and subscribers, and the product's role processes over a
 * database that the test may break.
 */
export class FaultHouse {
  readonly database: TestDatabase;
  readonly tenant: TestTenant;
  readonly home: string;
  readonly #roles: RoleProcess[] = [];

  private constructor(database: TestDatabase, tenant: TestTenant, home: string) {
    this.database = database;
    this.tenant = tenant;
    this.home = home;
  }

  static async build(database: TestDatabase): Promise<FaultHouse> {
    const tenant = await createTestTenant(database, { code: 'faults' });
    await insertNas(database, tenant, { prefix: '127.0.0.1/32' });
    const home = mkdtempSync(join(tmpdir(), 'trunkline-faults-'));
    makeFolders(home);
    return new FaultHouse(database, tenant, home);
  }

  get journalDirectory(): string {
    return join(this.home, 'data', 'journal');
  }

  async addPlan(
    // By itself no limit of sessions: most tests let the same subscribers log in again and again.
    { downloadBps = 20_000_000n, pool = null as string | null, maxSessions = 1_000 } = {},
    { tenantId }: Pick<TestTenant, 'tenantId'> = this.tenant,
  ): Promise<Plan> {
    const [planId, versionId] = [uuidv7(), uuidv7()];
    await this.database.as('api').inTenant(tenantId, async (tx) => {
      await tx
        .insertInto('plans.plan')
        .values({ tenantId, id: planId, name: planId, payment: 'prepaid', service: 'any', status: 'on_sale' })
        .execute();
      await tx
        .insertInto('plans.planVersion')
        .values({
          tenantId,
          id: versionId,
          planId,
          number: 1,
          downloadBps,
          uploadBps: 5_000_000n,
          pool,
          maxSessions,
          priceMinor: 0n,
          currency: 'EUR',
        })
        .execute();
    });
    return { planId, versionId };
  }

  /** Active subscribers with this plan without an end, whose password is their name. */
  async addSubscribers(
    usernames: readonly string[],
    plan: Plan,
    tenant: Pick<TestTenant, 'tenantId'> = this.tenant,
  ): Promise<void> {
    for (let at = 0; at < usernames.length; at += insertedAtOnce) {
      await this.#insertSubscribers(usernames.slice(at, at + insertedAtOnce), plan, tenant);
    }
  }

  async disable(usernames: readonly string[]): Promise<void> {
    const { tenantId } = this.tenant;
    await this.database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx
          .updateTable('subscribers.subscriber')
          .set({ status: 'disabled' })
          .where('tenantId', '=', tenantId)
          .where('username', 'in', usernames)
          .execute(),
      );
  }

  /** Another node than the first one has a home of its own, as on a machine of its own. */
  role(role: RoleName, within: readonly string[] = [], node = 'node-1'): RoleProcess {
    const home = node === 'node-1' ? this.home : join(this.home, node);
    makeFolders(home);
    const config = readConfig(
      {
        TRUNKLINE_HOME: home,
        TRUNKLINE_NODE: node,
        TRUNKLINE_HTTP_ADDRESS: '127.0.0.1',
        TRUNKLINE_HTTP_PORT: '0',
        TRUNKLINE_RADIUS_ADDRESS: '127.0.0.1',
        TRUNKLINE_AUTH_PORT: '0',
        TRUNKLINE_ACCT_PORT: '0',
        TRUNKLINE_RADSEC_PORT: '0',
        TRUNKLINE_LOCAL_ROUTERS: 'yes',
      },
      home,
    ).role;
    const start: RoleStart = {
      type: 'start',
      config,
      databaseUrl: this.database.urls[role],
      masterKey: Buffer.alloc(masterKeyBytes, 7).toString('base64'),
    };
    const process = new RoleProcess({ role, start, within });
    this.#roles.push(process);
    return process;
  }

  /**
   * Compares again and again until everything has arrived, stops the fold in order, and answers what then
   * differs: a record that was still to be counted twice has been by then.
   */
  async settle(sender: AccountingSender, fold: RoleProcess, limitMs: number): Promise<Differences> {
    const { tenantId } = this.tenant;
    const compare = (): Promise<Differences> =>
      compareAccounting(this.database.as('api'), { tenantId, ...sender.told });
    const untilMs = systemClock.monotonic() + limitMs;
    while (hasDifferences(await compare()) && systemClock.monotonic() < untilMs) await delay(compareEveryMs);
    await fold.stop();
    return compare();
  }

  /** Records that the fold has committed, retransmitted ones that were journalled twice included. */
  async foldedRecords(): Promise<number> {
    const rows = await this.database
      .as('fold')
      .acrossTenants((tx) => tx.selectFrom('sessions.journalPosition').select('records').execute());
    return Number(rows.reduce((sum, { records }) => sum + records, 0n));
  }

  async tearDown(): Promise<void> {
    await Promise.allSettled(this.#roles.map((role) => role.kill()));
    await this.database.drop();
    rmSync(this.home, { recursive: true, force: true });
  }

  async #insertSubscribers(
    usernames: readonly string[],
    { planId, versionId }: Plan,
    { tenantId }: Pick<TestTenant, 'tenantId'>,
  ): Promise<void> {
    const since = new Date(systemClock.now() - dayMs);
    const rows = usernames.map((username) => {
      const id = uuidv7();
      const binding = servicePasswordBinding({ tenantId, id });
      const passwordSealed = testKeys.sealer.seal(Buffer.from(username), binding);
      return { tenantId, id, username, usernameKey: username, passwordSealed };
    });
    const subscriptions = rows.map(({ id }) => ({
      tenantId,
      id: uuidv7(),
      subscriberId: id,
      planId,
      planVersionId: versionId,
      status: 'active',
      assignedAt: since,
      startsAt: since,
      activatedAt: since,
    }));
    await this.database.as('api').inTenant(tenantId, async (tx) => {
      await tx.insertInto('subscribers.subscriber').values(rows).execute();
      await tx.insertInto('subscriptions.subscription').values(subscriptions).execute();
    });
  }
}

function makeFolders(home: string): void {
  for (const folder of ['journal', 'snapshot']) {
    mkdirSync(join(home, 'data', folder), { recursive: true, mode: 0o700 });
  }
}

/** Where the radius role takes accounting or logins, as a router knows it. */
export function endpointOf(radius: RoleProcess, kind: 'auth' | 'acct'): RadiusEndpoint {
  return { address: '127.0.0.1', port: radius.port(kind), secret: new SharedSecret(nasSecret) };
}
