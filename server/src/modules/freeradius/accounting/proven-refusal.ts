import type { RejectReasonCode } from '../../aaa/index.ts';
import type { Decision } from '../../policy/index.ts';
import { parseMac } from '../../subscribers/index.ts';
import type { LoggingSubscriber, PostAuthRow } from './login-store.ts';

/**
 * Why FreeRADIUS refused this login, as far as our own rows prove it, in the order in which our own server asks. What
 * they do not prove, a wrong password above all, is FreeRADIUS' word alone.
 */
export function provenRefusal(
  { nasId, callingStationId }: Pick<PostAuthRow, 'nasId' | 'callingStationId'>,
  subscriber: Omit<LoggingSubscriber, 'tenantId' | 'id' | 'usernameKey'> | undefined,
  decision: Decision<unknown> | undefined,
): RejectReasonCode {
  if (!subscriber) return 'aaa.unknown_user';
  if (decision?.kind === 'reject') return decision.reason;
  if (!isOwnDevice(subscriber, callingStationId)) return 'aaa.wrong_mac';
  if (subscriber.nasId !== null && nasId !== null && subscriber.nasId !== nasId) return 'aaa.wrong_nas';
  if (decision && subscriber.openSessions >= decision.terms.maxSessions) return 'aaa.too_many_sessions';
  return 'aaa.refused_by_freeradius';
}

function isOwnDevice(
  { macBinding, macs }: Pick<LoggingSubscriber, 'macBinding' | 'macs'>,
  station: string | null,
): boolean {
  if (macBinding === 'none' || (macBinding === 'learn' && macs.length === 0)) return true;
  const mac = station === null ? undefined : parseMac(station);
  return mac !== undefined && macs.includes(mac);
}
