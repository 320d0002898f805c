import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { subscriberErrors } from './errors.ts';
import { servicePasswordBinding, type SubscriberDeps } from './subscriber-deps.ts';
import { findSubscriber, readSealedPassword } from './subscriber-store.ts';

/** Opens the service password for a person, who stands in the audit log for it. */
export function revealPassword(
  deps: Pick<SubscriberDeps, 'database' | 'sealer'>,
  actor: Actor,
  { id }: { id: string },
): Promise<string> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const subscriber = await findSubscriber(tx, { tenantId, id });
    if (!subscriber) throw subscriberErrors.notFound();
    const sealed = await readSealedPassword(tx, { tenantId, id });
    if (!sealed) throw subscriberErrors.noPassword();
    await recordAudit(tx, actor, {
      action: 'subscriber.password_revealed',
      subjectKind: 'subscriber',
      subjectId: id,
      subjectName: subscriber.username,
      before: null,
      after: null,
    });
    return deps.sealer.open(sealed, servicePasswordBinding({ tenantId, id })).toString('utf8');
  });
}
