import { readIdentity, readResource, type RouterosCaller } from '@trunkline/routeros';
import type { Clock } from '@trunkline/kit';
import { toldName } from '../router-failure.ts';
import { matchSessions, type MatchedSession } from './match-sessions.ts';
import type { OpenSession } from './open-session-store.ts';
import { readSessions } from './read-sessions.ts';
import { followSession, type Octets, type SessionEstimate } from './session-estimate.ts';

/** Of one command of a pass: a router with thousands of sessions takes a second or two. */
const commandTimeoutMs = 15_000;
/** A session is gone when so many looks in a row have missed it. */
const looksBeforeGone = 2;
/** A session that has just begun may not be in the list that was read meanwhile. */
const youngMs = 15_000;
/** Sessions that report themselves are left to it; the others are written this often. */
const writeEveryMs = 5 * 60_000;
/** Beyond its interval a report may be late by so much. */
const lateMs = 30_000;
/** A router without a hotspot is asked again after so many looks. */
const hotspotAgainAfter = 120;
/** RouterOS counts its PPP sessions from 81000000 on, those of its hotspot from 80000000. */
const routerosId = /^8[01][0-9a-f]{6}$/i;

const none: ReadonlySet<string> = new Set();

/** What the router told of a session, merged with what was stored. */
export interface SessionSample {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly atMs: number;
  readonly uploadBytes: number;
  readonly downloadBytes: number;
  readonly sessionTimeS: number;
}

/** A session that is over at the router and open with us. */
export interface GoneSession {
  readonly tenantId: string;
  readonly id: string;
  /** `restarted`: the router has booted since it began. */
  readonly reason: 'lost' | 'restarted';
}

export interface PassResult {
  readonly identity: string | null;
  readonly version: string;
  readonly board: string | null;
  readonly uptimeS: number | null;
  readonly cpuPercent: number | null;
  /** Of the router. */
  readonly sessions: number;
  readonly matched: number;
  readonly unknownHere: number;
  readonly unknownThere: number;
  /** To be written now. */
  readonly samples: readonly SessionSample[];
  readonly gone: readonly GoneSession[];
}

interface Tracked {
  estimate: SessionEstimate | undefined;
  /** Looks in a row that have missed it. */
  missed: number;
  /** It was in the router's list once. */
  wasThere: boolean;
}

/**
 * What is remembered of one router between two passes: of each open session about 400 bytes, forgotten when it is no
 * longer open.
 */
export class RouterSync {
  readonly #tenantId: string;
  readonly #clock: Clock;
  #tracked = new Map<string, Tracked>();
  #lookedAtMs: number | undefined;
  #looks = 0;
  #hasHotspot = true;

  constructor({ tenantId, clock }: { tenantId: string; clock: Clock }) {
    this.#tenantId = tenantId;
    this.#clock = clock;
  }

  /**
   * One look at the router, and what follows from it; `sampled` are sessions to be written whatever they count. Rejects,
   * with nothing remembered, when a command fails.
   */
  async look(
    client: RouterosCaller,
    readOpen: () => Promise<OpenSession[]>,
    { signal, sampled = none }: { signal: AbortSignal; sampled?: ReadonlySet<string> | undefined },
  ): Promise<PassResult> {
    const options = { signal, timeoutMs: commandTimeoutMs };
    const asksHotspot = this.#hasHotspot || this.#looks % hotspotAgainAfter === 0;
    const [resource, identity, told] = await Promise.all([
      readResource(client, options),
      readIdentity(client, options),
      readSessions(client, { ...options, asksHotspot }),
    ]);
    const open = await readOpen();
    const nowMs = this.#clock.now();
    const { matched, missing, unknownHere } = matchSessions(open, told.sessions);
    const uptimeS = resource.uptimeS ?? null;
    const bootedAtMs = uptimeS === null ? -Infinity : nowMs - uptimeS * 1_000;
    this.#hasHotspot = told.hasHotspot;
    this.#looks++;
    const samples = this.#follow(matched, { nowMs, sampled });
    const gone = this.#miss(missing, { nowMs, bootedAtMs });
    this.#forget(open);
    return {
      identity: toldName(identity),
      version: toldName(resource.version) ?? '',
      board: toldName(resource.boardName),
      uptimeS: uptimeS === null ? null : Math.floor(uptimeS),
      cpuPercent: percentOf(resource.cpuPercent),
      sessions: told.sessions.length,
      matched: matched.length,
      unknownHere,
      unknownThere: missing.length,
      samples,
      gone,
    };
  }

