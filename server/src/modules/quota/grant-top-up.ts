import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import { actorId, type Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from '../subscribers/index.ts';
import { quotaErrors } from './errors.ts';
import type { QuotaDeps } from './quota-deps.ts';
import { countTopUps, findTopUpByKey, insertTopUp } from './top-up-store.ts';
import { longestPeriodDays, mostTopUps, type TopUpGranted } from './top-up.ts';

const dayMs = 86_400_000;

export interface TopUpInput {
  subscriberId: string;
  bytes: bigint;
  timeS: bigint;
  /** From now; null: in the running period of the quota. */
  days: number | null;
  reason: string | null;
  /** Asked for again with the same it is granted once; null: each time anew. */
  idempotencyKey: string | null;
}

/**
 * Adds to what a subscriber may use. The policy counts it from the moment it commits; open sessions get what it
 * changes for them.
 */
export function grantTopUp(deps: QuotaDeps, actor: Actor, input: TopUpInput): Promise<TopUpGranted> {
  return deps.database.inTenant(actor.tenantId, (tx) => applyTopUp(deps, { tx, actor }, input));
}

/** The same within a transaction of the caller's. */
export async function applyTopUp(
  deps: Pick<QuotaDeps, 'clock' | 'random'>,
  { tx, actor }: { tx: Tx; actor: Actor },
  input: TopUpInput,
): Promise<TopUpGranted> {
  const { tenantId } = actor;
  const { subscriberId, bytes, timeS, days, reason, idempotencyKey } = input;
  if (bytes <= 0n && timeS <= 0n) throw quotaErrors.nothingAdded();
  // The lock lets one after the other look at what has been granted.
  const subscriber = await requireOpenSubscriber(tx, { tenantId, id: subscriberId });
  const at = new Date(deps.clock.now());
  const until = days === null ? null : new Date(at.getTime() + days * dayMs);
  const grantedBy = actorId(actor);
  const granted = await findGranted(tx, { tenantId, grantedBy, key: idempotencyKey });
  if (granted) return requireSame(granted, input);
  const since = new Date(at.getTime() - longestPeriodDays * dayMs);
  const held = await countTopUps(tx, { tenantId, subscriberId, now: at, since });
  if (held >= mostTopUps) throw quotaErrors.tooManyTopUps();
  const topUp = await insertTopUp(tx, {
    tenantId,
    id: uuidv7(deps.clock, deps.random),
    subscriberId,
    at,
    until,
    bytes,
    timeS,
    reason,
    idempotencyKey,
    grantedBy,
    grantedByName: actor.name,
  });
  await recordAudit(tx, actor, {
    action: 'quota.topped_up',
    subjectKind: 'subscriber',
    subjectId: subscriberId,
    subjectName: subscriber.username,
    before: null,
    after: { topUpId: topUp.id, bytes, timeS, until, reason },
  });
  return topUp;
}

function findGranted(
  tx: Tx,
  { tenantId, grantedBy, key }: { tenantId: string; grantedBy: string | null; key: string | null },
): Promise<TopUpGranted | undefined> | undefined {
  return key === null || grantedBy === null ? undefined : findTopUpByKey(tx, { tenantId, grantedBy, key });
}

function requireSame(
  granted: TopUpGranted,
  { subscriberId, bytes, timeS, days, reason }: TopUpInput,
): TopUpGranted {
  const lastedMs = granted.until && granted.until.getTime() - granted.at.getTime();
  const isSame =
    granted.subscriberId === subscriberId &&
    granted.bytes === bytes &&
    granted.timeS === timeS &&
    granted.reason === reason &&
    lastedMs === (days === null ? null : days * dayMs);
  if (!isSame) throw quotaErrors.keyUsed();
  return granted;
}
