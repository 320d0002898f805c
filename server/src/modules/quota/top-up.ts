/** Volume or time on top of a quota: in the period that holds `at`, or until `until` whatever the period. */
export interface TopUpGranted {
  id: string;
  subscriberId: string;
  at: Date;
  until: Date | null;
  bytes: bigint;
  timeS: bigint;
  reason: string | null;
  grantedByName: string;
}

/** The policy looks at so many of a subscriber, the newest. */
export const mostTopUps = 100;
/** No period is longer, but for that of a quota which is given once. */
export const longestPeriodDays = 400;
