import { uuidv7 } from '@trunkline/kit';
import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { loadSettings } from '../settings/index.ts';
import { lockTenant } from '../tenancy/index.ts';
import { subscriberErrors } from './errors.ts';
import { hashPortalPassword } from './portal-password.ts';
import { generateServicePassword } from './service-password.ts';
import { servicePasswordBinding, type SubscriberDeps } from './subscriber-deps.ts';
import { requireMacs, requireSoundFields, requireWholePosition } from './subscriber-fields.ts';
import { findSubscriber, insertSubscriber } from './subscriber-store.ts';
import type { Credential, MacBinding, Subscriber, SubscriberFields } from './subscriber.ts';
import { usernameKey } from './username-key.ts';

export interface CreateSubscriberInput extends SubscriberFields {
  credential: Credential;
  /** Undefined: generate one. Refused for those who log in by MAC address. */
  password: string | undefined;
  portalPassword: string | undefined;
  macBinding: MacBinding;
  macs: string[];
  /** Also sells this plan. */
  plan: { planId: string; startsAt: Date | undefined; autoRenew: boolean } | undefined;
}

export interface CreatedSubscriber {
  subscriber: Subscriber;
  /** Only when it was generated: told here and never again without the right to reveal it. */
  generatedPassword: string | null;
}

/** Adds a subscriber and, if asked, sells a plan: all of it or nothing. */
export async function createSubscriber(
  deps: SubscriberDeps,
  actor: Actor,
  input: CreateSubscriberInput,
): Promise<CreatedSubscriber> {
  const { tenantId } = actor;
  const { password, portalPassword, plan, macs: givenMacs, credential, macBinding, ...fields } = input;
  requireWholePosition(fields);
  const macs = requireBinding(macBinding, requireMacs(givenMacs));
  const now = new Date(deps.clock.now());
  const id = uuidv7(deps.clock, deps.random);
  const secrets = await prepareSecrets(deps, { tenantId, id, credential, password, portalPassword });
  return refusingTakenUsername(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const sound = await requireSoundFields(tx, { tenantId, credential, fields });
      const stripRealm = await readRealmRule(tx, tenantId);
      const inserted = await insertSubscriber(tx, {
        ...sound,
        tenantId,
        id,
        credential,
        usernameKey: usernameKey(sound.username, { stripRealm, credential }),
        macBinding,
        macs,
        loginWindows: sound.loginWindows && JSON.stringify(sound.loginWindows),
        customAttributes: JSON.stringify(sound.customAttributes),
        passwordSealed: secrets.passwordSealed,
        portalPasswordHash: secrets.portalPasswordHash,
      });
      await recordAudit(tx, actor, {
        action: 'subscriber.created',
        subjectKind: 'subscriber',
        subjectId: id,
        subjectName: inserted.username,
        before: null,
        after: { ...inserted },
      });
      if (plan) await deps.subscriptions.assign(tx, actor, { subscriberId: id, ...plan, now });
      const subscriber = (await findSubscriber(tx, { tenantId, id }))!;
      return { subscriber, generatedPassword: secrets.generatedPassword };
    }),
  );
}

/** Whether realms are stripped; that stays so until the transaction ends. */
export async function readRealmRule(tx: Tx, tenantId: string): Promise<boolean> {
  await lockTenant(tx, { id: tenantId, for: 'read' });
  return (await loadSettings(tx, tenantId))['radius.stripRealm'];
}

/** A fixed binding without an address would let nobody in. */
export function requireBinding(binding: MacBinding, macs: string[]): string[] {
  if (binding === 'fixed' && macs.length === 0) {
    throw subscriberErrors.invalid({ details: [{ field: 'macs', message: 'names no device to bind to' }] });
  }
  return macs;
}

export async function refusingTakenUsername<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'subscriber_username') throw error;
    throw subscriberErrors.usernameTaken({
      details: [{ field: 'username', message: 'is taken' }],
      cause: error,
    });
  }
}

interface SecretsInput {
  tenantId: string;
  id: string;
  credential: Credential;
  password: string | undefined;
  portalPassword: string | undefined;
}

async function prepareSecrets(
  deps: SubscriberDeps,
  { tenantId, id, credential, password, portalPassword }: SecretsInput,
): Promise<{
  passwordSealed: Buffer | null;
  portalPasswordHash: string | null;
  generatedPassword: string | null;
}> {
  const portalPasswordHash = portalPassword === undefined ? null : await hashPortalPassword(portalPassword);
  if (credential === 'mac') {
    if (password !== undefined) {
      const message = 'is not for subscribers who log in by MAC address';
      throw subscriberErrors.invalid({ details: [{ field: 'password', message }] });
    }
    return { passwordSealed: null, portalPasswordHash, generatedPassword: null };
  }
  const plain = password ?? generateServicePassword(deps.random);
  const passwordSealed = deps.sealer.seal(Buffer.from(plain), servicePasswordBinding({ tenantId, id }));
  return { passwordSealed, portalPasswordHash, generatedPassword: password === undefined ? plain : null };
}
