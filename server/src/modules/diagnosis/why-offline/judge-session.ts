import { atMoment } from '../../policy/index.ts';
import type { LatestSession, OfflineEvidence } from './evidence.ts';
import { instant, type OfflineStep } from './offline-step.ts';

/** A report may be late by a retransmission or two. */
const slackMs = 60_000;
/** So many intervals without a report: the session is no longer told of. */
const silentIntervals = 2;

/** Closed by the absence of a word, not by one. */
const unheardEnds = new Set(['stale', 'missing']);

/** What RFC 2866 §5.10 lets a router say about an end, in words. */
const endWords: Readonly<Record<number, string>> = {
  1: 'the device hung up',
  2: 'the line was lost',
  3: 'the service was lost',
  4: 'it was idle for too long',
  5: 'its time was over',
  6: 'it was ended by the provider',
  7: 'the router was rebooted by a person',
  8: 'its port had an error',
  9: 'the router had an error',
  10: 'the router asked for it',
  11: 'the router restarted',
  15: 'the service is not available there',
  17: 'the device sent what the router could not use',
};

/** Whether its reports come. */
export function isHeard({ lastSeenAt, intervalS }: LatestSession, nowMs: number): boolean {
  return nowMs - lastSeenAt.getTime() <= silentIntervals * intervalS * 1000 + slackMs;
}

export function judgeSession({ at, session }: OfflineEvidence): OfflineStep {
  const say = (
    state: OfflineStep['state'],
    finding: OfflineStep['finding'],
    sentence: string,
  ): OfflineStep => ({
    code: 'accounting',
    state,
    finding,
    sentence,
    evidence: session ? evidenceOf(session) : {},
  });
  if (!session) return say('unknown', 'session_none', 'There has been no session yet.');
  const { startedAt, lastSeenAt, stoppedAt, closedBy, terminateCause } = session;
  const began = atMoment(startedAt.getTime(), at);
  const seen = atMoment(lastSeenAt.getTime(), at);
  if (stoppedAt === null && isHeard(session, at.nowMs))
    return say('ok', 'session_online', `A session has been open since it began ${began}.`);
  if (stoppedAt === null || unheardEnds.has(closedBy ?? ''))
    return say(
      'fail',
      'session_silent',
      `The session that began ${began} was last reported ${seen}; since then the router has said nothing of it.`,
    );
  const why = terminateCause === null ? undefined : endWords[terminateCause];
  const words = closedBy === 'nas_restart' ? 'the router restarted' : why;
  const ended = atMoment(stoppedAt.getTime(), at);
  return say('warn', 'session_ended', `The last session ended ${ended}${words ? `: ${words}` : ''}.`);
}

function evidenceOf(session: LatestSession): OfflineStep['evidence'] {
  return {
    sessionId: session.id,
    startedAt: instant(session.startedAt),
    lastSeenAt: instant(session.lastSeenAt),
    stoppedAt: instant(session.stoppedAt),
    closedBy: session.closedBy,
    terminateCause: session.terminateCause,
    intervalS: session.intervalS,
    port: session.nasPortId,
  };
}
