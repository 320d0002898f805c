import { SeededRandom } from '@trunkline/kit';
import type { Cast, CastMember, Rhythm } from '../cast/cast.ts';
import { isServed } from '../cast/troubles.ts';
import { startOfDay } from '../daily-curve.ts';
import { between, happens, pick } from '../draw.ts';

export const historyDays = 30;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Just before the demonstration begins its routers got new software: what was open then ended. */
const restartLeadMs = 1_000;
const leastSessionMs = 2 * minuteMs;

/** Acct-Terminate-Cause (RFC 2866 §5.10). */
export const causes = {
  userRequest: 1,
  lostCarrier: 2,
  idleTimeout: 4,
  sessionTimeout: 5,
  adminReset: 6,
  adminReboot: 7,
} as const;

export interface PastSession {
  readonly member: CastMember;
  readonly startMs: number;
  readonly endMs: number;
  readonly cause: number;
  readonly framedIp: string;
  /** Means over the curve of the day, bit/s. */
  readonly downloadBps: number;
  readonly uploadBps: number;
}

/** Thirty days of everybody's sessions up to now, in the order of their members; none is open. */
export function createPastSessions(cast: Cast, nowMs: number): PastSession[] {
  const random = new SeededRandom(cast.seed ^ 0x5eed_0004);
  const endMs = nowMs - restartLeadMs;
  return cast.members.flatMap((member) => {
    const { fromMs, toMs } = servedSpan(member, { nowMs, endMs });
    const sessions: PastSession[] = [];
    for (const span of spansOf(random, member, { fromMs, toMs })) {
      const startMs = Math.max(span.startMs, fromMs);
      const end = Math.min(span.endMs, toMs);
      if (end - startMs < leastSessionMs) continue;
      const cause = end === endMs ? causes.adminReboot : span.cause;
      sessions.push({ member, startMs, endMs: end, cause, ...usageOf(random, member, startMs) });
    }
    return sessions;
  });
}

/** When the subscriber had service within the days of the history. */
function servedSpan(
  { joinedDaysAgo, trouble, troubledDays }: CastMember,
  { nowMs, endMs }: { nowMs: number; endMs: number },
): { fromMs: number; toMs: number } {
  const fromMs = Math.max(startOfDay(nowMs - historyDays * dayMs), nowMs - joinedDaysAgo * dayMs);
  if (isServed(trouble)) return { fromMs, toMs: endMs };
  if (trouble === 'never-sold') return { fromMs, toMs: fromMs };
  return { fromMs, toMs: nowMs - troubledDays * dayMs };
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
  readonly cause: number;
}

/** Never two at once, because each begins after the one before has ended. */
function spansOf(random: SeededRandom, member: CastMember, period: { fromMs: number; toMs: number }): Span[] {
  const spans: Span[] = [];
  let freeMs = 0;
  for (let day = startOfDay(period.fromMs); day < period.toMs; day += dayMs) {
    for (const { from, hours, cause } of dayOf(random, member, day)) {
      const startMs = Math.max(Math.round(day + from * hourMs), freeMs);
      const endMs = Math.round(day + (from + hours) * hourMs);
      if (endMs - startMs < leastSessionMs) continue;
      spans.push({ startMs, endMs, cause });
      freeMs = endMs + between(random, 20, 90) * 1_000;
    }
  }
  return spans;
}

interface Stay {
  /** Hours after midnight. */
  readonly from: number;
  readonly hours: number;
  readonly cause: number;
}

/** The wishes of one day; the hours may reach into the next one. */
function dayOf(random: SeededRandom, member: CastMember, dayStartMs: number): Stay[] {
  const hour = (least: number, most: number): number => least + random.real() * (most - least);
  const stay = (from: number, hours: number): Stay => ({ from, hours, cause: causeOf(random) });
  const evening = (): Stay[] => [
    ...(happens(random, 0.45) ? [stay(hour(6.5, 11), hour(2, 5))] : []),
    ...(happens(random, 0.97) ? [stay(hour(16.2, 18.9), hour(4.2, 6.4))] : []),
  ];
  const office = (): Stay[] => {
    const isWeekend = new Date(dayStartMs + 12 * hourMs).getUTCDay() % 6 === 0;
    return happens(random, isWeekend ? 0.3 : 0.97) ? [stay(hour(7.2, 9), hour(8, 13.5))] : [];
  };
  const nowAndThen = (): Stay[] =>
    Array.from({ length: between(random, 1, 4) }, (_, n) =>
      stay(hour(6 + n * 4, 9.5 + n * 4), hour(0.3, 2.4)),
    );
  const days: Record<Rhythm, () => Stay[]> = {
    always: () => wholeDay(random, member),
    evening,
    office,
    'now-and-then': nowAndThen,
  };
  return days[member.rhythm]();
}

/** The modem dials again once a day at an hour of its own, and sometimes in between. */
function wholeDay(random: SeededRandom, { index }: CastMember): Stay[] {
  const from = 2 + (index % 300) / 100;
  const cause = causes.sessionTimeout;
  if (!happens(random, 0.15)) return [{ from, hours: 24, cause }];
  const broken = 1 + random.real() * 17;
  return [
    { from, hours: broken, cause: causes.lostCarrier },
    { from: from + broken, hours: 24 - broken, cause },
  ];
}

function causeOf(random: SeededRandom): number {
  const place = random.real();
  if (place < 0.66) return causes.userRequest;
  if (place < 0.92) return causes.lostCarrier;
  return place < 0.99 ? causes.idleTimeout : causes.adminReset;
}

function usageOf(
  random: SeededRandom,
  member: CastMember,
  startMs: number,
): Pick<PastSession, 'framedIp' | 'downloadBps' | 'uploadBps'> {
  const mood = 0.4 + random.real() * 1.2;
  return {
    framedIp: member.staticIp ?? pastAddress(member, startMs),
    downloadBps: member.downloadBps * mood,
    uploadBps: member.uploadBps * mood * pick(random, [0.8, 1, 1.2]),
  };
}

/**
 * An address of the router's pool. Even and odd days have halves of their own and no session lasts two days, so
 * that nobody has an address that another has at that moment; the next day it is another's.
 */
function pastAddress({ index, router }: CastMember, startMs: number): string {
  const day = Math.floor(startMs / dayMs);
  const place = (index + day * 331) % 1_000;
  return `10.${router}.${(day % 2 === 0 ? 64 : 128) + (place >> 8)}.${place & 255}`;
}
