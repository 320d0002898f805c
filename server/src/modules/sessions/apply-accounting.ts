import type { NasRestart, SessionEvent } from './accounting-event.ts';
import { finalCounters, normalCounters, raisedCounters, ratesOf } from './counters.ts';
import { closeAtLastSeen, isOpen, toldOf, type Granted, type Session } from './session.ts';

/** The same Acct-Session-Id this long after the end, or after the start, is another session. */
const reuseAfterMs = 10 * 60_000;
/** Clocks of a NAS's processes differ a little: a session heard of later than this after a restart lives. */
const restartToleranceMs = 60_000;

/** What an event adds to what its subscriber has used. */
export interface Usage {
  uploadBytes: bigint;
  downloadBytes: bigint;
  sessionTimeS: bigint;
}

export interface AppliedEvent {
  /** The row that the event belongs to, as it is now. */
  session: Session;
  /** Every row of the key that is new or differs, that one included. */
  changed: Session[];
  usage: Usage;
}

/**
 * THE rule of accounting: which row an event belongs to and what that row becomes. `known` are the rows of
 * this tenant, router and Acct-Session-Id in the order of their epochs. Counters are cumulative and only
 * rise, so that any order of an epoch's events, and any repetition, gives one row with the same totals.
 */
export function applyAccounting(
  known: readonly Session[],
  event: SessionEvent,
  makeId: () => string,
): AppliedEvent {
  const latest = known.at(-1);
  if (!latest) return begin(undefined, event, makeId());
  const run = newRun(latest, event);
  if (run) return begin({ latest, isReset: run === 'reset' }, event, makeId());
  const index = epochIndex(known, event);
  return proceed(known[index]!, event, { previous: known[index - 1], isLatest: index === known.length - 1 });
}

/** Whether the event begins a row rather than going on with one of the known. */
export function opensEpoch(known: readonly Session[], event: SessionEvent): boolean {
  const latest = known.at(-1);
  return !latest || newRun(latest, event) !== undefined;
}

/**
 * Accounting-On or -Off: the router has no session that began before. Answers the rows that this closes, at
 * the instant they were last heard of.
 */
export function applyRestart(open: readonly Session[], event: NasRestart): Session[] {
  return open
    .filter(
      (session) =>
        isOpen(session) &&
        session.startedAtMs <= event.atMs &&
        session.lastSeenAtMs <= event.atMs + restartToleranceMs,
    )
    .map((session) => closeAtLastSeen(session, 'nas_restart'));
}

/**
 * One device has one session on a router, and one address belongs to one session: of this session and the
 * others open on its router, the older ones were lost without a Stop. Answers the rows that this closes.
 */
export function closeReplaced(session: Session, others: readonly Session[]): Session[] {
  if (!isOpen(session)) return [];
  const rivals = others.filter(
    (other) => isOpen(other) && other.id !== session.id && isRival(session, other),
  );
  const newer = rivals.some((rival) => rival.startedAtMs > session.startedAtMs);
  const older = rivals.filter((rival) => rival.startedAtMs <= session.startedAtMs);
  return [...older, ...(newer ? [session] : [])].map((lost) => closeAtLastSeen(lost, 'replaced'));
}

/** Why the event opens another epoch, or undefined. */
function newRun(latest: Session, event: SessionEvent): 'reset' | 'reused_id' | undefined {
  if (event.hasUniqueId) return hasReset(latest, event) ? 'reset' : undefined;
  if (event.kind === 'start') return event.atMs > reusableFrom(latest) ? 'reused_id' : undefined;
  const { sessionTimeS } = event;
  if (sessionTimeS === undefined || !isLower(latest, event)) return undefined;
  if (hasReset(latest, event)) return 'reset';
  // It counts from an instant after all that is known: the Start of that session was lost.
  return impliedStart(event) > reusableFrom(latest) ? 'reused_id' : undefined;
}

/** More time and less traffic: the NAS counts from nothing again within the session. */
function hasReset(latest: Session, event: SessionEvent): boolean {
  const { sessionTimeS } = event;
  return sessionTimeS !== undefined && sessionTimeS > toldOf(latest).sessionTimeS && isLower(latest, event);
}

/**
 * What begins after this instant under the same id is another session. Where the NAS has told the end, a
 * Start may still be a late one. Where it has not, it may have restarted and count its ids from the first
 * again within a minute: a Start later than the last word of a session that is not young is a new one's.
 */
