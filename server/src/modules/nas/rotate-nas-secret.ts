import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { nasErrors } from './errors.ts';
import { nasSecretBinding, type NasDeps } from './nas-deps.ts';
import { generateNasSecret, weaknessesOfSecret } from './nas-secret.ts';
import { findNas, updateNas } from './nas-store.ts';
import type { CreatedNas } from './create-nas.ts';

/**
 * Gives a NAS another secret. From the next two seconds on its packets count only under the new one: set
 * it on the router at once.
 */
export function rotateNasSecret(
  deps: Pick<NasDeps, 'database' | 'sealer' | 'random'>,
  actor: Actor,
  { id, secret: given }: { id: string; secret: string | undefined },
): Promise<CreatedNas> {
  const { tenantId } = actor;
  const secret = given ?? generateNasSecret(deps.random);
  const secretSealed = deps.sealer.seal(Buffer.from(secret), nasSecretBinding({ tenantId, id }));
  return deps.database.inTenant(tenantId, async (tx) => {
    const before = await findNas(tx, { tenantId, id, forUpdate: true });
    if (!before) throw nasErrors.notFound();
    const nas = await updateNas(tx, { tenantId, id, change: { secretSealed } });
    await recordAudit(tx, actor, {
      action: 'nas.secret_rotated',
      subjectKind: 'nas',
      subjectId: id,
      subjectName: nas.name,
      before: null,
      after: null,
    });
    return { nas, secret, secretWarnings: weaknessesOfSecret(secret) };
  });
}
