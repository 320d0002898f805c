import { cryptoRandom, type ManualClock } from '@trunkline/kit';
import type { RouterosDevice, RouterosDeviceOptions } from '@trunkline/simulators';
import { sql } from 'kysely';
import { vi } from 'vitest';
import { rejectReasons, type RejectReasonCode } from '../../src/modules/aaa/index.ts';
import { routes } from '../../src/modules/diagnosis/routes.ts';
import { nasApiPasswordBinding } from '../../src/modules/nas/index.ts';
import { RouterPool } from '../../src/modules/routers/index.ts';
import { AccountingLine, recordOf, startMs, type Told } from '../accounting/accounting-world.ts';
import { RadiusHouse, type LoginInput, type SubscriberInput } from '../aaa/radius-house.ts';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { routerUser, startTestRouter } from '../support/test-router.ts';

export interface LineUnderTest {
  readonly nasId: string;
  readonly address: string;
  readonly device: RouterosDevice | undefined;
}

export type SubscriberFields = Partial<SubscriberInput>;

/** A radius role, the fold and simulated routers on one moved clock, and the question why somebody is offline. */
export class OfflineHouse {
  readonly house: RadiusHouse;
  readonly line: AccountingLine;
  readonly api: TestApi;
  readonly tenantId: string;
  readonly pool: RouterPool;
  readonly plan: { planId: string; versionId: string };
  readonly #devices: RouterosDevice[] = [];
  #addresses = 0;

  private constructor(
    house: RadiusHouse,
    made: Pick<OfflineHouse, 'line' | 'api' | 'tenantId' | 'pool' | 'plan'>,
  ) {
    this.house = house;
    this.line = made.line;
    this.api = made.api;
    this.tenantId = made.tenantId;
    this.pool = made.pool;
    this.plan = made.plan;
  }

  static async build(): Promise<OfflineHouse> {
    const house = await RadiusHouse.build();
    const line = new AccountingLine(house.database);
    const tenantId = await house.addTenant('north');
    const plan = await house.addPlan(tenantId);
    await house.start({ clock: line.clock });
    const { clock } = line;
    const pool = new RouterPool({
      clock,
      random: cryptoRandom,
      learnFingerprint: (_router, fingerprint) => Promise.resolve(fingerprint),
    });
    const database = house.database.as('api');
    const api = await createTestApi(
      routes({
        database,
        sealer: house.keys.sealer,
        clock,
        random: cryptoRandom,
        pool,
        radius: { authPort: 1812, acctPort: 1813 },
      }),
    );
    return new OfflineHouse(house, { line, api, tenantId, pool, plan });
  }

  get clock(): ManualClock {
    return this.line.clock;
  }

