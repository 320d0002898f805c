import { cryptoRandom, uuidv7, type ManualClock } from '@trunkline/kit';
import { RadiusClient } from '@trunkline/radius';
import { addressLists, simpleQueues, type RouterosCaller } from '@trunkline/routeros';
import { sql } from 'kysely';
import { endOrphans, Reconciler, type ReconcilerDeps } from '../../src/modules/enforcement/index.ts';
import { nasApiPasswordBinding, type EnforcementRung } from '../../src/modules/nas/index.ts';
import type { PlanTerms } from '../../src/modules/plans/plan.ts';
import { termsDigest } from '../../src/modules/policy/index.ts';
import { RouterPool } from '../../src/modules/routers/index.ts';
import {
  AccountingLine,
  insertNas,
  recordOf,
  startMs,
  type TestNas,
  type Told,
} from '../accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createSales, type Sales } from '../support/test-sales.ts';
import { createTestTenant, testKeys, type TestTenant } from '../support/test-tenant.ts';
import { PlayedRouter } from './played-router.ts';

export const full = { downloadBps: 20_000_000, uploadBps: 5_000_000 };
export const slow = { downloadBps: 2_000_000, uploadBps: 1_000_000 };
export const gigabyte = 1_000_000_000n;
/** A day's fair use: slow from 10 GB on. */
export const tiered: Partial<PlanTerms> = {
  downloadBps: BigInt(full.downloadBps),
  uploadBps: BigInt(full.uploadBps),
  validity: null,
  fairUse: [
    {
      period: 'day',
      thresholdBytes: 10n * gigabyte,
      downloadBps: BigInt(slow.downloadBps),
      uploadBps: BigInt(slow.uploadBps),
    },
  ],
};

export interface PlayedNas extends TestNas {
  router: PlayedRouter;
}

export interface NasSettings {
  order?: EnforcementRung[];
  hasApi?: boolean;
  /** Instead of the one on which the router listens. */
  coaPort?: number;
  /** On which the router listens; any unless given. */
  listensOn?: number;
}

/** Somebody online at a played router. */
export interface Online {
  nas: PlayedNas;
  username: string;
  subscriberId: string;
  subscriptionId: string;
  acctSessionId: string;
  framedIp: string;
  startedS: number;
}

/** What a session's terms look like in the database. */
export interface TermsSeen {
  state: string;
  rung: string | null;
  desired: { downloadBps: number } | null;
  applied: { downloadBps: number } | null;
  appliedBy: string | null;
  steps: string[];
}

let addresses = 0;

/** Never the same twice, and of no router that is played. */
export const nextAddress = (): string => `127.32.0.${++addresses}`;

/** A tenant whose sessions the reconciler keeps in step, with routers that answer CoA and API. */
export class EnforcementWorld {
  readonly database: TestDatabase;
  readonly tenant: TestTenant;
  readonly line: AccountingLine;
  readonly sales: Sales;
  readonly pool: RouterPool;
  readonly client = new RadiusClient();
  readonly faults: unknown[] = [];
  readonly throttled: { rung: string; seconds: number }[] = [];
  readonly reconciler: Reconciler;
  readonly #routers: PlayedRouter[] = [];
  readonly #signal = new AbortController();
  #sessions = 0;

  private constructor(database: TestDatabase, tenant: TestTenant) {
    this.database = database;
    this.tenant = tenant;
    this.line = new AccountingLine(database);
    this.sales = createSales(database, { clock: this.line.clock, seed: 1 });
    this.pool = new RouterPool({
      clock: this.line.clock,
      random: cryptoRandom,
      learnFingerprint: (_router, fingerprint) => Promise.resolve(fingerprint),
    });
    this.reconciler = this.newReconciler();
  }

  /** Over a database of its own where the test breaks that. */
  static async create(own?: TestDatabase): Promise<EnforcementWorld> {
    const database = own ?? (await createTestDatabase());
    return new EnforcementWorld(
      database,
      await createTestTenant(database, { code: 'north', timeZone: 'UTC' }),
    );
  }

  get clock(): ManualClock {
    return this.line.clock;
  }