function reusableFrom(latest: Session): number {
  if (latest.closedBy === 'stop') return latest.stoppedAtMs! + reuseAfterMs;
  return Math.max(latest.lastSeenAtMs, latest.startedAtMs + reuseAfterMs);
}

/**
 * Whether the NAS counts from less than was known. A reset sets both directions back: one direction alone at
 * zero is a NAS that leaves it out, and a new epoch would count the other one twice.
 */
function isLower(session: Session, event: SessionEvent): boolean {
  const { uploadBytes, downloadBytes } = normalCounters(session, event);
  const told = toldOf(session);
  const isUploadLower = uploadBytes !== undefined && uploadBytes < told.uploadBytes;
  const isDownloadLower = downloadBytes !== undefined && downloadBytes < told.downloadBytes;
  if (isUploadLower && isDownloadLower) return true;
  return (isUploadLower && uploadBytes > 0n) || (isDownloadLower && downloadBytes > 0n);
}

/** Which epoch a packet belongs to that opens none: the latest that had begun and can have counted so far. */
function epochIndex(known: readonly Session[], event: SessionEvent): number {
  for (let index = known.length - 1; index > 0; index--) {
    const epoch = known[index]!;
    const hadBegun = epoch.startedAtMs <= event.atMs + reuseAfterMs;
    const told = toldOf(epoch);
    const isLate = event.sessionTimeS !== undefined && event.sessionTimeS < told.sessionTimeS;
    // A late packet that counted more than this epoch has counted since is from before the reset.
    const countedMore =
      (event.counters.uploadBytes ?? 0n) > told.uploadBytes ||
      (event.counters.downloadBytes ?? 0n) > told.downloadBytes;
    if (hadBegun && !(isLate && countedMore)) return index;
  }
  return 0;
}

function impliedStart(event: SessionEvent): number {
  return Math.max(0, event.atMs - Number(event.sessionTimeS ?? 0n) * 1000);
}

function begin(
  previous: { latest: Session; isReset: boolean } | undefined,
  event: SessionEvent,
  id: string,
): AppliedEvent {
  const latest = previous?.latest;
  const floorMs = latest ? (latest.stoppedAtMs ?? latest.lastSeenAtMs) : 0;
  const startedAtMs = Math.min(Math.max(floorMs, impliedStart(event)), event.atMs);
  const empty: Session = {
    tenantId: event.tenantId,
    id,
    nasId: event.nasId,
    nasAddress: event.nasAddress,
    acctSessionId: event.acctSessionId,
    epoch: latest ? latest.epoch + 1 : 0,
    subscriberId: null,
    subscriptionId: null,
    username: event.username,
    ...noDetails,
    ...nothingGranted,
    startedAtMs,
    lastSeenAtMs: event.atMs,
    stoppedAtMs: null,
    closedBy: null,
    terminateCause: null,
    interimIntervalS: event.interimIntervalS,
    sessionTimeS: 0n,
    uploadBytes: 0n,
    downloadBytes: 0n,
    uploadPackets: 0n,
    downloadPackets: 0n,
    aheadUploadBytes: 0n,
    aheadDownloadBytes: 0n,
    aheadTimeS: 0n,
    finalCountersMissing: false,
    downloadBps: null,
    uploadBps: null,
  };
  const { session, usage } = proceed(empty, event, { previous: latest, isLatest: true });
  const isAfterStop = latest?.closedBy === 'stop' && event.atMs <= floorMs + reuseAfterMs && isOpen(session);
  const begun = isAfterStop
    ? { ...session, stoppedAtMs: Math.max(floorMs, session.startedAtMs), closedBy: latest.closedBy }
    : session;
  const changed = latest && isOpen(latest) ? [closeAtLastSeen(latest, 'replaced'), begun] : [begun];
  // After a reset of the counters the session's time goes on from what has been counted.
  const countedS = previous?.isReset ? previous.latest.sessionTimeS : 0n;
  const sessionTimeS = usage.sessionTimeS > countedS ? usage.sessionTimeS - countedS : 0n;
  return { session: begun, changed, usage: { ...usage, sessionTimeS } };
}

const noDetails = {
  callingStationId: null,
  calledStationId: null,
  mac: null,
  nasPortId: null,
  framedIp: null,
  framedIpv6Prefix: null,
  delegatedIpv6Prefix: null,
};

const nothingGranted: Granted = {
  grantedDownloadBps: null,
  grantedUploadBps: null,
  grantedTimeoutS: null,
  grantedVolumeBytes: null,
  grantedDigest: null,
};

