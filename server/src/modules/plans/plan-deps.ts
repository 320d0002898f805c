import type { Clock, Random } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import type { VersionScope } from './plan.ts';

/** What the use cases of this module work with. */
export interface PlanDeps {
  database: Database;
  clock: Clock;
  random: Random;
  sold: SoldPlans;
}

/** What is sold belongs to subscriptions, a higher tier, so the role hands it in. */
export interface SoldPlans {
  /** Moves what is sold of a plan to this version, in short transactions, and says how many it moved. */
  move: (actor: Actor, target: { planId: string; planVersionId: string }) => Promise<number>;
  /** How many hold each of these plans now; those that nobody holds may be left out. */
  countHolders: (
    tx: Tx,
    plans: { tenantId: string; planIds: readonly string[] },
  ) => Promise<Map<string, number>>;
  /** How many of what is sold of a plan stands on each of its versions. */
  countByVersion: (tx: Tx, plan: { tenantId: string; planId: string }) => Promise<Map<string, number>>;
  /** Whom a new version of a plan reaches. */
  preview: (
    tx: Tx,
    version: { tenantId: string; planId: string; applyTo: VersionScope },
  ) => Promise<ReachedByVersion>;
}

export interface ReachedByVersion {
  /** Subscriptions that move at once. */
  changesNow: number;
  /** Subscriptions that get the version when they renew by themselves. */
  changesAtRenewal: number;
  /** Of the subscribers of both, how many are online. */
  online: number;
  /** A few of those subscribers, by their names. */
  sample: { subscriberId: string; username: string; fullName: string | null }[];
}
