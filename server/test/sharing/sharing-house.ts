import { SeededRandom } from '@trunkline/kit';
import { RouterPool } from '../../src/modules/routers/index.ts';
import { SharingWatch } from '../../src/modules/sharing/index.ts';
import { permissions } from '../../src/modules/sharing/permissions.ts';
import { routes } from '../../src/modules/sharing/routes.ts';
import type { Tx } from '../../src/platform/db/index.ts';
import { createWorld, recordOf } from '../accounting/accounting-world.ts';
import { addRouter, planOf, type TestRouter } from '../routers/routers-world.ts';
import { createTestApi } from '../support/test-api.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { testKeys } from '../support/test-tenant.ts';

const all = [...permissions.map(({ code }) => code), 'subscribers.write', 'enforcement.disconnect'];
let prefixes = 0;

/** A line of a hotspot behind which others surf. */
export const shared = {
  userName: 'anna',
  service: 'hotspot',
  seenTtls: [63, 64, 127],
  connections: 900,
} as const;

export type SharingHouse = Awaited<ReturnType<typeof openSharingHouse>>;

/** A tenant with Anna, a simulated router, the watch of the worker and the routes of the API. */
export async function openSharingHouse(database: TestDatabase) {
  const world = await createWorld(database);
  const { tenantId } = world.tenant;
  const { clock } = world.line;
  const addOne = (): Promise<TestRouter> =>
    addRouter(database, { tenantId, prefix: `10.98.0.${++prefixes}/32`, line: world.line });
  const router = await addOne();
  const random = new SeededRandom(45);
  const faults: unknown[] = [];
  const pool = new RouterPool({ clock, random, learnFingerprint: async (_, met) => met });
  const watch = new SharingWatch({
    database: database.as('worker'),
    clock,
    random,
    sealer: testKeys.sealer,
    pool,
    onFault: (error) => faults.push(error),
  });
  const api = await createTestApi(routes({ database: database.as('api'), clock, random }));
  const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.as('api').inTenant(tenantId, work);
  const call = (request: string, body?: unknown, permitted: readonly string[] = all) =>
    api.call(request, { tenantId, permissions: permitted, ...(body !== undefined && { body }) });
  return {
    world,
    router,
    clock,
    api,
    faults,
    inTenant,
    addOne,
    call,
    set: (settings: Record<string, unknown>): Promise<void> =>
      inTenant((tx) => writeSettings(tx, tenantId, settings)),
    /** Somebody is online at a router and with us. */
    async online(fields: Parameters<typeof planOf>[0], atRouter = router): Promise<void> {
      const plan = planOf(fields);
      atRouter.device.open(plan);
      const startMs = Date.UTC(2026, 2, 10, 12);
      const { sessionId, address: framedIp, userName: username, callerId: callingStationId } = plan;
      const atS = (clock.now() - startMs) / 1_000;
      const told = { status: 'Start', atS, sessionId, framedIp, username, callingStationId } as const;
      await world.line.write([recordOf(atRouter, told)]);
      await world.line.foldAll();
    },
    /** Two looks: rules are there after the first, and what they caught is read with the second. */
    async pass(): Promise<void> {
      await watch.pass();
      clock.advance(300_000);
      await watch.pass();
    },
    cases: async (state = 'open') => (await call(`GET /api/sharing/cases?state=${state}`)).body.data,
    mangle: () => router.device.state.table('/ip/firewall/mangle').items.map(({ fields }) => fields),
    sightings: () => inTenant((tx) => tx.selectFrom('sharing.sighting').select(['kind', 'value']).execute()),
    subscriber: () =>
      inTenant((tx) =>
        tx
          .selectFrom('subscribers.subscriber')
          .select(['status', 'tags', 'maxSessions'])
          .where('id', '=', world.anna.subscriberId)
          .executeTakeFirst(),
      ),
    audited: (action: string) =>
      inTenant((tx) => tx.selectFrom('audit.entry').select('after').where('action', '=', action).execute()),
    async close(): Promise<void> {
      pool.close();
      await api.close();
      await router.device.stop();
      await world.line.close();
    },
  };
}

async function writeSettings(tx: Tx, tenantId: string, settings: Record<string, unknown>): Promise<void> {
  for (const [key, given] of Object.entries(settings)) {
    const value = JSON.stringify(given);
    await tx
      .insertInto('settings.setting')
      .values({ tenantId, key, value })
      .onConflict((conflict) => conflict.columns(['tenantId', 'key']).doUpdateSet({ value }))
      .execute();
  }
}