  async tearDown(): Promise<void> {
    this.pool.close();
    await this.api.close();
    await Promise.all(this.#devices.map((device) => device.stop()));
    await this.line.close();
    await this.house.tearDown();
  }

  /** A router of its own, with a NAS; `api: false`: nothing says how its API is reached. */
  async router({
    api = true,
    ...options
  }: { api?: boolean } & Partial<RouterosDeviceOptions> = {}): Promise<LineUnderTest> {
    const address = `127.44.0.${++this.#addresses}`;
    const { tenantId, house } = this;
    const nasId = await house.addNas(tenantId, { prefix: `${address}/32` });
    if (!api) return { nasId, address, device: undefined };
    const device = await startTestRouter({ clock: this.clock, ...options });
    this.#devices.push(device);
    const binding = nasApiPasswordBinding({ tenantId, id: nasId });
    await this.changeNas(nasId, {
      apiAddress: '127.0.0.1',
      apiPort: device.port,
      apiUsesTls: false,
      apiUsername: routerUser.name,
      apiPasswordSealed: house.keys.sealer.seal(Buffer.from(routerUser.password), binding),
    });
    return { nasId, address, device };
  }

  changeNas(nasId: string, change: Record<string, unknown>): Promise<unknown> {
    return this.house.inTenant(this.tenantId, (tx) =>
      tx.updateTable('nas.nas').set(change).where('id', '=', nasId).execute(),
    );
  }

  async subscriber(username: string, input: SubscriberFields = {}): Promise<string> {
    const { tenantId, plan, house } = this;
    const id = await house.addSubscriber(tenantId, plan, {
      username,
      expiresInMs: 30 * 86_400_000,
      ...input,
    });
    // As selling does: what lists show of the service.
    await house.inTenant(tenantId, (tx) =>
      sql`update subscribers.subscriber set service_id = (select s.id from subscriptions.subscription s
        where s.tenant_id = ${tenantId} and s.subscriber_id = ${id}) where id = ${id}`.execute(tx),
    );
    return id;
  }

  /** Somebody who has been let in once. */
  async known(
    router: LineUnderTest,
    { username, ...input }: SubscriberFields & { username: string },
  ): Promise<string> {
    const id = await this.subscriber(username, input);
    await this.login(router, { username, station: 'AA-BB-CC-00-00-01' });
    return id;
  }

  /**
   * A login over RADIUS, asked again until the role knows the subscriber and the router, and so answers for the reason
   * that is expected (null: it lets them in); then until its row is in the log.
   */
  async login(
    router: LineUnderTest,
    { expects = null, ...input }: LoginInput & { expects?: RejectReasonCode | null },
  ): Promise<void> {
    const asked = { localAddress: router.address, ...input };
    const wanted = expects === null ? 'accepted' : rejectReasons[expects].replyMessage;
    const before = await this.#logged(input.username, expects);
    await vi.waitFor(
      async () => {
        const outcome = await this.house.outcome(asked);
        if (outcome !== wanted) throw new Error(`${input.username}: ${outcome}`);
      },
      { timeout: 10_000, interval: 200 },
    );
    await vi.waitFor(
      async () => {
        // Equal rejects within ten seconds are one row, which is written when they are over.
        this.clock.advance(1_000);
        if ((await this.#logged(input.username, expects)) <= before) throw new Error('not in the log yet');
      },
      { timeout: 10_000, interval: 50 },
    );
  }

  async #logged(username: string, reason: string | null): Promise<number> {
    const { rows } = await this.house.inTenant(this.tenantId, (tx) =>
      sql<{ count: number }>`select coalesce(sum(count), 0)::float8 as count from aaa.auth_log
        where tenant_id = ${this.tenantId} and username = ${username} and subscriber_id is not null
          and reason is not distinct from ${reason}`.execute(tx),
    );
    return rows[0]!.count;
  }

  /** What the router reports of a session, so many seconds after the story's begin, folded. */
  async report({ nasId, address }: LineUnderTest, told: Omit<Told, 'atS'> & { atS?: number }): Promise<void> {
    const atS = told.atS ?? (this.clock.now() - startMs) / 1000;
    const nas = { tenantId: this.tenantId, nasId, nasAddress: address };
    await this.line.write([recordOf(nas, { ...told, atS })]);
    await this.line.foldAll();
  }

  /** Has counted so many bytes in this month. */
  useUp(subscriberId: string, bytes: bigint): Promise<unknown> {
    const today = new Date(this.clock.now()).toISOString().slice(0, 10);
    const month = `${today.slice(0, 7)}-01`;
    return this.house.database.as('worker').inTenant(this.tenantId, (tx) =>
      sql`insert into quota.meter (tenant_id, subscriber_id, day, week, month, month_bytes, quota_from, quota_bytes)
        values (${this.tenantId}, ${subscriberId}, ${today}, ${today}, ${month}, ${bytes}, ${`${month}T00:00:00Z`}, ${bytes})`.execute(
        tx,
      ),
    );
  }

  async setWalledGarden(isOn: boolean): Promise<void> {
    const garden = { pool: null, addressList: 'unpaid', downloadBps: 1_000_000, uploadBps: 512_000 };
    await this.set('policy.walledGarden', isOn ? garden : null);
    await this.set('policy.walledFor', isOn ? ['expired'] : []);
  }

  set(key: string, value: unknown): Promise<unknown> {
    return this.house.inTenant(this.tenantId, (tx) =>
      sql`insert into settings.setting (tenant_id, key, value) values (${this.tenantId}, ${key}, ${JSON.stringify(value)})
        on conflict (tenant_id, key) do update set value = excluded.value`.execute(tx),
    );
  }

  // The answer is looked into by each test.
  // oxlint-disable-next-line typescript/no-explicit-any
  async why(id: string, query = ''): Promise<any> {
    const { status, body } = await this.api.call(`GET /api/subscribers/${id}/why-offline${query}`, {
      tenantId: this.tenantId,
    });
    if (status !== 200) throw new Error(`${status} ${body.code}`);
    return body.data;
  }
}
