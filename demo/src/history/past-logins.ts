import { SeededRandom } from '@trunkline/kit';
import { accessPointGuest, guestMacAddress, type Cast, type CastMember } from '../cast/cast.ts';
import { strangers } from '../cast/strangers.ts';
import type { Trouble } from '../cast/troubles.ts';
import { presenceAt, startOfDay } from '../daily-curve.ts';
import { between, happens, pick } from '../draw.ts';
import { historyDays, type PastSession } from './past-sessions.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A login as the log of authentications tells it; `count` equal ones within ten seconds are one. */
export interface PastLogin {
  readonly atMs: number;
  readonly member: CastMember | undefined;
  readonly username: string;
  readonly macAddress: string;
  readonly router: number;
  readonly method: string | null;
  /** Undefined: accepted. */
  readonly reason: string | undefined;
  readonly count: number;
}

/** For which trouble the server gives which reason, where the logins do not depend on the hour. */
const reasons: Readonly<Partial<Record<Trouble, string>>> = {
  expired: 'aaa.expired',
  'never-sold': 'aaa.no_subscription',
  suspended: 'aaa.suspended',
  paused: 'aaa.paused',
  disabled: 'aaa.disabled',
  closed: 'aaa.closed',
  'mistyped-password': 'aaa.wrong_password',
  'other-device': 'aaa.wrong_mac',
  'other-router': 'aaa.wrong_nas',
  'shared-account': 'aaa.too_many_sessions',
  'quota-used-up': 'aaa.quota_used_up',
  'day-hours': 'aaa.outside_login_hours',
  'night-hours': 'aaa.outside_login_hours',
  'eap-supplicant': 'aaa.unsupported_method',
  'confused-client': 'aaa.malformed_credentials',
};

/** The logins of the past sessions and those that were refused, from the oldest to the newest. */
export function createPastLogins(cast: Cast, sessions: readonly PastSession[], nowMs: number): PastLogin[] {
  const random = new SeededRandom(cast.seed ^ 0x5eed_0005);
  const logins = [
    ...sessions.flatMap((session) => loginsOf(random, session)),
    ...cast.members.flatMap((member) => refusalsOf(random, member, nowMs)),
    ...strangersOf(random, cast, nowMs),
    ...suspensionByMistake(cast, nowMs),
  ];
  return logins.toSorted((a, b) => a.atMs - b.atMs);
}

function login(member: CastMember, atMs: number, reason: string | undefined, count = 1): PastLogin {
  const { person, macAddress, router } = member;
  const method = member.trouble === 'eap-supplicant' ? 'eap' : member.method;
  return { atMs, member, username: person.username, macAddress, router, method, reason, count };
}

/** Now and then somebody mistypes before getting in. */
function loginsOf(random: SeededRandom, { member, startMs }: PastSession): PastLogin[] {
  const accepted = login(member, startMs, undefined);
  if (!happens(random, 0.008)) return [accepted];
  return [login(member, startMs - between(random, 15, 90) * 1_000, 'aaa.wrong_password'), accepted];
}

function refusalsOf(random: SeededRandom, member: CastMember, nowMs: number): PastLogin[] {
  const { trouble, isDialling, troubledDays } = member;
  const reason = trouble && reasons[trouble];
  if (!reason || !isDialling) return [];
  const days = Math.min(troubledDays, historyDays);
  return Array.from({ length: days * between(random, 8, 20) }, () => ({
    ...login(member, liveHour(random, nowMs - random.real() * days * dayMs), reason),
    ...(trouble === 'other-router' && { router: (member.router + 1) % 3 }),
    ...(trouble === 'other-device' && { macAddress: `${member.macAddress.slice(0, -2)}FE` }),
  }));
}

/** People try when people are awake: one drawn at a quiet hour moves into the evening before it. */
function liveHour(random: SeededRandom, atMs: number): number {
  if (random.real() < presenceAt(atMs)) return atMs;
  return startOfDay(atMs) - between(random, 3 * 60, 6 * 60) * minuteMs;
}

function strangersOf(random: SeededRandom, cast: Cast, nowMs: number): PastLogin[] {
  const guest = accessPointGuest(cast);
  const each = (
    count: number,
    make: (atMs: number) => Omit<PastLogin, 'member'> & Partial<PastLogin>,
  ): PastLogin[] =>
    Array.from({ length: count }, () => ({
      member: undefined,
      ...make(nowMs - 60_000 - random.real() * (historyDays - 1) * dayMs),
    }));
  const stranger = () => pick(random, strangers);
  return [
    ...each(historyDays * 20, (atMs) => ({ atMs, ...stranger(), reason: 'aaa.unknown_user', count: 1 })),
    ...each(historyDays * 3, (atMs) => {
      return { atMs, ...stranger(), reason: 'aaa.too_many_attempts', count: between(random, 4, 30) };
    }),
    ...each(historyDays * 12, (atMs) => ({
      ...login(guest, atMs, 'aaa.suspected_wrong_secret'),
      macAddress: guestMacAddress,
      method: 'pap',
    })),
  ];
}

/** Four days ago the operator suspended the whole tenant by mistake, for a few minutes at noon. */
function suspensionByMistake({ members }: Cast, nowMs: number): PastLogin[] {
  const { fromMs } = suspension(nowMs);
  return members
    .filter(({ trouble }) => trouble === undefined)
    .slice(0, 40)
    .map((member, n) => login(member, fromMs + n * 7_000, 'aaa.tenant_suspended'));
}

/** When it was; the audit log tells of it, too. */
export function suspension(nowMs: number): { fromMs: number; toMs: number } {
  const fromMs = startOfDay(nowMs - 4 * dayMs) + 12 * hourMs;
  return { fromMs, toMs: fromMs + 5 * minuteMs };
}
