import { uuidv7 } from '@trunkline/kit';
import type { Actor } from '../../../platform/http/index.ts';
import { enqueueJob } from '../../../platform/jobs/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { findNas, nasErrors } from '../../nas/index.ts';
import { findWaitingCoaTest, insertCoaTest, type CoaTest } from './coa-test-store.ts';
import { enforcementErrors } from '../errors.ts';
import type { EnforcementDeps } from '../order/request-disconnect.ts';

/** A click while one is under way joins it; after this long its job is taken for lost. */
const joinsWithinMs = 30_000;

/**
 * Has the worker find out how a NAS takes CoA. Keeping the port that answers changes the NAS, which who may only test it
 * may not.
 */
export function requestCoaTest(
  deps: EnforcementDeps,
  actor: Actor,
  { nasId, storesPort }: { nasId: string; storesPort: boolean },
): Promise<CoaTest> {
  if (storesPort && !actor.can('nas.write')) throw enforcementErrors.mayNotChangeNas();
  const { tenantId } = actor;
  const nowMs = deps.clock.now();
  return deps.database.inTenant(tenantId, async (tx) => {
    const nas = await findNas(tx, { tenantId, id: nasId });
    if (!nas) throw nasErrors.notFound();
    const waiting = await findWaitingCoaTest(tx, { tenantId, nasId, since: new Date(nowMs - joinsWithinMs) });
    if (waiting && waiting.storesPort === storesPort) return waiting;
    const test = await insertCoaTest(tx, {
      tenantId,
      id: uuidv7(deps.clock, deps.random),
      nasId,
      requestedAt: new Date(nowMs),
      requestedBy: actor.personId,
      requestedByName: actor.name,
      storesPort,
    });
    await recordAudit(tx, actor, {
      action: 'nas.coa_test_requested',
      subjectKind: 'nas',
      subjectId: nasId,
      subjectName: nas.name,
      before: null,
      after: { testId: test.id, storesPort },
    });
    await enqueueJob(tx, {
      task: 'test-coa',
      payload: { tenantId, testId: test.id },
      queue: `nas-test:${nasId}`,
      key: `coa-test:${test.id}`,
    });
    return test;
  });
}
