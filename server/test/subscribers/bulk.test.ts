import { ManualClock, uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { createSales, type Sales } from '../support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, type TestTenant } from '../support/test-tenant.ts';
import { Database } from '../../src/platform/db/index.ts';
import { wireBulkActions } from '../../src/roles/wire-bulk-actions.ts';
import { forgetOldTasks, runTask, type TaskDeps } from '../../src/modules/tasks/index.ts';
import { routes as taskRoutes } from '../../src/modules/tasks/routes.ts';
import { bulkRoutes } from '../../src/modules/subscribers/bulk-routes.ts';
import { bulkTaskActions } from '../../src/modules/subscribers/bulk-task-actions.ts';
import { routes } from '../../src/modules/subscribers/routes.ts';
import { setStatus } from '../../src/modules/subscribers/set-status.ts';

const clock = new ManualClock(Date.parse('2027-03-01T09:00:00Z'));

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let tenant: TestTenant;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 77 });
  const bulk = { ...sales.deps, actions: wireBulkActions(sales.deps) };
  api = await createTestApi([...routes(sales.deps), ...bulkRoutes(bulk), ...taskRoutes(sales.deps)]);
});
beforeEach(async () => {
  tenant = await createTestTenant(database, { code: `bulk-${++made}` });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

type Body = Record<string, unknown>;
const post = (path: string, body: Body, permissions?: string[]) =>
  api.call(`POST ${path}`, { tenantId: tenant.tenantId, body, ...(permissions && { permissions }) });
const get = async (path: string) => (await api.call(`GET ${path}`, { tenantId: tenant.tenantId })).body.data;
const preview = async (selection: Body, action: Body) =>
  (await post('/api/subscribers/bulk/preview', { selection, action })).body.data;
const start = async (selection: Body, action: Body, idempotencyKey = uuidv7()) =>
  (await post('/api/subscribers/bulk', { selection, action, idempotencyKey })).body.data;

function worker(change: Partial<TaskDeps> = {}): TaskDeps {
  const actions = bulkTaskActions(wireBulkActions(sales.deps));
  return { database: database.as('worker'), clock, actions, onFault: fail, ...change };
}
function fail(error: unknown): void {
  throw error;
}
const work = (taskId: string, deps = worker()) => runTask(deps, { tenantId: tenant.tenantId, taskId });

async function subscribers(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await sales.subscriber(tenant)).id);
  return ids.toSorted();
}

/** As the worker's tick does, so many days from now. */
function forget(days: number): Promise<void> {
  const { tenantId } = tenant;
  const nowMs = clock.now() + days * 86_400_000 + 1;
  return database.as('worker').inTenant(tenantId, (tx) => forgetOldTasks(tx, { tenantId, nowMs }));
}

async function statusOf(id: string): Promise<string> {
  return (await get(`/api/subscribers/${id}`)).status;
}

async function auditedTasks(action: string): Promise<{ subjectId: string | null; taskId: unknown }[]> {
  const rows = await database
    .as('api')
    .inTenant(tenant.tenantId, (tx) =>
      tx.selectFrom('audit.entry').select(['subjectId', 'after']).where('action', '=', action).execute(),
    );
  return rows.map(({ subjectId, after }) => ({ subjectId, taskId: (after as Body)['taskId'] }));
}