/** The event within its epoch. */
function proceed(
  session: Session,
  event: SessionEvent,
  { previous, isLatest }: { previous: Session | undefined; isLatest: boolean },
): AppliedEvent {
  const floorMs = previous ? (previous.stoppedAtMs ?? previous.lastSeenAtMs) : 0;
  const counted = raisedCounters(session, event);
  const raised = {
    ...session,
    ...latestDetails(session, event),
    // The first Class says what the login was given; the session keeps it, whatever changes that later.
    ...(session.grantedDownloadBps === null && event.granted),
    ...counted,
    ...ratesOf(session, counted),
    startedAtMs: Math.min(session.startedAtMs, Math.max(floorMs, impliedStart(event))),
    lastSeenAtMs: Math.max(session.lastSeenAtMs, event.atMs),
    finalCountersMissing: finalCounters(session, event),
  };
  const next = moveState(session, raised, { event, isLatest });
  return {
    session: next,
    changed: [next],
    usage: {
      uploadBytes: next.uploadBytes - session.uploadBytes,
      downloadBytes: next.downloadBytes - session.downloadBytes,
      sessionTimeS: next.sessionTimeS - session.sessionTimeS,
    },
  };
}

/**
 * Open or closed after the event:
 *
 *     state         Start   Interim                         Stop
 *     open          open    open                            stop
 *     stop          stop    stop                            stop, at the earlier instant
 *     stale         stale   open when later than the close  stop        (only the latest epoch opens)
 *     missing       same    open when later than the close  stop        (only the latest epoch opens)
 *     nas_restart   same    same, ends when last heard of   stop
 *     replaced      same    same, ends when last heard of   stop
 */
function moveState(
  before: Session,
  raised: Session,
  { event, isLatest }: { event: SessionEvent; isLatest: boolean },
): Session {
  if (event.kind === 'stop') {
    // A Stop that states too long a delay seems to come before its epoch, which begins where the last ended.
    const endMs = Math.max(event.atMs, raised.startedAtMs);
    const stoppedAtMs = before.closedBy === 'stop' ? Math.min(before.stoppedAtMs!, endMs) : endMs;
    const terminateCause = before.terminateCause ?? event.terminateCause ?? null;
    return { ...raised, stoppedAtMs, lastSeenAtMs: stoppedAtMs, closedBy: 'stop', terminateCause };
  }
  if (before.closedBy === null) return raised;
  if (before.closedBy === 'stop') return { ...raised, lastSeenAtMs: before.lastSeenAtMs };
  if (event.kind === 'start') return { ...raised, lastSeenAtMs: before.lastSeenAtMs };
  const mayLive = before.closedBy === 'stale' || before.closedBy === 'missing';
  const isAlive = isLatest && mayLive && event.atMs > before.stoppedAtMs!;
  if (isAlive) return { ...raised, stoppedAtMs: null, closedBy: null };
  return { ...raised, stoppedAtMs: raised.lastSeenAtMs };
}

/** The newest packet knows best; an older one only fills gaps. */
function latestDetails(session: Session, event: SessionEvent): Partial<Session> {
  const isNewest = event.atMs >= session.lastSeenAtMs;
  const pick = <T>(before: T | null, now: T | undefined): T | null =>
    isNewest ? (now ?? before) : (before ?? now ?? null);
  return {
    username: session.username || event.username,
    callingStationId: pick(session.callingStationId, event.callingStationId),
    calledStationId: pick(session.calledStationId, event.calledStationId),
    mac: pick(session.mac, event.mac),
    nasPortId: pick(session.nasPortId, event.nasPortId),
    framedIp: pick(session.framedIp, event.framedIp),
    framedIpv6Prefix: pick(session.framedIpv6Prefix, event.framedIpv6Prefix),
    delegatedIpv6Prefix: pick(session.delegatedIpv6Prefix, event.delegatedIpv6Prefix),
  };
}

function isRival(session: Session, other: Session): boolean {
  const isSameAddress = session.framedIp !== null && session.framedIp === other.framedIp;
  const isSameDevice =
    session.callingStationId !== null &&
    session.callingStationId === other.callingStationId &&
    isSameSubscriber(session, other);
  return isSameAddress || isSameDevice;
}

function isSameSubscriber(session: Session, other: Session): boolean {
  if (session.subscriberId !== null && other.subscriberId !== null) {
    return session.subscriberId === other.subscriberId;
  }
  return session.username === other.username;
}
