import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { nasErrors } from './errors.ts';
import { nasSecretBinding, type NasDeps } from './nas-deps.ts';
import { findNas, readSealedSecret } from './nas-store.ts';

/** Opens the secret of a NAS for a person, who stands in the audit log for it. */
export function revealNasSecret(
  deps: Pick<NasDeps, 'database' | 'sealer'>,
  actor: Actor,
  { id }: { id: string },
): Promise<string> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const nas = await findNas(tx, { tenantId, id });
    const sealed = await readSealedSecret(tx, { tenantId, id });
    if (!nas || !sealed) throw nasErrors.notFound();
    await recordAudit(tx, actor, {
      action: 'nas.secret_revealed',
      subjectKind: 'nas',
      subjectId: id,
      subjectName: nas.name,
      before: null,
      after: null,
    });
    return deps.sealer.open(sealed, nasSecretBinding({ tenantId, id })).toString('utf8');
  });
}
