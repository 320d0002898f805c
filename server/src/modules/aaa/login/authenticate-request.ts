import type { Clock } from '@trunkline/kit';
import {
  Code,
  NasPortId,
  PacketBuilder,
  ReplyMessage,
  type Credential,
  type EapMd5Server,
  type RadiusRequest,
} from '@trunkline/radius';
import { encodeClassToken, grantedTerms } from '../../policy/index.ts';
import type { AuthLog, AuthLogEntry } from '../auth-log/auth-log.ts';
import type { GuessLimits } from './guess-limits.ts';
import { judgeLogin, type AcceptedDecision } from './judge-login.ts';
import type { DeviceKeeper, DeviceLogin } from './device-keeper.ts';
import type { LoginMinutes } from '../auth-log/login-minutes.ts';
import type { MacNumber } from './mac-address.ts';
import type { MacLearner } from './mac-learner.ts';
import type { LoginProof } from './prove-login.ts';
import { portalSetup } from './portal-setup.ts';
import { proveWithinLimits } from './prove-within-limits.ts';
import type { Login } from './read-login.ts';
import { rejectReasonCodes, rejectReasons, type RejectReasonCode } from './reject-reasons.ts';
import { shownPages, type ShownPages } from '../render/portal-pages.ts';
import { renderTerms, type RenderedTerms } from '../render/render-terms.ts';
import { routerOf } from './router-address.ts';
import type { SessionSlots } from '../slots/session-slots.ts';
import type { SlotClaims } from '../slots/slot-claims.ts';
import {
  interimIntervalOf,
  type SnapshotNas,
  type SnapshotPlanVersion,
  type SnapshotSubscriber,
} from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

export interface AuthenticationDeps {
  readonly clock: Clock;
  readonly snapshot: Snapshot;
  readonly slots: SessionSlots;
  /** What the other nodes grant, while there are any. */
  readonly claims: SlotClaims;
  readonly guesses: GuessLimits;
  /** Whom it asked for a proof and has not heard yet. */
  readonly eap: EapMd5Server;
  readonly macLearner: MacLearner;
  readonly deviceKeeper: DeviceKeeper;
  readonly authLog: AuthLog;
  readonly loginMinutes: LoginMinutes;
  /** A credential that nobody has. */
  readonly decoy: Credential;
  readonly counters: AuthenticationCounters;
  /** Told what was decided, for a transport that says it in other words than RADIUS's. */
  readonly onDecided?: (request: RadiusRequest<SnapshotNas>, decided: DecidedLogin) => void;
}

export type DecidedLogin =
  | {
      readonly kind: 'accept';
      readonly subscriber: SnapshotSubscriber;
      readonly terms: RenderedTerms;
      readonly pages: ShownPages;
      readonly classToken: Buffer;
    }
  | { readonly kind: 'reject'; readonly reason: RejectReasonCode };

/** Counted since the start of the process. */
export interface AuthenticationCounters {
  accepts: number;
  rejects: Record<RejectReasonCode, number>;
  /** Left without an answer, because the snapshot is older than the tenant allows. */
  tooStale: number;
}

/**
 * The whole way of an Access-Request, behind the transport and before the wire: identity, proof, policy,
 * device, place, slot, reply. Undefined is silence. Called once per request, never for a retransmission. At
 * once, unless other nodes have to be asked for the slot.
 */
export function authenticateRequest(
  deps: AuthenticationDeps,
  request: RadiusRequest<SnapshotNas>,
): PacketBuilder | undefined | Promise<PacketBuilder> {
  const nas = request.client.data;
  const nowMs = request.receivedAtMs;
  if (!deps.snapshot.isFreshFor(nas.tenant, nowMs)) return keepSilent(deps);

  const setup = portalSetup(request);
  if (setup) return setup;
  const eap = deps.eap.step(request.packet, nas.id);
  if (eap?.kind === 'challenge') return eap.reply;
  if (eap?.kind === 'silence') return undefined;
  const prove = (login: Login): LoginProof => proveWithinLimits(deps, login, request, eap?.check);
  const verdict = judgeLogin({ snapshot: deps.snapshot, prove }, request);
  const { login, proof } = verdict;
  const attempt: Attempt = { deps, request, login, proof };
  if (verdict.kind === 'reject') return reject(attempt, verdict.reason);
  const { subscriber, decision, hotspot } = verdict;

  const reservation = deps.slots.reserve({
    subscriberId: subscriber.id,
    nasId: nas.id,
    nasAddress: routerOf(request),
    stationId: login.station.toString('latin1'),
    maxSessions: decision.terms.maxSessions,
    nowMs: deps.clock.monotonic(),
  });
  if (reservation === 0) return reject(attempt, 'aaa.too_many_sessions');
  const granted = { subscriber, decision, hotspot, reservation };
  if (deps.claims.areNeeded) return acceptWhenClaimed(attempt, granted);
  return accept(attempt, granted);
}

interface Attempt {
  readonly deps: AuthenticationDeps;
  readonly request: RadiusRequest<SnapshotNas>;
  readonly login: Login;
  readonly proof: LoginProof;
}

