import { sql } from 'kysely';
import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { Explanation } from '../../policy/index.ts';
import {
  findSubscriber,
  parseMac,
  readBulkSubjects,
  subscriberErrors,
  type Subscriber,
} from '../../subscribers/index.ts';
import { hasDevicePlace } from './device-place.ts';
import { explainSubscriber } from '../explanation/explain-subscriber.ts';
import type { RejectReasonCode } from '../login/reject-reasons.ts';
import { remedies, type RemedyAction } from '../login/remedies.ts';

/** One login as the log has it. */
export interface LoggedLogin {
  at: Date;
  nasId: string;
  /** Null: the NAS has been deleted. */
  nasName: string | null;
  callingStationId: string | null;
  reason: RejectReasonCode | null;
  count: number;
}

/** What the sentence about a refusal is made of. */
export interface RefusalFacts {
  /** The device that tried. */
  mac: string | null;
  knownMacs: string[];
  /** The end of the subscription that a list shows. */
  expiresAt: Date | null;
  subscriptionId: string | null;
  boundNasId: string | null;
  boundNasName: string | null;
  maxSessions: number | null;
  openSessionIds: string[];
  /** Whether the device that tried would find a place among those of a hotspot account. */
  hasDevicePlace: boolean;
}

/**
 * `never_seen`: the log knows no login; `accepted`: the last one was let in; `refused`: it was not, and what
 * it was refused for still stands; `mended`: that is gone, and the next login has not come yet.
 */
export type LastLoginVerdict = 'never_seen' | 'accepted' | 'refused' | 'mended';

export interface LastLogin {
  verdict: LastLoginVerdict;
  accept: LoggedLogin | null;
  reject: LoggedLogin | null;
  /** Why the next login would be refused whatever its password and device; null: it would not. */
  refusedNow: RejectReasonCode | null;
  /** What the next login would get, or why nothing, whatever its password and device. */
  explanation: Explanation;
  /** Of the reason that stands now, else of the last refusal. */
  remedy: RemedyAction | null;
  facts: RefusalFacts;
}

/** Why a subscriber was refused the last time, whether that still holds, and what mends it. */
export function readLastLogin(
  { database, clock }: { database: Database; clock: Clock },
  { tenantId, id }: { tenantId: string; id: string },
): Promise<LastLogin> {
  return database.readInTenant(tenantId, async (tx) => {
    const subscriber = await findSubscriber(tx, { tenantId, id });
    if (!subscriber) throw subscriberErrors.notFound();
    const nowMs = clock.now();
    const [accept, reject] = await readLogins(tx, { tenantId, id });
    const { decision, explanation } = (await explainSubscriber(tx, { tenantId, subscriberId: id, nowMs }))!;
    const refusedNow = decision.kind === 'reject' ? decision.reason : null;
    const maxSessions = decision.kind === 'accept' ? decision.terms.maxSessions : null;
    const facts = await readFacts(tx, { tenantId, subscriber, reject, maxSessions, nowMs });
    const verdict = verdictOf({ accept, reject, refusedNow, subscriber, facts });
    const reason = refusedNow ?? (verdict === 'refused' ? reject!.reason : null);
    const remedy = remedyOf(reason, facts);
    return { verdict, accept, reject, refusedNow, explanation, remedy, facts };
  });
}

