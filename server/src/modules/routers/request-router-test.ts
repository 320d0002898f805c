import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import { recordAudit } from '../audit/index.ts';
import { findNas } from '../nas/index.ts';
import { routersErrors } from './errors.ts';
import { RouterUnavailable } from './router-failure.ts';
import { findRouter, settleFingerprint } from './router-store.ts';
import type { TurnQueue } from './turn-queue.ts';
import { testRouter, type RouterTest } from './test-router.ts';

export interface RequestRouterTestDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  /** Tests at once in this process: each may wait for seconds on a router that is away. */
  turns: TurnQueue;
}

/**
 * Tests a router for a person, who stands in the audit log when its certificate is learned by that. The connection is one
 * of its own, so that an earlier failure does not answer for it.
 */
export async function requestRouterTest(
  { database, sealer, clock, turns }: RequestRouterTestDeps,
  actor: Actor,
  { nasId }: { nasId: string },
): Promise<RouterTest> {
  const { tenantId } = actor;
  const { nas, router } = await database.inTenant(tenantId, async (tx) => ({
    nas: await findNas(tx, { tenantId, id: nasId }),
    router: await findRouter(tx, sealer, { tenantId, nasId }),
  }));
  if (!nas) throw routersErrors.nasNotFound();
  if (!router) throw routersErrors.noApi();
  const learn = (fingerprint: string): Promise<string | null> =>
    database.inTenant(tenantId, async (tx) => {
      const held = await settleFingerprint(tx, { tenantId, nasId, fingerprint });
      if (held === fingerprint) {
        await recordAudit(tx, actor, {
          action: 'nas.certificate_learned',
          subjectKind: 'nas',
          subjectId: nasId,
          subjectName: nas.name,
          before: null,
          after: { fingerprint },
        });
      }
      return held;
    });
  try {
    return await turns.take(() => testRouter({ clock, learn }, { router, coaPort: nas.coaPort }), undefined);
  } catch (error) {
    if (error instanceof RouterUnavailable) throw routersErrors.tooManyTests({ cause: error });
    throw error;
  }
}
