import { sql } from 'kysely';
import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/http/index.ts';
import { startTask, type Task, type TaskAction, type TaskSubject } from '../../tasks/index.ts';
import { freeradiusErrors } from '../errors.ts';
import { lockOn } from '../switch/switch-store.ts';
import { bringInStep, type SyncDeps } from '../sync/sync-subscribers.ts';
import { deleteOrphans, lockStretch, makeSharedDue } from './check-store.ts';

const rebuildKind = 'freeradius.rebuild';
/** Subscribers of one subject of the task. */
const stretchSize = 100;
/** Subjects of one transaction: nobody else brings their rows in step meanwhile, and news wait no longer than this takes. */
const stretchesAtOnce = 5;

/** Begins to make all rows of a tenant anew, as a task that shows how far it is. Rows that are right stay as they are. */
export function startRebuild(
  { database, clock, random }: { database: Database; clock: Clock; random: Random },
  actor: Actor,
): Promise<Task> {
  const { tenantId } = actor;
  return database.inTenant(tenantId, async (tx) => {
    if (!(await lockOn(tx, tenantId))) throw freeradiusErrors.isOff();
    return startTask(
      { clock, random },
      { tx, actor },
      {
        kind: rebuildKind,
        input: {},
        selection: {},
        idempotencyKey: uuidv7(clock, random),
        subjects: () => readStretches(tx, tenantId),
      },
    );
  });
}

/** Every hundredth subscriber stands for those that follow; the tenant itself for what all share. */
async function readStretches(tx: Tx, tenantId: string): Promise<TaskSubject[]> {
  const { rows } = await sql<TaskSubject>`
    select id, username as name from (
      select id, username, row_number() over (order by id) as number from subscribers.subscriber
      where tenant_id = ${tenantId}
    ) s where number % ${stretchSize} = 1 order by id`.execute(tx);
  return [...rows, { id: tenantId, name: 'groups and routers' }];
}

/** What the worker does for each subject of a rebuild. */
export function rebuildAction(deps: Omit<SyncDeps, 'database'>): TaskAction {
  return {
    kind: rebuildKind,
    subjectsPerBatch: stretchesAtOnce,
    async work(tx, { tenantId }, { subjectId }) {
      if (subjectId === tenantId) {
        await makeSharedDue(tx, tenantId);
        return (await deleteOrphans(tx, tenantId)) > 0 ? { kind: 'changed' } : { kind: 'unchanged' };
      }
      const keys = await lockStretch(tx, { tenantId, from: subjectId, size: stretchSize });
      const changed = await bringInStep(deps, tx, keys);
      return changed.length > 0 ? { kind: 'changed' } : { kind: 'unchanged' };
    },
  };
}
