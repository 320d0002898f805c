import { SeededRandom } from '@trunkline/kit';
import {
  checkMessageAuthenticator,
  Code,
  decodePacket,
  hasValidResponseAuthenticator,
  type Packet,
  type PacketBuilder,
  type SharedSecret,
} from '@trunkline/radius';
import { ByteArena } from './byte-arena.ts';
import {
  accountingPacket,
  loginPacket,
  type AccountingStep,
  type LoadKind,
  type LoadSubscriber,
  type LoginKind,
} from './load-packets.ts';

export interface PrepareOptions {
  readonly kind: LoadKind;
  readonly secret: SharedSecret;
  /** Who logs in, in an order drawn from the seed. For accounting see `SESSION`. */
  readonly subscribers: readonly LoadSubscriber[];
  readonly requests: number;
  readonly seed: number;
  /** The address that the requests will come from. */
  readonly localAddress?: string;
}

/** What a reply turns out to be; a `forged` one answers nothing. */
export type Verdict = 'succeeded' | 'refused' | 'forged';

/**
 * Encoded requests and what verifies their replies. To be sent once each, to as many servers as there are to
 * compare: what it costs to make them is not measured.
 */
export interface PreparedLoad {
  readonly kind: LoadKind;
  readonly count: number;
  /** The bytes of request `index`, under the identifier `index % 256`. */
  request(index: number): Buffer;
  /** Checks authenticators, code and, for MS-CHAPv2, the server's own proof. */
  verify(index: number, reply: Buffer): Verdict;
}

/**
 * Accounting runs in waves of so many sessions, one record of each after the other, as the interval between
 * two records is far longer than what it takes to send them: each record finds another than the last.
 */
export const SESSION = { wave: 2_000, interims: 3, records: 5 };

/** Encodes `requests` requests. Throws a RangeError for a password that the method cannot carry. */
export function prepareLoad(options: PrepareOptions): PreparedLoad {
  const { kind, secret, requests } = options;
  const source = kind === 'accounting' ? accountingSource(options) : loginSource(options, kind);
  const random = new SeededRandom(options.seed + 1);
  const arena = new ByteArena();
  for (let index = 0; index < requests; index++) {
    const identifier = index % 256;
    const messageAuthenticator = kind !== 'accounting';
    arena.append(source.request(index).encodeRequest({ identifier, secret, messageAuthenticator, random }));
  }
  return {
    kind,
    count: requests,
    request: (index) => arena.at(index),
    verify: (index, reply) => {
      const packet = authenticReply(arena.at(index), reply, secret);
      if (!packet) return 'forged';
      return source.isSuccess(index, packet) ? 'succeeded' : 'refused';
    },
  };
}

/** The reply to these request bytes, or undefined where it was not made with the secret for this request. */
export function authenticReply(request: Buffer, reply: Buffer, secret: SharedSecret): Packet | undefined {
  const decoded = decodePacket(reply);
  if (!decoded.ok) return undefined;
  const { packet } = decoded;
  const authenticator = request.subarray(4, 20);
  if (packet.identifier !== request[1]) return undefined;
  if (!hasValidResponseAuthenticator(packet, authenticator, secret)) return undefined;
  return checkMessageAuthenticator(packet, secret, authenticator) === 'invalid' ? undefined : packet;
}

interface LoadSource {
  request(index: number): PacketBuilder;
  isSuccess(index: number, reply: Packet): boolean;
}

/** Each subscriber's proof is computed once; the authenticator, and PAP's cipher with it, is new each time. */
function loginSource(
  { subscribers, requests, seed, localAddress }: PrepareOptions,
  kind: LoginKind,
): LoadSource {
  const random = new SeededRandom(seed);
  const line = { kind, nas: localAddress ?? '127.0.0.1', random };
  const logins = subscribers.map((subscriber, index) => loginPacket({ subscriber, index, ...line }));
  const order = Uint32Array.from({ length: requests }, () => random.integer(logins.length));
  return {
    request: (index) => logins[order[index]!]!.request,
    isSuccess: (index, reply) =>
      reply.code === Code.AccessAccept && logins[order[index]!]!.proof.isAnsweredBy(reply),
  };
}

function accountingSource({ subscribers, seed, localAddress }: PrepareOptions): LoadSource {
  const wave = Math.min(SESSION.wave, subscribers.length);
  return {
    request: (index) => {
      const number = Math.floor(index / (wave * SESSION.records));
      const step = Math.floor(index / wave) % SESSION.records;
      const session = number * wave + (index % wave);
      const subscriber = session % subscribers.length;
      return accountingPacket({
        step: stepName(step),
        subscriber: subscribers[subscriber]!,
        index: subscriber,
        nas: localAddress ?? '127.0.0.1',
        sessionId: `${seed.toString(16)}-${session.toString(16)}`,
        seconds: step,
      });
    },
    isSuccess: (_index, reply) => reply.code === Code.AccountingResponse,
  };
}

function stepName(step: number): AccountingStep {
  if (step === 0) return 'Start';
  return step <= SESSION.interims ? 'Interim-Update' : 'Stop';
}
