/** A speed of its own for a while, instead of the plan's and of speed rules. Fair use still holds. */
export interface Boost {
  id: string;
  subscriberId: string;
  downloadBps: bigint;
  uploadBps: bigint;
  startsAt: Date;
  /** Exclusive; one that is ended early ends at that instant. */
  endsAt: Date;
  reason: string | null;
  grantedByName: string;
}

/** Of one subscriber within 24 hours. */
export const mostBoostsADay = 20;
