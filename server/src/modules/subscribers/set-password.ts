import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from './change-subscriber.ts';
import { subscriberErrors } from './errors.ts';
import { hashPortalPassword } from './portal-password.ts';
import { generateServicePassword } from './service-password.ts';
import { servicePasswordBinding, type SubscriberDeps } from './subscriber-deps.ts';
import { updateSubscriber } from './subscriber-store.ts';
import type { CreatedSubscriber } from './create-subscriber.ts';

/** Gives a subscriber another service password; it holds at the next login within two seconds. */
export function setPassword(
  deps: Pick<SubscriberDeps, 'database' | 'sealer' | 'random'>,
  actor: Actor,
  { id, password: given }: { id: string; password: string | undefined },
): Promise<CreatedSubscriber> {
  const { tenantId } = actor;
  const password = given ?? generateServicePassword(deps.random);
  const passwordSealed = deps.sealer.seal(Buffer.from(password), servicePasswordBinding({ tenantId, id }));
  return deps.database.inTenant(tenantId, async (tx) => {
    const before = await requireOpenSubscriber(tx, { tenantId, id });
    if (before.credential === 'mac') throw subscriberErrors.noPassword();
    const subscriber = await updateSubscriber(tx, { tenantId, id, change: { passwordSealed } });
    await recordAudit(tx, actor, {
      action: 'subscriber.password_changed',
      subjectKind: 'subscriber',
      subjectId: id,
      subjectName: subscriber.username,
      before: null,
      after: null,
    });
    return { subscriber, generatedPassword: given === undefined ? password : null };
  });
}

/** Gives a subscriber another portal password, or with null none. */
export async function setPortalPassword(
  deps: Pick<SubscriberDeps, 'database'>,
  actor: Actor,
  { id, portalPassword }: { id: string; portalPassword: string | null },
): Promise<void> {
  const { tenantId } = actor;
  const portalPasswordHash = portalPassword === null ? null : await hashPortalPassword(portalPassword);
  await deps.database.inTenant(tenantId, async (tx) => {
    const before = await requireOpenSubscriber(tx, { tenantId, id });
    const after = await updateSubscriber(tx, { tenantId, id, change: { portalPasswordHash } });
    await recordAudit(tx, actor, {
      action: 'subscriber.portal_password_changed',
      subjectKind: 'subscriber',
      subjectId: id,
      subjectName: before.username,
      before: { hasPortalPassword: before.hasPortalPassword },
      after: { hasPortalPassword: after.hasPortalPassword },
    });
  });
}
