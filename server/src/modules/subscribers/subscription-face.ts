import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import type { ServiceLabel } from './subscriber.ts';

/** A subscription as it is shown with its subscriber. */
export interface HeldSubscription {
  id: string;
  planId: string;
  planName: string;
  planVersionId: string;
  status: string;
  priority: number;
  startsAt: Date;
  /** Exclusive; null: no end. */
  expiresAt: Date | null;
  autoRenew: boolean;
  /** Its terms hold now. */
  isInForce: boolean;
}

/**
 * What subscribers need of subscriptions. The role hands it in, because subscriptions are built on
 * subscribers and not the other way round. All of it happens in the caller's transaction.
 */
export interface SubscriptionFace {
  /** Sells a plan to a subscriber whose row is locked; 400 naming `planId` or `startsAt`. */
  assign(
    tx: Tx,
    actor: Actor,
    sale: { subscriberId: string; planId: string; startsAt: Date | undefined; autoRenew: boolean; now: Date },
  ): Promise<void>;
  /** What the subscriptions say of a subscriber at this instant. */
  labelOf(tx: Tx, question: { tenantId: string; subscriberId: string; now: Date }): Promise<ServiceLabel>;
  /** Pending, active and in grace, the one in force first; of who holds nothing, the one that ended last. */
  heldBy(
    tx: Tx,
    question: { tenantId: string; subscriberId: string; now: Date },
  ): Promise<HeldSubscription[]>;
  /** Cancels whatever is pending or active. */
  cancelAll(tx: Tx, actor: Actor, order: { subscriberId: string; now: Date }): Promise<void>;
}
