import type { Clock } from '@trunkline/kit';
import {
  Code,
  EapMessage,
  PacketBuilder,
  ReplyMessage,
  State,
  type Credential,
  type RadiusRequest,
} from '@trunkline/radius';
import { encodeClassToken, explainDecision, grantedTerms } from '../../policy/index.ts';
import { shownPages } from '../render/portal-pages.ts';
import { renderTerms } from '../render/render-terms.ts';
import type { SessionSlots } from '../slots/session-slots.ts';
import { interimIntervalOf, type SnapshotNas } from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { judgeLogin, type LoginVerdict } from './judge-login.ts';
import { portalSetup } from './portal-setup.ts';
import { proveLogin } from './prove-login.ts';
import { readableText } from './readable-text.ts';
import { rejectReasons, type RejectReasonCode } from './reject-reasons.ts';
import { routerOf } from './router-address.ts';

/** As long as a User-Name can be. */
const maxName = 253;

export interface SilentDeps {
  readonly clock: Clock;
  readonly snapshot: Snapshot;
  readonly slots: SessionSlots;
  /** A credential that nobody has. */
  readonly decoy: Credential;
}

/** What would be answered, and to whom. */
export interface SilentAnswer {
  readonly reply: PacketBuilder;
  /** Null: let in. */
  readonly reason: RejectReasonCode | null;
  readonly subscriberId: string | null;
  /** As it came, readable. */
  readonly username: string;
  /** Why, in a sentence; made only when somebody wants to know. */
  readonly explain: () => string;
}

/**
 * The answer that a login would get here, without any effect: no slot is taken, no guess counted, no device learned
 * and nothing logged. Undefined: it would get none, because the snapshot is older than the tenant allows, or it is no
 * login by itself: a step of EAP or of another conversation, whose challenges only the one who gave them knows; or a
 * portal that fetches its set-up.
 */
export function answerSilently(
  deps: SilentDeps,
  request: RadiusRequest<SnapshotNas>,
): SilentAnswer | undefined {
  const { tenant } = request.client.data;
  if (!deps.snapshot.isFreshFor(tenant, request.receivedAtMs)) return undefined;
  const { packet } = request;
  if (packet.has(EapMessage) || packet.has(State) || portalSetup(request)) return undefined;
  const { snapshot, decoy } = deps;
  const verdict = judgeLogin({ snapshot, prove: (login) => proveLogin(login, request, { decoy }) }, request);
  if (verdict.kind === 'reject') return refused(verdict, verdict.reason);
  if (!hasRoom(deps, request, verdict)) return refused(verdict, 'aaa.too_many_sessions');
  return accepted(verdict, request);
}

type Accepted = Extract<LoginVerdict, { kind: 'accept' }>;

function hasRoom(
  { clock, slots }: SilentDeps,
  request: RadiusRequest<SnapshotNas>,
  { subscriber, login, decision }: Accepted,
): boolean {
  return slots.hasRoom({
    subscriberId: subscriber.id,
    nasId: request.client.data.id,
    nasAddress: routerOf(request),
    stationId: login.station.toString('latin1'),
    maxSessions: decision.terms.maxSessions,
    nowMs: clock.monotonic(),
  });
}

function accepted(verdict: Accepted, { client, receivedAtMs }: RadiusRequest<SnapshotNas>): SilentAnswer {
  const nas = client.data;
  const { tenant, vendor } = nas;
  const { terms, subscription } = verdict.decision;
  const reply = new PacketBuilder(Code.AccessAccept);
  const classToken = encodeClassToken({
    tenantId: tenant.id,
    subscriptionId: subscription && subscription.id,
    reservation: 0,
    granted: grantedTerms(terms),
  });
  const pages = shownPages(tenant.pages, {
    terms,
    isHotspot: verdict.hotspot !== undefined,
    nowMs: receivedAtMs,
  });
  renderTerms(reply, terms, { vendor, interimIntervalS: interimIntervalOf(nas), classToken, pages });
  verdict.proof.check.addReplyAttributes(reply);
  const explain = (): string =>
    explainDecision(verdict.decision, { zone: tenant.zone, nowMs: receivedAtMs }).sentence;
  return { ...whoseLogin(verdict), reply, reason: null, explain };
}

function refused(verdict: LoginVerdict, reason: RejectReasonCode): SilentAnswer {
  const { replyMessage, msChapError, summary } = rejectReasons[reason];
  const reply = new PacketBuilder(Code.AccessReject).add(ReplyMessage, replyMessage);
  verdict.proof.check.addReplyAttributes(reply, { errorCode: msChapError, message: replyMessage });
  return { ...whoseLogin(verdict), reply, reason, explain: () => summary };
}

function whoseLogin({ login }: LoginVerdict): Pick<SilentAnswer, 'subscriberId' | 'username'> {
  return { subscriberId: login.subscriber?.id ?? null, username: readableText(login.name, maxName) };
}