interface Granted {
  readonly subscriber: SnapshotSubscriber;
  readonly decision: AcceptedDecision;
  /** The plan, where it is one of hotspots. */
  readonly hotspot: SnapshotPlanVersion | undefined;
  readonly reservation: number;
}

/** The NAS asks another server, whose news may be younger. */
function keepSilent({ counters }: AuthenticationDeps): undefined {
  counters.tooStale++;
}

function learnDevice(
  deps: AuthenticationDeps,
  subscriber: SnapshotSubscriber,
  mac: MacNumber | undefined,
): void {
  if (subscriber.macBinding !== 'learn' || subscriber.macs.length > 0 || mac === undefined) return;
  deps.snapshot.learnMac(subscriber, mac);
  deps.macLearner.learn({ tenantId: subscriber.tenant.id, subscriberId: subscriber.id, mac });
}

/** The slot that this node grants must be free on the other nodes too. */
async function acceptWhenClaimed(attempt: Attempt, granted: Granted): Promise<PacketBuilder> {
  const { deps, request, login } = attempt;
  const { subscriber, decision, reservation } = granted;
  const nas = request.client.data;
  const session = {
    tenantId: nas.tenant.id,
    subscriberId: subscriber.id,
    reservation,
    nasId: nas.id,
    stationId: login.station.toString('latin1'),
  };
  const isGranted = await deps.claims.claim({
    ...session,
    nasAddress: routerOf(request),
    maxSessions: decision.terms.maxSessions,
    intervalS: interimIntervalOf(nas),
  });
  const device = isGranted ? deviceLogin(attempt, granted) : undefined;
  if (isGranted && (!device || (await deps.deviceKeeper.claim(device)))) return accept(attempt, granted);
  deps.slots.cancel(subscriber.id, reservation);
  if (!isGranted) return reject(attempt, 'aaa.too_many_sessions');
  deps.claims.release(session);
  return reject(attempt, 'aaa.too_many_devices');
}

/** Undefined: no device of a hotspot account. */
function deviceLogin({ login, proof, request }: Attempt, granted: Granted): DeviceLogin | undefined {
  const { subscriber, hotspot } = granted;
  if (!hotspot || login.mac === undefined) return undefined;
  const isByPassword = proof.method !== 'mac';
  return { subscriber, mac: login.mac, plan: hotspot, isByPassword, nowMs: request.receivedAtMs };
}

function accept(attempt: Attempt, granted: Granted): PacketBuilder {
  const { deps, request, proof, login } = attempt;
  const nas = request.client.data;
  learnDevice(deps, granted.subscriber, login.mac);
  const device = deviceLogin(attempt, granted);
  if (device) deps.deviceKeeper.admit(device);
  const reply = new PacketBuilder(Code.AccessAccept);
  const { terms, subscription } = granted.decision;
  const pages = shownPages(nas.tenant.pages, {
    terms,
    isHotspot: granted.hotspot !== undefined,
    nowMs: request.receivedAtMs,
  });
  const classToken = encodeClassToken({
    tenantId: nas.tenant.id,
    subscriptionId: subscription && subscription.id,
    reservation: granted.reservation,
    granted: grantedTerms(terms),
  });
  const interimIntervalS = interimIntervalOf(nas);
  renderTerms(reply, terms, { vendor: nas.vendor, interimIntervalS, classToken, pages });
  deps.onDecided?.(request, { kind: 'accept', subscriber: granted.subscriber, terms, pages, classToken });
  proof.check.addReplyAttributes(reply);
  deps.counters.accepts++;
  deps.loginMinutes.count(nas, '', request.receivedAtMs);
  if (deps.authLog.keepsAccept(nas, request.receivedAtMs)) {
    deps.authLog.add(entryOf(attempt, { outcome: 'accepted', reason: null }));
  }
  return reply;
}

function reject(attempt: Attempt, reason: RejectReasonCode): PacketBuilder {
  const { deps, proof, request } = attempt;
  const { replyMessage, msChapError } = rejectReasons[reason];
  const reply = new PacketBuilder(Code.AccessReject).add(ReplyMessage, replyMessage);
  proof.check.addReplyAttributes(reply, { errorCode: msChapError, message: replyMessage });
  deps.onDecided?.(request, { kind: 'reject', reason });
  deps.counters.rejects[reason]++;
  deps.loginMinutes.count(request.client.data, reason, request.receivedAtMs);
  deps.authLog.add(entryOf(attempt, { outcome: 'rejected', reason }));
  return reply;
}

function entryOf(
  { request, login, proof }: Attempt,
  result: Pick<AuthLogEntry, 'outcome' | 'reason'>,
): AuthLogEntry {
  const nas = request.client.data;
  return {
    tenantId: nas.tenant.id,
    nasId: nas.id,
    subscriberId: login.subscriber?.id ?? null,
    atMs: request.receivedAtMs,
    username: login.name,
    callingStation: login.station,
    nasPort: request.packet.raw(NasPortId),
    method: proof.method,
    ...result,
  };
}

export function newAuthenticationCounters(): AuthenticationCounters {
  const rejects = Object.fromEntries(rejectReasonCodes.map((code) => [code, 0])) as Record<
    RejectReasonCode,
    number
  >;
  return { accepts: 0, rejects, tooStale: 0 };
}