describe('a preview', () => {
  test('tells what the task then does, subject by subject', async () => {
    const [open, suspended, closed] = await subscribers(3);
    await setStatus(sales.deps, tenant.actor, { id: suspended!, action: 'suspend', reason: null });
    await setStatus(sales.deps, tenant.actor, { id: closed!, action: 'close', reason: null });
    const selection = { ids: [open, suspended, closed] };
    const told = await preview(selection, { name: 'suspend' });
    expect(told).toMatchObject({
      total: 3,
      changed: 1,
      unchanged: 1,
      refused: 1,
      refusals: [{ code: 'subscribers.action_refused', count: 1 }],
    });
    const { id } = await start(selection, { name: 'suspend' });
    await work(id);
    expect(await get(`/api/tasks/${id}`)).toMatchObject({
      state: 'done',
      total: 3,
      done: 3,
      changed: 1,
      unchanged: 1,
      refused: 1,
    });
    const results = (await get(`/api/tasks/${id}/results`)) as { subjectId: string; outcome: string }[];
    const sample = told.sample as { id: string; outcome: string }[];
    expect(Object.fromEntries(results.map((row) => [row.subjectId, row.outcome]))).toEqual(
      Object.fromEntries(sample.map((row) => [row.id, row.outcome])),
    );
  });

  test('and the task agree on extending and changing plans too', async () => {
    const [gold, silver] = [await sales.plan(tenant), await sales.plan(tenant)];
    const endless = await sales.plan(tenant, { validity: null });
    const onGold = await sales.subscriber(tenant, { plan: sold(gold.id) });
    const onEndless = await sales.subscriber(tenant, { plan: sold(endless.id) });
    const without = await sales.subscriber(tenant);
    const selection = { ids: [onGold.id, onEndless.id, without.id] };
    for (const [action, changed] of [
      [{ name: 'extend', days: 7 }, 1],
      [{ name: 'change-plan', planId: silver.id, when: 'at_expiry' }, 1],
      [{ name: 'change-plan', planId: silver.id, when: 'now' }, 2],
      [{ name: 'change-plan', planId: silver.id, when: 'now' }, 0],
    ] as const) {
      const told = await preview(selection, action);
      expect(told.changed, action.name).toBe(changed);
      const { id } = await start(selection, action);
      await work(id);
      const counts = ({ changed: c, unchanged: u, refused: r }: Body) => [c, u, r];
      expect(counts(await get(`/api/tasks/${id}`)), action.name).toEqual(counts(told));
    }
  });

  test('names what would be refused for everybody, and changes nothing', async () => {
    const selection = { ids: await subscribers(1) };
    const body = { selection, action: { name: 'change-plan', planId: uuidv7(), when: 'now' } };
    expect(await post('/api/subscribers/bulk/preview', body)).toMatchObject({
      status: 400,
      body: { details: [{ field: 'action.planId' }] },
    });
    expect((await get('/api/tasks')) as unknown[]).toEqual([]);
  });
});

describe('a selection', () => {
  test('by filter is fixed when the task begins, without the ticks that were taken away', async () => {
    const [first, second, except] = await subscribers(3);
    const { id, total } = await start({ filter: { status: 'new' }, except: [except] }, { name: 'suspend' });
    expect(total).toBe(2);
    const [late] = await subscribers(1);
    await work(id);
    expect(await Promise.all([first, second, except, late].map((one) => statusOf(one!)))).toEqual([
      'suspended',
      'suspended',
      'new',
      'new',
    ]);
  });

  test('does not reach another tenant, whose ids mean nobody', async () => {
    const [mine] = await subscribers(1);
    const other = await createTestTenant(database, { code: `other-${made}` });
    const theirs = await sales.subscriber(other);
    const selection = { ids: [mine, theirs.id] };
    expect((await preview(selection, { name: 'suspend' })).total).toBe(1);
    const { id, total } = await start(selection, { name: 'suspend' });
    expect(total).toBe(1);
    await work(id);
    const { status } = await database
      .as('api')
      .inTenant(other.tenantId, (tx) =>
        tx
          .selectFrom('subscribers.subscriber')
          .select('status')
          .where('id', '=', theirs.id)
          .executeTakeFirstOrThrow(),
      );
    expect(status).toBe('new');
    const foreignOnly = {
      selection: { ids: [theirs.id] },
      action: { name: 'suspend' },
      idempotencyKey: uuidv7(),
    };
    expect((await post('/api/subscribers/bulk', foreignOnly)).body.code).toBe('tasks.nothing_selected');
  });
});

