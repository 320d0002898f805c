import { setImmediate as nextTurn } from 'node:timers/promises';
import { ManualClock, uuidv7 } from '@trunkline/kit';
import { civilDate, startOfDay } from '../daily-curve.ts';
import { countLogins, PastMinutes } from '../history/roll-ups.ts';
import { createPastLogins, type PastLogin } from '../history/past-logins.ts';
import { causes, createPastSessions, historyDays, type PastSession } from '../history/past-sessions.ts';
import { TrafficIntegral } from '../history/traffic-integral.ts';
import { authLogColumns, disconnectColumns, sessionColumns, usageColumns } from './history-columns.ts';
import { insertRows, instant, type Row } from './insert-rows.ts';
import { seedRollUps } from './seed-roll-ups.ts';
import type { SeededNetwork } from './seed-network.ts';
import type { SeededPerson } from './seed-people.ts';
import { colleagueOf, openConnections, type Colleague, type SeedWorld } from './seed-world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Those that ended longer ago stand in the history. */
const keptClosedDays = 7;
/** The log of authentications has a partition a day; the roll-ups tell of the days before. */
const logDays = 8;
const bytesPerPacket = 900;

interface Place {
  readonly tenantId: string;
  readonly network: SeededNetwork;
  readonly people: readonly SeededPerson[];
  readonly colleagues: readonly Colleague[];
}

/** A past session with what it carried and the row it is. */
interface BookedSession extends PastSession {
  readonly id: string;
  readonly number: number;
  readonly person: SeededPerson;
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}

/** Thirty days of sessions, usage, logins and disconnects, and the roll-ups that agree with them. */
export async function seedHistory(world: SeedWorld, place: Place): Promise<void> {
  const { cast, nowMs, owner } = world;
  const fromMs = startOfDay(nowMs - historyDays * dayMs);
  const integral = new TrafficIntegral(fromMs, nowMs);
  const past = createPastSessions(cast, nowMs);
  const sessions = past.map((session, number) => book(world, { session, number, place, integral }));
  await makePartitions(world, fromMs);
  const logins = createPastLogins(cast, past, nowMs).filter(({ atMs }) => atMs >= fromMs && atMs < nowMs);
  const isOld = ({ endMs }: PastSession): boolean => endMs < nowMs - keptClosedDays * dayMs;
  const isKept = ({ atMs }: PastLogin): boolean => atMs >= nowMs - logDays * dayMs;
  const young = sessions.filter((session) => !isOld(session));
  const write = async (table: string, columns: Record<string, string>, rows: () => Row[]): Promise<void> => {
    await nextTurn();
    await insertRows(owner, { table, columns }, rows());
  };
  await openConnections(world);
  // At the same time: the database works on one table while the rows of another are made.
  await Promise.all([
    write('sessions.history', sessionColumns, () => sessionRows(world, place, sessions.filter(isOld))),
    write('sessions.session', sessionColumns, () => sessionRows(world, place, young)),
    write('sessions.usage_day', usageColumns, () => usageRows(place, sessions, integral)),
    write('aaa.auth_log', authLogColumns, () => loginRows(world, place, logins.filter(isKept))),
    write('enforcement.disconnect', disconnectColumns, () => disconnectRows(world, place, sessions)),
    nextTurn().then(() => {
      const minutes = new PastMinutes(past, { fromMs, toMs: nowMs, routers: cast.routers.length });
      return seedRollUps(world, { ...place, minutes, countLogins: (stepMs) => countLogins(logins, stepMs) });
    }),
  ]);
}

function book(
  { random }: SeedWorld,
  given: { session: PastSession; number: number; place: Place; integral: TrafficIntegral },
): BookedSession {
  const { session, number, place, integral } = given;
  const seconds = integral.between(session.startMs, session.endMs);
  return {
    ...session,
    number,
    id: uuidv7(new ManualClock(session.startMs), random),
    person: place.people[session.member.index]!,
    downloadBytes: Math.round((session.downloadBps / 8) * seconds),
    uploadBytes: Math.round((session.uploadBps / 8) * seconds),
  };
}

async function makePartitions({ owner, nowMs }: SeedWorld, fromMs: number): Promise<void> {
  const text = `select platform.create_partition($1, at)
    from generate_series($2::timestamptz, $3::timestamptz + $4::interval, $4::interval) as at`;
  await owner.pool.query(text, ['sessions.history', instant(fromMs), instant(nowMs), '1 month']);
  await owner.pool.query(text, ['aaa.auth_log', instant(nowMs - logDays * dayMs), instant(nowMs), '1 day']);
}

