import type { Clock } from '@trunkline/kit';
import {
  AcctSessionId,
  CallingStationId,
  Code,
  ErrorCause,
  FramedIpAddress,
  PacketBuilder,
  SharedSecret,
  UserName,
  type ExchangeResult,
  type RadiusEndpoint,
  type Retransmission,
} from '@trunkline/radius';
import type { Database } from '../../../platform/db/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { nasSecretBinding } from '../../nas/index.ts';
import { announceEnded } from '../../quota/index.ts';
import { closeGoneSession, findSession, type Session } from '../../sessions/index.ts';
import { findDisconnect, findRouterEndpoint, writeAnswer } from './disconnect-store.ts';
import type { DisconnectAnswer } from './disconnect.ts';

/** RouterOS answers within milliseconds or not at all; the person who asked is waiting. */
const disconnectRetransmission: Retransmission = {
  initialMs: 1_000,
  maxWaitMs: 2_000,
  maxAttempts: 3,
  maxTotalMs: 5_000,
};

export interface DisconnectDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  /** Sends a request to a NAS; `RadiusClient.send` of the address's family. */
  send: (
    request: PacketBuilder,
    endpoint: RadiusEndpoint,
    options: { retransmission: Retransmission },
  ) => Promise<ExchangeResult>;
  retransmission?: Retransmission;
  /** Told what became of an order once that is written, for counting. */
  onAnswered?: (state: DisconnectAnswer['state']) => void;
}

/**
 * The job behind an order: sends the Disconnect-Request (RFC 5176 §2.1) and writes what came back.
 * Idempotent by the order's id: an order that has its answer is left alone; one whose job died between the
 * answer and its record is sent again, which the NAS answers with 503. Throws when nothing could be sent,
 * so that the job is tried again.
 */
export async function disconnectSession(
  deps: DisconnectDeps,
  { tenantId, disconnectId }: { tenantId: string; disconnectId: string },
): Promise<void> {
  const order = await loadOrder(deps.database, { tenantId, disconnectId });
  if (!order) return;
  const { session, router } = order;
  const answer =
    router === undefined
      ? unsendable
      : await ask(deps, session, {
          address: session.nasAddress,
          port: router.coaPort,
          secret: openSecret(deps.sealer, router.secretSealed, { tenantId, id: session.nasId }),
        });
  const atMs = deps.clock.now();
  await deps.database.inTenant(tenantId, async (tx) => {
    // The session before the order, as the fold locks them: the other way round each would wait for the other.
    const gone = answer.state === 'gone' && (await closeGoneSession(tx, { tenantId, id: session.id }));
    if (gone) await announceEnded(tx, [gone]);
    await writeAnswer(tx, { tenantId, id: disconnectId, answer, atMs });
  });
  deps.onAnswered?.(answer.state);
}

/** The NAS has lost the router's address since the order. */
const unsendable: DisconnectAnswer = { state: 'refused', attempts: 0, errorCause: null, roundTripMs: null };

/** Undefined when the order has its answer already. */
function loadOrder(
  database: Database,
  { tenantId, disconnectId }: { tenantId: string; disconnectId: string },
) {
  return database.inTenant(tenantId, async (tx) => {
    const disconnect = await findDisconnect(tx, { tenantId, id: disconnectId });
    if (disconnect?.state !== 'queued') return undefined;
    const session = await findSession(tx, { tenantId, id: disconnect.sessionId });
    if (!session) return undefined;
    return { session, router: await findRouterEndpoint(tx, session) };
  });
}

function openSecret(sealer: Sealer, sealed: Buffer, place: { tenantId: string; id: string }): SharedSecret {
  return new SharedSecret(sealer.open(sealed, nasSecretBinding(place)));
}

async function ask(
  deps: DisconnectDeps,
  session: Session,
  endpoint: RadiusEndpoint,
): Promise<DisconnectAnswer> {
  const result = await deps.send(disconnectRequest(session), endpoint, {
    retransmission: deps.retransmission ?? disconnectRetransmission,
  });
  const { attempts } = result;
  if (result.kind === 'timeout') {
    return { state: 'timed_out', attempts, errorCause: null, roundTripMs: null };
  }
  if (result.kind === 'reply') {
    return { attempts, roundTripMs: Math.round(result.rttMs), ...readReply(result.packet) };
  }
  throw new Error(`the Disconnect-Request was not sent: ${result.kind}`);
}

function readReply(packet: Extract<ExchangeResult, { kind: 'reply' }>['packet']) {
  if (packet.code === Code.DisconnectAck) return { state: 'acknowledged', errorCause: null } as const;
  const errorCause = packet.get(ErrorCause) ?? null;
  const isUnknown = errorCause === ErrorCause.values['Session-Context-Not-Found'];
  return { state: isUnknown ? 'gone' : 'refused', errorCause } as const;
}

/**
 * All that identifies the session, since all must match (RFC 5176 §3) and RouterOS wants more for hotspot
 * users than for PPP. No NAS-IP-Address: behind NAT it is wrong and earns a NAK. No Event-Timestamp: a
 * router without NTP would refuse it.
 */
function disconnectRequest(session: Session): PacketBuilder {
  const request = new PacketBuilder(Code.DisconnectRequest);
  if (session.username !== '') request.add(UserName, session.username);
  request.add(AcctSessionId, session.acctSessionId);
  if (session.framedIp !== null && !session.framedIp.includes(':')) {
    request.add(FramedIpAddress, session.framedIp);
  }
  if (session.callingStationId !== null) request.add(CallingStationId, session.callingStationId);
  return request;
}