describe('a task', () => {
  test('is forgotten ninety days after it was over, and not before', async () => {
    const selection = { ids: await subscribers(2) };
    const over = await start(selection, { name: 'suspend' });
    await work(over.id);
    clock.advance(1);
    const waiting = await start(selection, { name: 'disable' });
    const ids = async () => ((await get('/api/tasks')) as { id: string }[]).map(({ id }) => id);
    await forget(89);
    expect(await ids()).toEqual([waiting.id, over.id]);
    await forget(90);
    expect(await ids()).toEqual([waiting.id]);
    expect(await get(`/api/tasks/${waiting.id}/results`)).toHaveLength(2);
  });

  test('asked for again is the same one, although its plan is no longer sold', async () => {
    const plan = await sales.plan(tenant);
    const order = [
      { ids: await subscribers(1) },
      { name: 'change-plan', planId: plan.id, when: 'now' },
      uuidv7(),
    ] as const;
    const first = await start(...order);
    await database
      .as('api')
      .inTenant(tenant.tenantId, (tx) =>
        sql`update plans.plan set status = 'retired' where id = ${plan.id}`.execute(tx),
      );
    expect((await start(...order))?.id).toBe(first.id);
  });

  test('is begun once for one key, and refused for the same key with another order', async () => {
    const selection = { ids: await subscribers(1) };
    const key = uuidv7();
    const first = await start(selection, { name: 'suspend' }, key);
    expect((await start(selection, { name: 'suspend' }, key)).id).toBe(first.id);
    const again = { selection, action: { name: 'disable' }, idempotencyKey: key };
    expect((await post('/api/subscribers/bulk', again)).body.code).toBe('tasks.key_reused');
    expect((await get('/api/tasks')) as unknown[]).toHaveLength(1);
  });

  test('goes on exactly once per subject behind a worker that died at any of its statements', async () => {
    const ids = await subscribers(30);
    const { id } = await start({ ids }, { name: 'add-tag', tag: 'once' });
    let deaths = 0;
    for (let atStatement = 1; await dieAt(id, { atStatement, isDone: deaths % 2 === 0 }); atStatement += 7)
      deaths++;
    // More than the first statements of a batch.
    expect(deaths).toBeGreaterThan(5);
    expect(await get(`/api/tasks/${id}`)).toMatchObject({
      state: 'done',
      changed: 30,
      unchanged: 0,
      refused: 0,
    });
    const audited = await auditedTasks('subscriber.changed');
    expect(audited.map(({ subjectId }) => String(subjectId)).toSorted()).toEqual(ids);
    expect(new Set(audited.map(({ taskId }) => taskId))).toEqual(new Set([id]));
  });

  test('worked by two at once is worked once', async () => {
    const ids = await subscribers(40);
    const { id } = await start({ ids }, { name: 'suspend' });
    await Promise.all([work(id), work(id)]);
    expect(await get(`/api/tasks/${id}`)).toMatchObject({ state: 'done', changed: 40, unchanged: 0 });
    expect(await auditedTasks('subscriber.suspended')).toHaveLength(40);
  });

  test('that is cancelled does nothing more, and what was done stays', async () => {
    const ids = await subscribers(2);
    const { id } = await start({ ids }, { name: 'suspend' });
    const cancelled = await post(`/api/tasks/${id}/cancel`, undefined as never);
    expect(cancelled.body.data.state).toBe('cancelled');
    await work(id);
    expect(await get(`/api/tasks/${id}`)).toMatchObject({ state: 'cancelled', done: 0 });
    expect((await post(`/api/tasks/${id}/cancel`, undefined as never)).body.code).toBe('tasks.finished');
  });

  test('needs the permission of its action when it begins', async () => {
    const selection = { ids: await subscribers(1) };
    const body = { selection, action: { name: 'extend', days: 1 }, idempotencyKey: uuidv7() };
    const permissions = ['subscribers.read', 'subscribers.write'];
    expect((await post('/api/subscribers/bulk', body, permissions)).status).toBe(403);
    expect((await post('/api/subscribers/bulk', body, [...permissions, 'subscriptions.write'])).status).toBe(
      202,
    );
  });

  test('tells a subject that somebody else holds as refused, and goes on', async () => {
    const ids = await subscribers(3);
    const { id } = await start({ ids }, { name: 'suspend' });
    const { tenantId } = tenant;
    await database.as('api').inTenant(tenantId, async (tx) => {
      await sql`select from subscribers.subscriber where id = ${ids[1]} for update`.execute(tx);
      await work(id);
    });
    expect(await get(`/api/tasks/${id}/results?outcome=refused`)).toMatchObject([
      { subjectId: ids[1], code: 'tasks.busy' },
    ]);
    expect(await get(`/api/tasks/${id}`)).toMatchObject({ state: 'done', changed: 2, refused: 1 });
  });
});

/** Works the task until its connection breaks at this statement, unsent or done; answers whether it came so far. */
async function dieAt(taskId: string, death: { atStatement: number; isDone: boolean }): Promise<boolean> {
  let statements = 0;
  let hasDied = false;
  const dying = new Database({
    url: database.urls.worker,
    applicationName: 'dying-worker',
    maxConnections: 1,
    statementTimeoutMs: 10_000,
  });
  dying.pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...parts: unknown[]) => Promise<unknown>;
    const broken = async (...parts: unknown[]): Promise<unknown> => {
      if (++statements !== death.atStatement) return query(...parts);
      hasDied = true;
      if (death.isDone) await query(...parts);
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      throw new Error('the connection is gone');
    };
    Object.assign(client, { query: broken });
  });
  const worked = await work(taskId, worker({ database: dying })).then(
    () => true,
    () => false,
  );
  await dying.close();
  expect(worked).toBe(!hasDied);
  return hasDied;
}

const sold = (planId: string) => ({ planId, startsAt: undefined, autoRenew: false });
