import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { nasErrors } from './errors.ts';
import { findNas, updateNas } from './nas-store.ts';
import { onlyAddress } from './router-access.ts';

/**
 * Gives a NAS another prefix in the transaction of its cause. An API that was reached at the address of the packets
 * stays where it was: its password goes to no other place without a person who knows it. Call within `refusingTaken`.
 */
export async function moveNas(
  tx: Tx,
  actor: Actor,
  { id, prefix }: { id: string; prefix: string },
): Promise<void> {
  const { tenantId } = actor;
  const before = await findNas(tx, { tenantId, id, forUpdate: true });
  if (!before) throw nasErrors.notFound();
  const stays = before.api?.address === null ? onlyAddress(before.prefix) : undefined;
  const after = await updateNas(tx, {
    tenantId,
    id,
    change: { prefix, ...(stays !== undefined && { apiAddress: stays }) },
  });
  await recordAudit(tx, actor, {
    action: 'nas.changed',
    subjectKind: 'nas',
    subjectId: id,
    subjectName: after.name,
    before: { prefix: before.prefix },
    after: { prefix: after.prefix },
  });
}