  /** As a worker of its own. */
  newReconciler(changes: Partial<ReconcilerDeps> = {}): Reconciler {
    return new Reconciler({
      database: this.database.as('worker'),
      sealer: testKeys.sealer,
      clock: this.line.clock,
      random: cryptoRandom,
      send: this.client.send.bind(this.client),
      routers: this.pool,
      retransmission: { initialMs: 60, maxWaitMs: 60, maxAttempts: 2, maxTotalMs: 150 },
      onThrottled: (rung, seconds) => this.throttled.push({ rung, seconds }),
      onSubscriberFault: (error) => this.faults.push(error),
      onFault: (error) => this.faults.push(error),
      ...changes,
    });
  }

  async nas({
    order = ['coa', 'api', 'disconnect'],
    hasApi = false,
    coaPort,
    listensOn = 0,
  }: NasSettings = {}): Promise<PlayedNas> {
    const number = ++addresses;
    const router = await PlayedRouter.start(`127.31.${number >> 8}.${number & 255}`, { coaPort: listensOn });
    this.#routers.push(router);
    const nas = await insertNas(this.database, this.tenant, {
      prefix: `${router.address}/32`,
      coaPort: coaPort ?? router.coaPort,
    });
    const { tenantId, nasId } = nas;
    const { name, password } = PlayedRouter.login;
    const sealed = testKeys.sealer.seal(
      Buffer.from(password),
      nasApiPasswordBinding({ tenantId, id: nasId }),
    );
    const api = hasApi ? { apiPort: router.device.port, apiUsername: name, apiPasswordSealed: sealed } : {};
    await this.database.as('api').inTenant(tenantId, (tx) =>
      tx
        .updateTable('nas.nas')
        .set({ enforcementOrder: order, apiUsesTls: false, ...api })
        .where('id', '=', nasId)
        .execute(),
    );
    return { ...nas, router };
  }

  /** Somebody logs in at the router and is granted the full speed. */
  async online(nas: PlayedNas, terms: Partial<PlanTerms> = tiered): Promise<Online> {
    const plan = await this.sales.plan(this.tenant, terms);
    const subscriber = await this.sales.subscriber(this.tenant, {
      plan: { planId: plan.id, startsAt: new Date(startMs), autoRenew: false },
    });
    const number = ++this.#sessions;
    const online: Online = {
      nas,
      username: subscriber.username,
      subscriberId: subscriber.id,
      subscriptionId: await this.#subscriptionOf(subscriber.id),
      acctSessionId: `8120${number.toString(16).padStart(4, '0')}`,
      framedIp: `10.99.${number >> 8}.${number & 255}`,
      startedS: this.elapsedS(),
    };
    nas.router.open({
      userName: online.username,
      sessionId: online.acctSessionId,
      address: online.framedIp,
      rateLimit: `${full.uploadBps}/${full.downloadBps}`,
    });
    await this.tell(online, { status: 'Start', atS: this.elapsedS() });
    return online;
  }

  /** The router reports, and the fold takes it in. */
  async tell(online: Online, told: Pick<Told, 'status' | 'atS' | 'download'>): Promise<void> {
    await this.report(online, told);
    await this.line.foldAll();
  }

  /** The router reports, and is acknowledged. */
  async report(online: Online, told: Pick<Told, 'status' | 'atS' | 'download'>): Promise<void> {
    const { nas, username, acctSessionId, framedIp, subscriptionId } = online;
    this.clock.advance(Math.max(0, startMs + told.atS * 1000 - this.clock.now()));
    const digest = termsDigest({ access: 'full', burst: null, addressList: null, pool: null });
    await this.line.write([
      recordOf(nas, {
        username,
        sessionId: acctSessionId,
        framedIp,
        callingStationId: 'AA:BB:CC:DD:EE:FF',
        subscriptionId,
        granted: { ...full, timeoutS: null, volumeBytes: null, digest },
        sessionTimeS: told.atS - online.startedS,
        upload: 0n,
        ...told,
      }),
    ]);
  }

