import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { explainSubscriber, readLastLogin, type LastLogin } from '../../aaa/index.ts';
import type { NasHealth } from '../../nas/index.ts';
import { findRouter, type Router, type RouterPool } from '../../routers/index.ts';
import { findSubscriber, parseMac, subscriberErrors, type Subscriber } from '../../subscribers/index.ts';
import { diagnosisErrors } from '../errors.ts';
import { askLine } from './ask-line.ts';
import { judgeOffline, type OfflineVerdict } from './judge-offline.ts';
import { findOnlyNas, readLatestSession, readLineNas } from './line-store.ts';
import type { LatestSession, LineAnswer, LineNas, OfflineEvidence } from './evidence.ts';

/** Somebody is on the phone: five seconds for both together, and some of that for the way there and back. */
const rowsMs = 2_500;
const routerMs = 2_000;

export interface WhyOfflineDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly pool: RouterPool;
}

export interface WhyOffline extends OfflineVerdict {
  readonly nas: LineNas | null;
  readonly tookMs: number;
}

/**
 * Why a subscriber is offline, or that they are not: one walk from the account to the router, and the first thing on it
 * that is wrong. Answers within five seconds or not at all; a router that is slower is one that cannot be reached.
 */
export async function whyOffline(
  deps: WhyOfflineDeps,
  question: { tenantId: string; subscriberId: string; asksRouter: boolean },
): Promise<WhyOffline> {
  const startedMs = deps.clock.monotonic();
  const known = await within(rowsMs, readRows(deps, question));
  const line = await readAnswer(deps, known, question);
  const verdict = judgeOffline({ ...known, line });
  return { ...verdict, nas: known.nas, tookMs: Math.round(deps.clock.monotonic() - startedMs) };
}

type Known = Omit<OfflineEvidence, 'line'> & { readonly router: Router | undefined };

async function readRows(
  { database, sealer, clock }: WhyOfflineDeps,
  { tenantId, subscriberId }: { tenantId: string; subscriberId: string },
): Promise<Known> {
  const nowMs = clock.now();
  const lastLogin = await readLastLogin({ database, clock }, { tenantId, id: subscriberId });
  return database.readInTenant(tenantId, async (tx) => {
    const subscriber = await findSubscriber(tx, { tenantId, id: subscriberId });
    const explained = await explainSubscriber(tx, { tenantId, subscriberId, nowMs });
    // Closed and forgotten between the two reads.
    if (!subscriber || !explained) throw subscriberErrors.notFound();
    const session = await readLatestSession(tx, { tenantId, subscriberId });
    const nasId = await nasOf(tx, { tenantId, subscriber, lastLogin, session });
    const counted = nasId === undefined ? null : await readLineNas(tx, { tenantId, nasId, nowMs });
    const nas = counted && heardOf(counted, seenAt({ lastLogin, session }), nowMs);
    const router = nas?.hasApi ? await findRouter(tx, sealer, { tenantId, nasId: nas.id }) : undefined;
    const at = { zone: explained.question.tenant.zone, nowMs };
    return { at, subscriber, explained, lastLogin, session, nas, router };
  });
}

/** Where they are online, have to be, or were last; a provider with one router needs no more than that. */
async function nasOf(
  tx: Tx,
  known: { tenantId: string; subscriber: Subscriber; lastLogin: LastLogin; session: LatestSession | null },
): Promise<string | undefined> {
  const { tenantId, subscriber, lastLogin, session } = known;
  if (session && session.stoppedAt === null) return session.nasId;
  // Where their device is trying, which need not be where it may.
  if (lastLogin.verdict === 'refused') return lastLogin.reject!.nasId;
  if (subscriber.nasId !== null) return subscriber.nasId;
  const [latest] = seenAt({ lastLogin, session });
  return latest?.nasId ?? (await findOnlyNas(tx, tenantId));
}

interface Seen {
  readonly nasId: string;
  readonly at: Date;
}

/** Where and when the subscriber was told of, the latest first. */
function seenAt({ lastLogin, session }: { lastLogin: LastLogin; session: LatestSession | null }): Seen[] {
  const { accept, reject } = lastLogin;
  const logins = [accept, reject].filter((login) => login !== null);
  const sessions = session ? [{ nasId: session.nasId, at: session.lastSeenAt }] : [];
  return [...logins, ...sessions]
    .map(({ nasId, at }) => ({ nasId, at }))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** What is seen of a NAS is written every few seconds; a login or report that is later than that was heard as well. */
function heardOf(nas: LineNas, seen: readonly Seen[], nowMs: number): LineNas {
  const latest = seen.find(({ nasId }) => nasId === nas.id)?.at;
  if (latest === undefined || latest.getTime() <= (nas.lastPacketAt?.getTime() ?? 0)) return nas;
  const isLately = nowMs - latest.getTime() <= latelyMs;
  const isDeaf = nas.health.reason === 'never_heard' || nas.health.reason === 'idle';
  const health: NasHealth = isLately ? { state: 'ok', reason: 'heard' } : { state: 'quiet', reason: 'idle' };
  return { ...nas, lastPacketAt: latest, health: isDeaf ? health : nas.health };
}

const latelyMs = 15 * 60_000;

async function readAnswer(
  { pool }: WhyOfflineDeps,
  { nas, router, subscriber, session, lastLogin }: Known,
  { asksRouter }: { asksRouter: boolean },
): Promise<LineAnswer> {
  if (!asksRouter) return { kind: 'not_asked', why: 'not_wanted' };
  if (!nas) return { kind: 'not_asked', why: 'nas_unknown' };
  if (nas.health.reason === 'disabled') return { kind: 'not_asked', why: 'nas_disabled' };
  if (!router) return { kind: 'not_asked', why: 'no_api' };
  const station = (lastLogin.accept ?? lastLogin.reject)?.callingStationId ?? null;
  const mac =
    session?.mac ?? (station === null ? undefined : parseMac(station)) ?? subscriber.macs[0] ?? null;
  const portName = session?.nasId === nas.id ? session.nasPortId : null;
  const isOpen = session !== null && session.stoppedAt === null;
  const address = isOpen ? session.framedIp : null;
  const line = { username: session?.username ?? subscriber.username, mac, address, portName };
  return askLine(pool, { router, line, timeMs: routerMs });
}

async function within<T>(timeMs: number, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(timeMs);
  return Promise.race([
    work,
    new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(diagnosisErrors.tookTooLong()), { once: true }),
    ),
  ]);
}
