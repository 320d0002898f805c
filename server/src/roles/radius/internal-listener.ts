import { Code, decodePacket, formatValue, type RadiusRequest } from '@trunkline/radius';
import {
  authenticateRequest,
  firstAddress,
  interimIntervalOf,
  observeAsked,
  rejectReasons,
  type AuthenticationDeps,
  type DecidedLogin,
  type RejectReasonCode,
  type SnapshotNas,
} from '../../modules/aaa/index.ts';
import {
  decodeQuestion,
  encodeAnswer,
  questionSecret,
  type PortalTerms,
  type RadiusAnswer,
} from '../../modules/hotspot/index.ts';
import { LineServer } from '../../platform/line/index.ts';
import { internalSocketPath } from '../internal-socket.ts';
import type { RoleContext } from '../role-runtime.ts';
import type { RadiusNotices } from './radius-notices.ts';
import { recordAccounting, type AccountingDeps } from './record-accounting.ts';
import type { TrafficCounters } from './traffic-counters.ts';

interface ListenerParts {
  readonly authentication: AuthenticationDeps;
  readonly accounting: AccountingDeps;
  readonly traffic: TrafficCounters;
  readonly notices: RadiusNotices;
}

/**
 * The socket on which the api role of this node asks for captive portals: the same decision, slots, log and journal as
 * for packets of the network. Undefined where it cannot be bound: RADIUS goes on, portals are told that nobody is there.
 */
export async function openInternalListener(
  { config, clock }: RoleContext,
  parts: ListenerParts,
): Promise<LineServer | undefined> {
  const { notices } = parts;
  const desk = new InternalDesk(parts, () => ({ nowMs: clock.now(), monotonicMs: clock.monotonic() }));
  try {
    return await LineServer.open({
      path: internalSocketPath(config),
      handle: async (question) => encodeAnswer(await desk.answer(question)),
      onError: (error) => notices.failed('a question of the api role failed', error),
    });
  } catch (error) {
    notices.failed('the socket for captive portals cannot be bound; they get no answer', error);
    return undefined;
  }
}

type PortalRequest = RadiusRequest<SnapshotNas>;

class InternalDesk {
  readonly #parts: ListenerParts;
  readonly #authentication: AuthenticationDeps;
  readonly #decided = new WeakMap<PortalRequest, DecidedLogin>();
  readonly #instant: () => { nowMs: number; monotonicMs: number };

  constructor(parts: ListenerParts, instant: () => { nowMs: number; monotonicMs: number }) {
    this.#parts = parts;
    this.#authentication = {
      ...parts.authentication,
      onDecided: (request, decided) => this.#decided.set(request, decided),
    };
    this.#instant = instant;
  }

  async answer(bytes: Buffer): Promise<RadiusAnswer> {
    const { kind, tenantId, nasId, packet: packetBytes } = decodeQuestion(bytes);
    const { snapshot } = this.#authentication;
    const nas = snapshot.nasById(nasId);
    if (!snapshot.isWhole) return { kind: 'no_news' };
    if (!nas?.isEnabled || nas.tenant.id !== tenantId) return { kind: 'nas_unknown' };
    const decoded = decodePacket(packetBytes);
    if (!decoded.ok) throw new RangeError(`the packet of a question is malformed: ${decoded.fault}`);
    const { nowMs, monotonicMs } = this.#instant();
    const request: PortalRequest = {
      packet: decoded.packet,
      client: { secret: questionSecret, messageAuthenticator: 'off', data: nas },
      // Where it reports from by RADIUS; a NAS of a portal is one router.
      source: { address: firstAddress(nas.prefix), port: 0 },
      receivedAtMs: nowMs,
      hasMessageAuthenticator: false,
    };
    observeAsked(request);
    const isLogin = kind === 'login';
    const code = isLogin ? Code.AccessRequest : Code.AccountingRequest;
    if (decoded.packet.code !== code) throw new RangeError('the packet is of another kind than the question');
    const answer = isLogin ? await this.#login(request) : await this.#account(request);
    const elapsedMs = this.#instant().monotonicMs - monotonicMs;
    const replyCode = replyCodes[answer.kind];
    if (replyCode !== undefined)
      this.#parts.traffic.answered({ client: request.client, code, replyCode, elapsedMs });
    return answer;
  }

  async #login(request: PortalRequest): Promise<RadiusAnswer> {
    const reply = await authenticateRequest(this.#authentication, request);
    const decided = this.#decided.get(request);
    if (!reply || !decided) return { kind: 'no_news' };
    return decided.kind === 'reject' ? toldReject(decided.reason) : toldAccept(decided, request);
  }

  async #account(request: PortalRequest): Promise<RadiusAnswer> {
    return { kind: (await recordAccounting(this.#parts.accounting, request)) ? 'kept' : 'not_kept' };
  }
}

const replyCodes: Readonly<Partial<Record<RadiusAnswer['kind'], Code>>> = {
  accept: Code.AccessAccept,
  reject: Code.AccessReject,
  kept: Code.AccountingResponse,
};

/** One word for all that a guesser could tell apart. */
const toldAsWrongPassword: ReadonlySet<RejectReasonCode> = new Set([
  'aaa.unknown_user',
  'aaa.suspected_wrong_secret',
  'aaa.malformed_credentials',
]);

function toldReject(reason: RejectReasonCode): RadiusAnswer {
  const { replyMessage: message } = rejectReasons[reason];
  return { kind: 'reject', reason: toldAsWrongPassword.has(reason) ? 'aaa.wrong_password' : reason, message };
}

function toldAccept(
  { subscriber, terms, pages, classToken }: Extract<DecidedLogin, { kind: 'accept' }>,
  { client }: PortalRequest,
): RadiusAnswer {
  const told: PortalTerms = {
    access: terms.access,
    downloadBps: terms.downloadBps,
    uploadBps: terms.uploadBps,
    burst: terms.burst,
    sessionTimeoutS: terms.sessionTimeoutS,
    idleTimeoutS: terms.idleTimeoutS,
    interimIntervalS: terms.interimIntervalS ?? interimIntervalOf(client.data),
    sessionVolumeBytes: terms.sessionVolumeBytes,
    framedIp: terms.framedIp,
    pool: terms.pool,
    addressList: terms.addressList,
    redirectUrl: pages.redirectUrl,
    logoffUrl: pages.logoffUrl,
    attributes: [...terms.planAttributes, ...terms.subscriberAttributes].map(({ definition, value }) => ({
      name: definition.name,
      value: formatValue(definition, value).replace(/^"(.*)"$/s, '$1'),
    })),
  };
  return {
    kind: 'accept',
    username: subscriber.usernameKey,
    terms: told,
    token: classToken.toString('base64url'),
  };
}
