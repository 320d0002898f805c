import { setTimeout as delay } from 'node:timers/promises';
import { cryptoRandom, systemClock, uuidv7 } from '@trunkline/kit';
import {
  createNasFleet,
  type FleetFaultSettings,
  type NasFleet,
  type SessionTruth,
} from '@trunkline/simulators';
import { sql } from 'kysely';
import { turnOff, turnOn } from '../../src/modules/freeradius/switch/switch-bridge.ts';
import { insertNas, nasSecret } from '../accounting/accounting-world.ts';
import { FaultHouse, type Plan } from '../faults/fault-house.ts';
import type { RoleProcess } from '../faults/role-process.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { TenantFreeRadius } from './tenant-free-radius.ts';

export const full = { downloadBps: 20_000_000, uploadBps: 5_000_000 };
export const slow = { downloadBps: 2_000_000, uploadBps: 1_000_000 };
/** What a tier of the day begins at: some of the fleet get there, and some do not. */
export const thresholdBytes = 400_000_000;
/** Simulated seconds in one of the wall clock's. */
const timeScale = 60;
const settleEveryMs = 500;

export interface DayOptions {
  readonly seed: number;
  readonly subscribers: number;
  readonly routers: number;
}

/** What the product knows of one session. */
export interface KnownSession {
  nasAddress: string;
  acctSessionId: string;
  username: string;
  uploadBytes: bigint;
  downloadBytes: bigint;
  sessionTimeS: bigint;
  stoppedAt: Date | null;
  closedBy: string | null;
}

const faults: FleetFaultSettings = {
  requests: { duplicate: 0.05, drop: 0.02, reorder: 0.05 },
  answers: { drop: 0.02 },
  accountingOn: 1,
};

/** One tenant whose routers ask by halves: our own server, and a FreeRADIUS on our database. */
export class DayWorld {
  readonly house: FaultHouse;
  readonly halves: { readonly ours: NasFleet; readonly theirs: NasFleet };
  readonly #server: TenantFreeRadius;
  readonly #fold: RoleProcess;

  private constructor(
    house: FaultHouse,
    halves: DayWorld['halves'],
    { server, fold }: { server: TenantFreeRadius; fold: RoleProcess },
  ) {
    this.house = house;
    this.halves = halves;
    this.#server = server;
    this.#fold = fold;
  }

  static async open(options: DayOptions): Promise<DayWorld> {
    const house = await FaultHouse.build(await createTestDatabase());
    const plan = await sellTiers(house);
    const { databaseRole, password } = await turnOn(switching(house), house.tenant.actor);
    const plans = { ours: fleetPlan(options, 'ours', 83), theirs: fleetPlan(options, 'theirs', 84) };
    for (const { routers, subscribers } of Object.values(plans)) {
      for (const { address } of routers)
        await insertNas(house.database, house.tenant, { prefix: `${address}/32`, interimIntervalS: 60 });
      await house.addSubscribers(
        subscribers.map(({ userName }) => userName),
        plan,
      );
    }
    const roles = [house.role('radius'), house.role('fold'), house.role('worker')] as const;
    await Promise.all(roles.map((role) => role.start()));
    await untilRowsOf(house, 2 * options.subscribers);
    const server = await TenantFreeRadius.start({
      databaseUrl: house.database.urls.api,
      login: databaseRole,
      password,
      nas: { address: plans.theirs.routers[0]!.address, secret: nasSecret },
    });
    const settings = { ...standardFleet, routers: options.routers, subscribers: options.subscribers, faults };
    const ports = { authPort: roles[0].port('auth'), acctPort: roles[0].port('acct') };
    const { authPort, acctPort } = server;
    const ours = await createNasFleet({
      ...settings,
      seed: options.seed,
      identities: plans.ours,
      server: { address: '127.0.0.1', ...ports },
    });
    const theirs = await createNasFleet({
      ...settings,
      seed: options.seed + 1,
      identities: plans.theirs,
      server: { address: '127.0.0.1', authPort, acctPort },
    });
    const world = new DayWorld(house, { ours, theirs }, { server, fold: roles[1] });
    await world.#enterCoaPorts();
    return world;
  }

  /**
   * Both halves at once, for so long; half-way a router of each loses its power, and says so when it is back, and the
   * fold is killed in whatever it does.
   */
  async live(runMs: number): Promise<void> {
    const fleets = Object.values(this.halves);
    const running = fleets.map((fleet) => fleet.run(runMs));
    await delay(runMs / 2);
    await Promise.all(fleets.map((fleet) => fleet.powerCut(0)));
    await this.#fold.kill();
    await this.#fold.start();
    await Promise.all(running);
  }

  async logOutAll(): Promise<void> {
    await Promise.all(Object.values(this.halves).map((fleet) => fleet.logOutAll()));
  }

  truth(): SessionTruth[] {
    return Object.values(this.halves).flatMap((fleet) => fleet.truth());
  }