  #follow(
    matched: readonly MatchedSession[],
    { nowMs, sampled }: { nowMs: number; sampled: ReadonlySet<string> },
  ): SessionSample[] {
    const monotonicMs = this.#clock.monotonic();
    const elapsedMs = this.#lookedAtMs === undefined ? 0 : monotonicMs - this.#lookedAtMs;
    this.#lookedAtMs = monotonicMs;
    const bySubscriber = new Map<string, Followed[]>();
    for (const { open, told } of matched) {
      const tracked = this.#track(open.id);
      tracked.missed = 0;
      tracked.wasThere = true;
      if (!told.octets) continue;
      tracked.estimate = followSession(tracked.estimate, {
        stored: open,
        radius: radiusOf(open),
        isFirstRun: open.epoch === 0,
        told: told.octets,
        elapsedMs,
      });
      const followed = { open, estimate: tracked.estimate, uptimeS: told.uptimeS };
      const key = open.subscriberId ?? open.id;
      const others = bySubscriber.get(key);
      if (others) others.push(followed);
      else bySubscriber.set(key, [followed]);
    }
    const samples: SessionSample[] = [];
    for (const sessions of bySubscriber.values()) {
      const isAlarm = reachesAlarm(sessions);
      for (const session of sessions) {
        const isWanted = isAlarm || isUnreported(session, nowMs) || sampled.has(session.open.id);
        if (isWanted) samples.push(this.#sampleOf(session, nowMs));
      }
    }
    return samples;
  }

  #sampleOf({ open, estimate, uptimeS }: Followed, atMs: number): SessionSample {
    const sessionTimeS = Math.floor(Math.max(open.sessionTimeS, uptimeS ?? 0));
    return { tenantId: this.#tenantId, sessionId: open.id, atMs, ...estimate.counted, sessionTimeS };
  }

  #miss(
    missing: readonly OpenSession[],
    { nowMs, bootedAtMs }: { nowMs: number; bootedAtMs: number },
  ): GoneSession[] {
    const gone: GoneSession[] = [];
    for (const session of missing) {
      const tracked = this.#track(session.id);
      // What the router's API may not list at all, such as a wireless client, is not missed.
      if (!tracked.wasThere && !routerosId.test(session.acctSessionId)) continue;
      if (nowMs - session.startedAtMs < youngMs || ++tracked.missed < looksBeforeGone) continue;
      const reason = session.startedAtMs < bootedAtMs ? 'restarted' : 'lost';
      gone.push({ tenantId: this.#tenantId, id: session.id, reason });
    }
    return gone;
  }

  #track(id: string): Tracked {
    let tracked = this.#tracked.get(id);
    if (!tracked) {
      tracked = { estimate: undefined, missed: 0, wasThere: false };
      this.#tracked.set(id, tracked);
    }
    return tracked;
  }

  #forget(open: readonly OpenSession[]): void {
    if (this.#tracked.size === open.length) return;
    const ids = new Set(open.map(({ id }) => id));
    for (const id of this.#tracked.keys()) if (!ids.has(id)) this.#tracked.delete(id);
  }
}

interface Followed {
  readonly open: OpenSession;
  readonly estimate: SessionEstimate;
  readonly uptimeS: number | undefined;
}

function radiusOf(open: OpenSession): Octets {
  return {
    uploadBytes: open.uploadBytes - open.aheadUploadBytes,
    downloadBytes: open.downloadBytes - open.aheadDownloadBytes,
  };
}

function percentOf(told: number | undefined): number | null {
  return told !== undefined && told >= 0 && told <= 100 ? told : null;
}

/** Whether what the database does not know yet brings the subscriber's meter to its next alarm. */
function reachesAlarm(sessions: readonly Followed[]): boolean {
  const left = sessions[0]!.open.alarmLeftBytes;
  if (left === null) return false;
  let bytes = 0;
  for (const { open, estimate } of sessions) {
    bytes += estimate.counted.downloadBytes - open.downloadBytes;
    if (open.counts === 'both') bytes += estimate.counted.uploadBytes - open.uploadBytes;
  }
  return bytes >= left;
}

/** A session of which RADIUS says nothing although it should: its counters, and that it lives, come from here. */
function isUnreported({ open }: Followed, nowMs: number): boolean {
  return nowMs - open.heardAtMs >= Math.max(writeEveryMs, open.interimIntervalS * 1_000) + lateMs;
}