  /** Looks, decides and enforces, until there is nothing to do at this instant. */
  async settle(reconciler = this.reconciler): Promise<void> {
    await reconciler.decide();
    await reconciler.enforce(this.#signal.signal);
    await reconciler.judge();
  }

  async terms({ acctSessionId }: Online): Promise<TermsSeen | undefined> {
    const { rows } = await this.database.as('worker').inTenant(this.tenant.tenantId, (tx) =>
      sql<TermsSeen>`
        select t.state, t.rung, t.desired, t.applied, t.applied_by,
          array(select p.rung || ' ' || p.outcome || coalesce(' by ' || p.confirmed_by, '') from enforcement.step p
            where p.tenant_id = t.tenant_id and p.session_id = t.session_id order by p.recorded_at, p.id) as steps
        from enforcement.session_terms t join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id
        where s.acct_session_id = ${acctSessionId}`.execute(tx),
    );
    return rows[0];
  }

  /** The steps of a session, whether or not it is over. */
  async steps({ acctSessionId }: Online): Promise<string[]> {
    const { rows } = await this.database.as('worker').inTenant(this.tenant.tenantId, (tx) =>
      sql<{ step: string }>`
        select p.rung || ' ' || p.outcome || coalesce(' by ' || p.confirmed_by, '') as step from enforcement.step p
        join sessions.session s on s.tenant_id = p.tenant_id and s.id = p.session_id
        where s.acct_session_id = ${acctSessionId} order by p.recorded_at, p.id`.execute(tx),
    );
    return rows.map(({ step }) => step);
  }

  /** What the steps of a session say besides. */
  async details({ acctSessionId }: Online): Promise<(string | null)[]> {
    const { rows } = await this.database.as('worker').inTenant(this.tenant.tenantId, (tx) =>
      sql<{ detail: string | null }>`
        select p.detail from enforcement.step p
        join sessions.session s on s.tenant_id = p.tenant_id and s.id = p.session_id
        where s.acct_session_id = ${acctSessionId}`.execute(tx),
    );
    return rows.map(({ detail }) => detail);
  }

  async closedBy({ acctSessionId }: Online): Promise<string | null | undefined> {
    const row = await this.database
      .as('worker')
      .inTenant(this.tenant.tenantId, (tx) =>
        tx
          .selectFrom('sessions.session')
          .select('closedBy')
          .where('acctSessionId', '=', acctSessionId)
          .executeTakeFirst(),
      );
    return row?.closedBy;
  }

  /** What the minute tick does of sessions that were closed without the fold. */
  endOrphans(): Promise<number> {
    return this.database.as('worker').acrossTenants(endOrphans);
  }

  async queuesOfOurs(nas: PlayedNas): Promise<string[]> {
    const queues = await this.#atRouter(nas, (client) => simpleQueues.list(client));
    return queues.filter(({ comment }) => comment === 'trunkline').map(({ name }) => name);
  }

  /** `address list` of each entry. */
  async listsOfOurs(nas: PlayedNas): Promise<string[]> {
    const entries = await this.#atRouter(nas, (client) => addressLists.list(client));
    return entries
      .filter(({ comment }) => comment === 'trunkline')
      .map(({ address, list }) => `${address} ${list}`);
  }

  async zone(key: string): Promise<string> {
    const { tenantId } = this.tenant;
    const id = uuidv7();
    await this.database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx.insertInto('zones.zone').values({ tenantId, id, name: key, key }).execute(),
      );
    return id;
  }

  /** Seconds since the story began. */
  elapsedS(): number {
    return Math.floor((this.clock.now() - startMs) / 1000);
  }

  passDay(): void {
    this.clock.advance(86_400_000);
  }

  async close(): Promise<void> {
    this.#signal.abort();
    this.pool.close();
    await this.client.close();
    await Promise.all(this.#routers.map((router) => router.close()));
    await this.line.close();
    await this.database.drop();
  }

  #atRouter<T>(
    { nasId, tenantId, router }: PlayedNas,
    work: (client: RouterosCaller) => Promise<T>,
  ): Promise<T> {
    const { name: username, password } = PlayedRouter.login;
    const { address, device } = router;
    const access = { address, port: device.port, usesTls: false, fingerprint: null, username, password };
    return this.pool.run({ tenantId, nasId, access }, work);
  }

  async #subscriptionOf(subscriberId: string): Promise<string> {
    const { id } = await this.database
      .as('api')
      .inTenant(this.tenant.tenantId, (tx) =>
        tx
          .selectFrom('subscriptions.subscription')
          .select('id')
          .where('subscriberId', '=', subscriberId)
          .executeTakeFirstOrThrow(),
      );
    return id;
  }
}