  async sessions(): Promise<KnownSession[]> {
    const { tenantId } = this.house.tenant;
    const { rows } = await this.house.database.as('fold').acrossTenants((tx) =>
      sql<KnownSession>`select host(nas_address) as nas_address, acct_session_id, username, upload_bytes, download_bytes,
          session_time_s, stopped_at, closed_by
        from sessions.session where tenant_id = ${tenantId}`.execute(tx),
    );
    return rows;
  }

  /** Bytes of all days by user name. */
  async usage(): Promise<Map<string, bigint>> {
    const { tenantId } = this.house.tenant;
    const { rows } = await this.house.database.as('worker').acrossTenants((tx) =>
      sql<{
        username: string;
        bytes: bigint;
      }>`select s.username, sum(u.upload_bytes + u.download_bytes)::bigint as bytes
        from sessions.usage_day u join subscribers.subscriber s on s.tenant_id = u.tenant_id and s.id = u.subscriber_id
        where u.tenant_id = ${tenantId} group by s.username`.execute(tx),
    );
    return new Map(rows.map(({ username, bytes }) => [username, bytes]));
  }

  /** Asks again until `isSettled`, or for so long; the caller then compares whatever there is. */
  async settle(isSettled: () => Promise<boolean>, limitMs: number): Promise<void> {
    const untilMs = systemClock.monotonic() + limitMs;
    while (!(await isSettled()) && systemClock.monotonic() < untilMs) await delay(settleEveryMs);
  }

  log(): string {
    return this.#server.log();
  }

  async close(): Promise<void> {
    for (const fleet of Object.values(this.halves)) await fleet.close();
    await this.#server.stop();
    await turnOff(switching(this.house), this.house.tenant.actor);
    await this.house.tearDown();
  }

  async #enterCoaPorts(): Promise<void> {
    const { tenantId } = this.house.tenant;
    for (const { address, coaPort } of Object.values(this.halves).flatMap((fleet) => fleet.routers)) {
      await this.house.database
        .as('api')
        .inTenant(tenantId, (tx) =>
          sql`update nas.nas set coa_port = ${coaPort} where prefix = ${address}::inet::cidr`.execute(tx),
        );
    }
  }
}

const standardFleet = {
  timeScale,
  dialInSeconds: 120,
  sessionSeconds: { min: 300, max: 1_200 },
  offlineSeconds: { min: 5, max: 30 },
} as const;

function switching({ database }: FaultHouse) {
  return { database: database.as('api'), clock: systemClock, random: cryptoRandom };
}

function fleetPlan({ routers, subscribers }: DayOptions, half: string, network: number) {
  return {
    routers: Array.from({ length: routers }, (_, index) => ({
      index,
      name: `${half}-${index}`,
      address: `127.${network}.0.${index + 1}`,
      secret: nasSecret,
    })),
    subscribers: Array.from({ length: subscribers }, (_, index) => ({
      index,
      userName: `${half}${index}`,
      password: `${half}${index}`,
      method: (['pap', 'chap', 'ms-chap-v2'] as const)[index % 3]!,
      macAddress: `02:00:00:${network}:${String(Math.floor(index / 90) + 10)}:${String((index % 90) + 10)}`,
      router: index % routers,
      // Every other one uses little enough to stay below the tier.
      downloadBps: index % 2 === 0 ? 8_000_000 : 200_000,
      uploadBps: index % 2 === 0 ? 2_000_000 : 100_000,
      retrySeconds: { min: 20, max: 60 },
    })),
  };
}

async function sellTiers(house: FaultHouse): Promise<Plan> {
  const { tenantId } = house.tenant;
  const [planId, versionId] = [uuidv7(), uuidv7()];
  const tiers = [{ period: 'day', thresholdBytes, ...slow }];
  await house.database.as('api').inTenant(tenantId, async (tx) => {
    await sql`insert into plans.plan (tenant_id, id, name, payment, service, status)
      values (${tenantId}, ${planId}, 'tiers', 'prepaid', 'any', 'on_sale')`.execute(tx);
    await sql`insert into plans.plan_version (tenant_id, id, plan_id, number, download_bps, upload_bps, fair_use,
        max_sessions, price_minor, currency)
      values (${tenantId}, ${versionId}, ${planId}, 1, ${full.downloadBps}, ${full.uploadBps},
        ${JSON.stringify(tiers)}::jsonb, 2, 0, 'EUR')`.execute(tx);
  });
  return { planId, versionId };
}

/** As far as the worker has brought the tables of the bridge in step. */
async function untilRowsOf(house: FaultHouse, subscribers: number): Promise<void> {
  const { tenantId } = house.tenant;
  const untilMs = systemClock.monotonic() + 60_000;
  for (;;) {
    const { rows } = await house.database.as('worker').acrossTenants((tx) =>
      sql<{ known: number; routers: number }>`select
        (select count(distinct username)::integer from radius.radcheck where tenant_id = ${tenantId}) as known,
        (select count(*)::integer from radius.nas where tenant_id = ${tenantId}) as routers`.execute(tx),
    );
    if (rows[0]!.known >= subscribers && rows[0]!.routers > 0) return;
    if (systemClock.monotonic() > untilMs) throw new Error(`the bridge has ${JSON.stringify(rows[0])}`);
    await delay(100);
  }
}