/** The last accept and the last reject. */
async function readLogins(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<[LoggedLogin | null, LoggedLogin | null]> {
  const lastOf = (outcome: 'accepted' | 'rejected') => sql`
    (select at, nas_id, calling_station_id, outcome, reason, count from aaa.auth_log
     where tenant_id = ${tenantId} and subscriber_id = ${id} and outcome = ${outcome}
     order by at desc limit 1)`;
  const { rows } = await sql<LoggedLogin & { outcome: string }>`
    select l.at, l.nas_id, n.name as nas_name, l.calling_station_id, l.outcome, l.reason, l.count
    from (${lastOf('accepted')} union all ${lastOf('rejected')}) l
      left join nas.nas n on n.tenant_id = ${tenantId} and n.id = l.nas_id`.execute(tx);
  const found = new Map(rows.map(({ outcome, ...login }) => [outcome, login]));
  return [found.get('accepted') ?? null, found.get('rejected') ?? null];
}

interface FactsQuestion {
  tenantId: string;
  subscriber: Subscriber;
  reject: LoggedLogin | null;
  maxSessions: number | null;
  nowMs: number;
}

async function readFacts(
  tx: Tx,
  { tenantId, subscriber, reject, maxSessions, nowMs }: FactsQuestion,
): Promise<RefusalFacts> {
  const [subject] = await readBulkSubjects(tx, { tenantId, ids: [subscriber.id] });
  const { nasId } = subscriber;
  const bound =
    nasId === null
      ? undefined
      : await tx
          .selectFrom('nas.nas')
          .select('name')
          .where('tenantId', '=', tenantId)
          .where('id', '=', nasId)
          .executeTakeFirst();
  const mac = reject?.callingStationId ?? null;
  const subscriptionId = subject!.service?.id ?? null;
  const device = { tenantId, subscriberId: subscriber.id, subscriptionId, mac, nowMs };
  return {
    mac,
    knownMacs: subscriber.macs,
    expiresAt: subject!.service?.expiresAt ?? null,
    subscriptionId,
    boundNasId: nasId,
    boundNasName: bound?.name ?? null,
    maxSessions,
    openSessionIds: subject!.openSessionIds,
    hasDevicePlace: await hasDevicePlace(tx, device),
  };
}

interface VerdictQuestion {
  accept: LoggedLogin | null;
  reject: LoggedLogin | null;
  refusedNow: RejectReasonCode | null;
  subscriber: Subscriber;
  facts: RefusalFacts;
}

function verdictOf({ accept, reject, refusedNow, subscriber, facts }: VerdictQuestion): LastLoginVerdict {
  if (!reject) return accept ? 'accepted' : 'never_seen';
  if (accept && accept.at >= reject.at) return 'accepted';
  return stillStands(reject, { refusedNow, subscriber, facts }) ? 'refused' : 'mended';
}

/** Of what the rows tell; a wrong password or a router's fault stands until a login is let in. */
function stillStands(
  { reason, nasId }: LoggedLogin,
  { refusedNow, subscriber, facts }: Pick<VerdictQuestion, 'refusedNow' | 'subscriber' | 'facts'>,
): boolean {
  switch (reason) {
    case 'aaa.wrong_mac': {
      const mac = facts.mac === null ? undefined : parseMac(facts.mac);
      const { macBinding, macs } = subscriber;
      if (macBinding === 'none' || (macBinding === 'learn' && macs.length === 0)) return false;
      return mac === undefined || !macs.includes(mac);
    }
    case 'aaa.wrong_nas':
      return subscriber.nasId !== null && subscriber.nasId !== nasId;
    case 'aaa.too_many_devices':
      return !facts.hasDevicePlace;
    case 'aaa.too_many_sessions':
      return facts.openSessionIds.length >= (facts.maxSessions ?? 1);
    case 'aaa.unknown_user':
      return false;
    case 'aaa.wrong_password':
    case 'aaa.suspected_wrong_secret':
    case 'aaa.too_many_attempts':
    case 'aaa.unsupported_method':
    case 'aaa.malformed_credentials':
    case 'aaa.refused_by_freeradius':
      return true;
    case 'aaa.tenant_suspended':
    case 'aaa.suspended':
    case 'aaa.paused':
    case 'aaa.disabled':
    case 'aaa.closed':
    case 'aaa.no_subscription':
    case 'aaa.expired':
    case 'aaa.quota_used_up':
    case 'aaa.outside_login_hours':
    case null:
      break;
  }
  return refusedNow !== null;
}

function remedyOf(reason: RejectReasonCode | null, facts: RefusalFacts): RemedyAction | null {
  if (reason === null) return null;
  // Nothing is left that could be extended: all of it was cancelled.
  if (reason === 'aaa.expired' && facts.subscriptionId === null) return 'assign-plan';
  return remedies[reason];
}
