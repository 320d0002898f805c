import {
  AcctSessionId,
  CallingStationId,
  Code,
  ErrorCause,
  FramedIpAddress,
  MikrotikRateLimit,
  MikrotikTotalLimit,
  MikrotikTotalLimitGigawords,
  NasIdentifier,
  NasIpAddress,
  PacketBuilder,
  RadiusServer,
  SessionTimeout,
  UserName,
  type KnownClient,
  type Packet,
  type RadiusReply,
} from '@trunkline/radius';
import type { FleetContext } from './fleet-context.ts';
import type { CoaMode } from './fleet-options.ts';
import type { SimulatedRouter } from './simulated-router.ts';
import type { SessionLimits, SimulatedSession } from './simulated-session.ts';

type Refusal = keyof typeof ErrorCause.values;

export interface CoaListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * `/radius incoming` of one router: takes CoA- and Disconnect-Requests from the RADIUS server's address only, and
 * does with them what the router's `coaMode` says. `disconnect` ends a session with its Stop.
 */
export async function openCoaListener(
  context: FleetContext,
  router: SimulatedRouter,
  disconnect: (session: SimulatedSession) => void,
): Promise<CoaListener> {
  const { server, coaPort, slowCoaMs } = context.options;
  const client: KnownClient = { secret: router.secret, messageAuthenticator: 'observe', data: undefined };

  const obey = (request: Packet): RadiusReply => {
    const session = findSession(router, request);
    if (typeof session === 'string') return refusal(request, session);
    if (request.code === Code.DisconnectRequest) disconnect(session);
    else change(router, session, request);
    return acknowledgement(request);
  };

  const answers: Record<CoaMode, (request: Packet) => RadiusReply | Promise<RadiusReply>> = {
    obey,
    nak: (request) => refusal(request, 'Session-Context-Not-Found'),
    disconnects: (request) =>
      request.code === Code.DisconnectRequest ? obey(request) : refusal(request, 'Unsupported-Extension'),
    ignore: acknowledgement,
    silent: () => undefined,
    slow: (request) =>
      new Promise((resolve) => context.timers.start(slowCoaMs, () => resolve(obey(request)))),
  };

  const listener = new RadiusServer({
    role: 'dynamic-authorization',
    findClient: (address) => (address === server.address ? client : undefined),
    handle: ({ packet }) => {
      if (!router.isUp) return undefined;
      context.counters.coa[router.coaMode]++;
      return answers[router.coaMode](packet);
    },
    receiveBufferBytes: 256 * 1024,
  });
  const port = await listener.listen({ address: router.plan.address, port: coaPort });
  return { port, close: () => listener.close({ timeoutMs: 0 }) };
}

/** What RouterOS changes of a live session; anything else in the request is passed over. */
function change(router: SimulatedRouter, session: SimulatedSession, request: Packet): void {
  const rateLimit = request.get(MikrotikRateLimit);
  if (rateLimit !== undefined) {
    router.state.changeRateLimit(session, () => {
      session.rateLimit = rateLimit;
    });
  }
  const { seconds, bytes } = sessionLimits(request);
  session.limits = {
    seconds: seconds === Infinity ? session.limits.seconds : seconds,
    bytes: bytes ?? session.limits.bytes,
  };
}

/** What an Accept or a CoA-Request limits a session to. On RouterOS 0 is the same as none. */
export function sessionLimits(packet: Packet): SessionLimits {
  const low = packet.get(MikrotikTotalLimit) ?? 0;
  const high = packet.get(MikrotikTotalLimitGigawords) ?? 0;
  return {
    seconds: packet.get(SessionTimeout) || Infinity,
    bytes: low === 0 && high === 0 ? undefined : BigInt(high) * 2n ** 32n + BigInt(low),
  };
}

/** All that a request names must fit (RFC 5176 §3); RouterOS, too, wants the exact session id. */
function findSession(router: SimulatedRouter, request: Packet): SimulatedSession | Refusal {
  const nasAddress = request.get(NasIpAddress);
  const nasName = request.get(NasIdentifier);
  if (nasAddress !== undefined && nasAddress !== router.plan.address) return 'NAS-Identification-Mismatch';
  if (nasName !== undefined && nasName !== router.plan.name) return 'NAS-Identification-Mismatch';
  const named = [
    [request.get(UserName), (session: SimulatedSession) => session.beginning.subscriber.userName],
    [request.get(AcctSessionId), (session: SimulatedSession) => session.beginning.acctSessionId],
    [request.get(FramedIpAddress), (session: SimulatedSession) => session.beginning.framedIpAddress],
    [request.get(CallingStationId), (session: SimulatedSession) => session.beginning.subscriber.macAddress],
  ] as const;
  if (named.every(([value]) => value === undefined)) return 'Missing-Attribute';
  for (const session of router.sessions.values()) {
    if (named.every(([value, read]) => value === undefined || value === read(session))) return session;
  }
  return 'Session-Context-Not-Found';
}

function acknowledgement(request: Packet): PacketBuilder {
  return new PacketBuilder(request.code === Code.CoaRequest ? Code.CoaAck : Code.DisconnectAck);
}

function refusal(request: Packet, cause: Refusal): PacketBuilder {
  const code = request.code === Code.CoaRequest ? Code.CoaNak : Code.DisconnectNak;
  return new PacketBuilder(code).add(ErrorCause, ErrorCause.values[cause]);
}
