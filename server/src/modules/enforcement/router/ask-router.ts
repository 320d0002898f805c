import { Code, ErrorCause, type PacketBuilder, type Retransmission } from '@trunkline/radius';
import type { Turn } from '../turn/turn.ts';
import type { Work } from '../turn/turn-store.ts';

/** RouterOS answers within milliseconds or not at all. */
const enforcementRetransmission: Retransmission = {
  initialMs: 1_000,
  maxWaitMs: 2_000,
  maxAttempts: 3,
  maxTotalMs: 5_000,
};

/** What could not be sent is tried again after this, or when a silent router is asked next. */
export const notSentRetryMs = 1_000;

/** What became of a CoA- or Disconnect-Request. */
export type RouterAnswer =
  | { readonly kind: 'acknowledged'; readonly roundTripMs: number }
  | { readonly kind: 'refused' | 'gone'; readonly roundTripMs: number; readonly errorCause: number | null }
  | { readonly kind: 'timed_out'; readonly attempts: number }
  /** The router is silent, and it is not time to ask again; or this process is about to end. */
  | { readonly kind: 'not_sent' };

/** Sends a request about a session to the router that reported it. */
export async function askRouter(turn: Turn, work: Work, request: PacketBuilder): Promise<RouterAnswer> {
  const { deps, nas, secret, memory, signal } = turn;
  const silence = memory.coa(work.nasAddress);
  if (signal.aborted || !silence.maySend()) return { kind: 'not_sent' };
  const result = await deps.send(
    request,
    { address: work.nasAddress, port: nas.coaPort, secret },
    { retransmission: deps.retransmission ?? enforcementRetransmission, signal },
  );
  if (result.kind === 'timeout') {
    silence.unanswered();
    return { kind: 'timed_out', attempts: result.attempts };
  }
  if (result.kind !== 'reply') {
    silence.notSent();
    return { kind: 'not_sent' };
  }
  silence.answered();
  const { packet } = result;
  const roundTripMs = Math.round(result.rttMs);
  if (packet.code === Code.CoaAck || packet.code === Code.DisconnectAck)
    return { kind: 'acknowledged', roundTripMs };
  const errorCause = packet.get(ErrorCause) ?? null;
  const isUnknown = errorCause === ErrorCause.values['Session-Context-Not-Found'];
  return { kind: isUnknown ? 'gone' : 'refused', roundTripMs, errorCause };
}
