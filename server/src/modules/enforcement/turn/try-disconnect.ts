import { Code, PacketBuilder } from '@trunkline/radius';
import { endHotspotSession, endPppSession, RouterosTrap, type RouterosCaller } from '@trunkline/routeros';
import { addSessionIdentity } from '../../aaa/index.ts';
import { askRouter, notSentRetryMs } from '../router/ask-router.ts';
import type { ChosenWork } from './choose-work.ts';
import { inParallel } from './in-parallel.ts';
import { claimed, exhausted, gone, inVain, putOff, type StepFacts } from './outcome-of.ts';
import { wasGoneBefore, type Outcome } from './outcome-store.ts';
import { endedTooOften } from './recent-ends.ts';
import { apiOf, type Turn } from './turn.ts';
import type { Work } from './turn-store.ts';
import { withRouter } from '../router/with-router.ts';

/** Ends on their way to one NAS: each is a login soon afterwards. */
const maxInFlight = 8;

/** Ends sessions: by Disconnect-Request (RFC 5176 §2.1), or over the API where that was tried in vain or is not heard. */
export async function tryDisconnect(turn: Turn, chosen: readonly ChosenWork[]): Promise<Outcome[]> {
  const { database, clock } = turn.deps;
  const works = chosen.map(({ work }) => work);
  const tooOften = await database.inTenant(turn.nas.tenantId, (tx) =>
    endedTooOften(tx, works, { nowMs: clock.now() }),
  );
  return inParallel(chosen, maxInFlight, (one) => {
    const { work, failed } = one;
    const ends = tooOften.get(work.sessionId);
    if (ends !== undefined) return Promise.resolve(inLoop(turn, one, ends));
    const isHeard = !failed.includes('disconnect_request') && isReachable(turn, work);
    return isHeard || !apiOf(turn, work) ? endByRequest(turn, one) : endByApi(turn, one);
  });
}

function inLoop(turn: Turn, { work, failed }: ChosenWork, ends: number): Outcome {
  const detail = `Sessions of this subscriber were ended ${ends} times within an hour for these terms, and each next login was granted others: it is left as it is for now.`;
  return exhausted(turn, { work, failed, detail });
}

function isReachable(turn: Turn, { nasAddress }: Work): boolean {
  const silence = turn.memory.coa(nasAddress);
  return !silence.isSilent || turn.deps.clock.now() >= silence.retryAtMs;
}

async function endByRequest(turn: Turn, chosen: ChosenWork): Promise<Outcome> {
  const { work, failed } = chosen;
  const request = new PacketBuilder(Code.DisconnectRequest);
  addSessionIdentity(request, work);
  const answer = await askRouter(turn, work, request);
  const { deps, memory, nas } = turn;
  switch (answer.kind) {
    case 'acknowledged':
      return claimed(turn, chosen, { rung: 'disconnect', facts: answer });
    case 'gone':
      return (await deps.database.inTenant(work.tenantId, (tx) => wasGoneBefore(tx, work)))
        ? refused(turn, chosen, answer)
        : gone(turn, chosen, { rung: 'disconnect', facts: answer });
    case 'refused':
      return refused(turn, chosen, answer);
    case 'timed_out': {
      const detail = `No answer on port ${nas.coaPort} to ${answer.attempts} datagrams.`;
      return inVain(turn, chosen, {
        rung: 'disconnect',
        outcome: 'timed_out',
        facts: { detail },
        isUnsure: true,
      });
    }
    case 'not_sent':
    default:
      return putOff(work, {
        failed,
        untilMs: Math.max(memory.coa(work.nasAddress).retryAtMs, deps.clock.now() + notSentRetryMs),
      });
  }
}

function refused(turn: Turn, chosen: ChosenWork, facts: StepFacts): Outcome {
  const failedWay = apiOf(turn, chosen.work) ? 'disconnect_request' : 'disconnect';
  return inVain(turn, chosen, { rung: 'disconnect', outcome: 'refused', facts, failedWay });
}

async function endByApi(turn: Turn, chosen: ChosenWork): Promise<Outcome> {
  const { work } = chosen;
  const { clock } = turn.deps;
  const startedMs = clock.monotonic();
  const visit = await withRouter(turn, (client, options) => removeSession(client, work, options));
  const roundTripMs = Math.round(clock.monotonic() - startedMs);
  if (!visit.ok) {
    const facts = { detail: visit.detail, roundTripMs };
    return inVain(turn, chosen, { rung: 'disconnect', outcome: 'unreachable', facts, isUnsure: true });
  }
  if (typeof visit.value === 'string') {
    const facts = { detail: visit.value, roundTripMs };
    return inVain(turn, chosen, { rung: 'disconnect', outcome: 'refused', facts, failedWay: 'disconnect' });
  }
  const made = { rung: 'disconnect', facts: { roundTripMs, detail: 'Over the API of the router.' } } as const;
  return visit.value ? claimed(turn, chosen, made) : gone(turn, chosen, made);
}

/** RouterOS begins the ids of hotspot sessions with this, those of PPP with 81. */
const hotspotPrefix = '80';

/** Whether it was there; a text: why the router refused. */
async function removeSession(
  client: RouterosCaller,
  { username, acctSessionId, framedIp }: Work,
  options: { signal: AbortSignal },
): Promise<boolean | string> {
  try {
    if (await endPppSession(client, { name: username, sessionId: acctSessionId }, options)) return true;
    if (framedIp === null || !acctSessionId.startsWith(hotspotPrefix)) return false;
    return await endHotspotSession(client, { user: username, address: framedIp }, options);
  } catch (error) {
    if (error instanceof RouterosTrap) return error.message;
    throw error;
  }
}
