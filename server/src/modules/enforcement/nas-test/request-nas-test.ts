import { uuidv7 } from '@trunkline/kit';
import type { Actor } from '../../../platform/http/index.ts';
import { enqueueJob } from '../../../platform/jobs/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { findNas, nasErrors } from '../../nas/index.ts';
import { findWaitingTest, insertNasTest, type NasTest } from './nas-test-store.ts';
import type { EnforcementDeps } from '../order/request-disconnect.ts';

/** A click while one is under way joins it; after this long its job is taken for lost. */
const joinsWithinMs = 15_000;

/** Has the worker look at a NAS; the answer is there within seconds. One at a time for each NAS. */
export function requestNasTest(
  deps: EnforcementDeps,
  actor: Actor,
  { nasId }: { nasId: string },
): Promise<NasTest> {
  const { tenantId } = actor;
  const nowMs = deps.clock.now();
  return deps.database.inTenant(tenantId, async (tx) => {
    const nas = await findNas(tx, { tenantId, id: nasId });
    if (!nas) throw nasErrors.notFound();
    const waiting = await findWaitingTest(tx, { tenantId, nasId, since: new Date(nowMs - joinsWithinMs) });
    if (waiting) return waiting;
    const test = await insertNasTest(tx, {
      tenantId,
      id: uuidv7(deps.clock, deps.random),
      nasId,
      requestedAt: new Date(nowMs),
      requestedBy: actor.personId,
      requestedByName: actor.name,
    });
    await recordAudit(tx, actor, {
      action: 'nas.test_requested',
      subjectKind: 'nas',
      subjectId: nasId,
      subjectName: nas.name,
      before: null,
      after: { testId: test.id },
    });
    await enqueueJob(tx, {
      task: 'test-nas',
      payload: { tenantId, testId: test.id },
      queue: `nas-test:${nasId}`,
      key: `nas-test:${test.id}`,
    });
    return test;
  });
}
