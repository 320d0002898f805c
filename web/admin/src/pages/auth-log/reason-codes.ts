import type { AuthLogFilter } from './auth-log-queries.ts';

type ReasonCode = NonNullable<AuthLogFilter['reason']>;

/** Each of the API's reasons, in the order in which the filter offers them; the type demands every one. */
const order: Record<ReasonCode, number> = {
  'aaa.unknown_user': 0,
  'aaa.wrong_password': 1,
  'aaa.suspected_wrong_secret': 2,
  'aaa.too_many_attempts': 3,
  'aaa.unsupported_method': 4,
  'aaa.malformed_credentials': 5,
  'aaa.tenant_suspended': 6,
  'aaa.suspended': 7,
  'aaa.paused': 8,
  'aaa.disabled': 9,
  'aaa.closed': 10,
  'aaa.no_subscription': 11,
  'aaa.expired': 12,
  'aaa.quota_used_up': 13,
  'aaa.outside_login_hours': 14,
  'aaa.wrong_mac': 15,
  'aaa.wrong_nas': 16,
  'aaa.too_many_devices': 17,
  'aaa.too_many_sessions': 18,
  'aaa.refused_by_freeradius': 19,
};

export const reasonCodes = (Object.keys(order) as ReasonCode[]).toSorted((a, b) => order[a] - order[b]);