function sessionRows({ cast }: SeedWorld, place: Place, sessions: readonly BookedSession[]) {
  return sessions.map((session) => {
    const { member, startMs, endMs, person, downloadBytes, uploadBytes } = session;
    const held = person.subscriptions.findLast(({ startsMs }) => startsMs <= startMs);
    return [
      place.tenantId,
      session.id,
      place.network.nasIds[member.router]!,
      cast.routers[member.router]!.address,
      // The ids of the routers that run begin otherwise.
      `80${session.number.toString(16).padStart(6, '0')}`,
      0,
      person.id,
      held?.id ?? null,
      member.person.username,
      member.macAddress,
      'pppoe-sim',
      member.macAddress.toLowerCase(),
      `vlan${100 + (member.index % 16)}`,
      session.framedIp,
      instant(startMs),
      instant(endMs),
      instant(endMs),
      'stop',
      session.cause,
      300,
      Math.round((endMs - startMs) / 1_000),
      uploadBytes,
      downloadBytes,
      Math.round(uploadBytes / bytesPerPacket),
      Math.round(downloadBytes / bytesPerPacket),
    ];
  });
}

/** A session is divided at midnight by what it carried before and after. */
function usageRows(place: Place, sessions: readonly BookedSession[], integral: TrafficIntegral) {
  const days = new Map<string, { id: string; day: string; up: number; down: number; seconds: number }>();
  for (const { person, startMs, endMs, uploadBps, downloadBps } of sessions) {
    for (let fromMs = startMs; fromMs < endMs;) {
      const toMs = Math.min(endMs, startOfDay(fromMs) + dayMs);
      const key = `${person.id} ${civilDate(fromMs)}`;
      const sum = days.get(key) ?? { id: person.id, day: civilDate(fromMs), up: 0, down: 0, seconds: 0 };
      const carried = integral.between(fromMs, toMs);
      sum.up += (uploadBps / 8) * carried;
      sum.down += (downloadBps / 8) * carried;
      sum.seconds += (toMs - fromMs) / 1_000;
      days.set(key, sum);
      fromMs = toMs;
    }
  }
  return [...days.values()].map(({ id, day, up, down, seconds }) => [
    place.tenantId,
    id,
    day,
    Math.round(up),
    Math.round(down),
    Math.round(seconds),
  ]);
}

function loginRows(
  { random }: SeedWorld,
  { tenantId, network, people }: Place,
  logins: readonly PastLogin[],
): Row[] {
  return logins.map((login) => [
    tenantId,
    uuidv7(new ManualClock(Math.round(login.atMs)), random),
    instant(login.atMs),
    network.nasIds[login.router]!,
    login.member ? people[login.member.index]!.id : null,
    login.username,
    login.macAddress,
    login.member ? `vlan${100 + (login.member.index % 16)}` : null,
    login.method,
    login.reason ? 'rejected' : 'accepted',
    login.reason ?? null,
    login.count,
  ]);
}

/** Whoever was cut off by hand; at the router that hears nothing, the session went on to its own end. */
function disconnectRows({ random, cast }: SeedWorld, place: Place, sessions: readonly BookedSession[]) {
  const cut = sessions.filter(({ cause }) => cause === causes.adminReset);
  const unheard = sessions
    .filter(({ member }) => cast.routers[member.router]!.coaMode === 'silent')
    .slice(0, 8);
  const orders = [...cut, ...unheard].map((session, number) => {
    const isHeard = session.cause === causes.adminReset && !unheard.includes(session);
    const atMs = Math.max(session.startMs + 1_000, session.endMs - (isHeard ? 2_000 : hourMs / 2));
    const colleague = colleagueOf(place.colleagues, number);
    return [
      place.tenantId,
      uuidv7(new ManualClock(atMs), random),
      session.id,
      instant(atMs),
      colleague.personId,
      colleague.name,
      isHeard ? 'Asked to dial again with the new plan' : 'Session hangs',
      isHeard ? 'confirmed' : 'timed_out',
      isHeard ? 1 : 3,
      isHeard ? 4 + (number % 23) : null,
      isHeard ? instant(atMs + 30) : null,
      isHeard ? instant(session.endMs) : null,
    ];
  });
  return orders;
}
