import {
  AcctAuthentic,
  AcctDelayTime,
  AcctInputGigawords,
  AcctInputOctets,
  AcctInputPackets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctOutputPackets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  AcctTerminateCause,
  Class,
  Code,
  FramedIpAddress,
  PacketBuilder,
  SharedSecret,
  UserName,
  type ExchangeResult,
  type Packet,
} from '@trunkline/radius';
import type { Clock } from '@trunkline/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asker } from './asker.ts';
import { addLineAttributes, retransmissionOf, type PlayedNas, type TestLogin } from './test-login.ts';

/** What the played session transfers between two packets. */
const DOWNLOAD_BYTES_PER_STEP = 10_000_000n;
const UPLOAD_BYTES_PER_STEP = 1_000_000n;
const BYTES_PER_PACKET = 1000n;

export const SESSION_DOWNLOAD_BYTES = Number(2n * DOWNLOAD_BYTES_PER_STEP);
export const SESSION_UPLOAD_BYTES = Number(2n * UPLOAD_BYTES_PER_STEP);

const STEPS = ['Start', 'Interim-Update', 'Stop'] as const;

export interface SessionStep {
  readonly status: (typeof STEPS)[number];
  readonly downloadBytes: number;
  readonly uploadBytes: number;
  readonly exchange: ExchangeResult;
}

/**
 * Plays a short session after an Accept: Start, Interim-Update and Stop, `holdMs` apart, with growing counters.
 * Ends early when a packet is not acknowledged.
 */
export async function* testSession(
  client: Asker,
  input: {
    nas: PlayedNas;
    login: TestLogin;
    accept: Packet;
    sessionId: string;
    holdMs: number;
    clock: Clock;
    signal: AbortSignal;
  },
): AsyncGenerator<SessionStep> {
  const startedMs = input.clock.monotonic();
  for (const [at, status] of STEPS.entries()) {
    if (at > 0) await sleep(input.holdMs, undefined, { signal: input.signal });
    const counters = {
      download: BigInt(at) * DOWNLOAD_BYTES_PER_STEP,
      upload: BigInt(at) * UPLOAD_BYTES_PER_STEP,
      seconds: Math.round((input.clock.monotonic() - startedMs) / 1000),
    };
    const { nas } = input;
    const exchange = await client.sendDelayed(
      (delaySeconds) => accountingRequest(input, status, counters).add(AcctDelayTime, delaySeconds),
      { address: nas.server, port: nas.acctPort, secret: new SharedSecret(nas.secret.reveal()) },
      { signal: input.signal, retransmission: retransmissionOf(nas) },
    );
    yield {
      status,
      downloadBytes: Number(counters.download),
      uploadBytes: Number(counters.upload),
      exchange,
    };
    if (exchange.kind !== 'reply') return;
  }
}

function accountingRequest(
  { nas, login, accept, sessionId }: { nas: PlayedNas; login: TestLogin; accept: Packet; sessionId: string },
  status: SessionStep['status'],
  counters: { download: bigint; upload: bigint; seconds: number },
): PacketBuilder {
  const request = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values[status])
    .add(AcctSessionId, sessionId)
    .add(UserName, login.username)
    .add(AcctAuthentic, AcctAuthentic.values.RADIUS);
  addLineAttributes(request, nas, login);
  // RFC 2865 §5.25: a Class of the Accept goes unchanged into every accounting packet.
  for (const value of accept.rawAll(Class)) request.addRaw(Class, value);
  const address = accept.get(FramedIpAddress);
  if (address !== undefined) request.add(FramedIpAddress, address);
  if (status === 'Start') return request;
  // RADIUS counts from the router's side: what comes in is the subscriber's upload.
  request
    .add(AcctSessionTime, counters.seconds)
    .add(AcctInputOctets, Number(counters.upload & 0xffff_ffffn))
    .add(AcctInputGigawords, Number(counters.upload >> 32n))
    .add(AcctOutputOctets, Number(counters.download & 0xffff_ffffn))
    .add(AcctOutputGigawords, Number(counters.download >> 32n))
    .add(AcctInputPackets, Number(counters.upload / BYTES_PER_PACKET))
    .add(AcctOutputPackets, Number(counters.download / BYTES_PER_PACKET));
  if (status === 'Stop') request.add(AcctTerminateCause, AcctTerminateCause.values['User-Request']);
  return request;
}
