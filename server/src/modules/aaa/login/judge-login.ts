import type { RadiusRequest } from '@trunkline/radius';
import { effectivePolicy, type Decision } from '../../policy/index.ts';
import { hasDeviceSlot, hotspotPlanOf, isRememberedDevice } from './device-slots.ts';
import type { MacNumber } from './mac-address.ts';
import type { LoginProof } from './prove-login.ts';
import { readLogin, type Login } from './read-login.ts';
import type { RejectReasonCode } from './reject-reasons.ts';
import type { PreparedAttribute } from '../render/render-terms.ts';
import type { SnapshotNas, SnapshotPlanVersion, SnapshotSubscriber } from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

interface Judged {
  readonly login: Login;
  readonly proof: LoginProof;
}

export type AcceptedDecision = Extract<Decision<PreparedAttribute>, { kind: 'accept' }>;

/** What becomes of a login, before anybody asks whether there is a place for one more session. */
export type LoginVerdict = Judged &
  (
    | { readonly kind: 'reject'; readonly reason: RejectReasonCode }
    | {
        readonly kind: 'accept';
        readonly subscriber: SnapshotSubscriber;
        readonly decision: AcceptedDecision;
        /** The plan, where it is one of hotspots. */
        readonly hotspot: SnapshotPlanVersion | undefined;
      }
  );

export interface JudgeDeps {
  readonly snapshot: Snapshot;
  /** How identity is proven; may count guesses. */
  readonly prove: (login: Login, request: RadiusRequest<SnapshotNas>) => LoginProof;
}

/**
 * Identity, proof, policy, device and place, in this order: a pure look at the snapshot, but for what `prove` does.
 * Whoever only compares judges as whoever answers does.
 */
export function judgeLogin(
  { snapshot, prove }: JudgeDeps,
  request: RadiusRequest<SnapshotNas>,
): LoginVerdict {
  const nas = request.client.data;
  const login = readLogin(request.packet, nas.tenant);
  const proof = prove(login, request);
  const { subscriber } = login;
  const refused = (reason: RejectReasonCode): LoginVerdict => ({ kind: 'reject', login, proof, reason });
  if (!subscriber || proof.refusal) return refused(proof.refusal ?? 'aaa.unknown_user');

  const { planVersionOf } = snapshot;
  const nowMs = request.receivedAtMs;
  const isGuest = login.isRemembered && !isRememberedDevice(subscriber, { ...login, nowMs });
  if (isGuest) return refused('aaa.unknown_user');
  const decision = effectivePolicy({ tenant: nas.tenant, subscriber, planVersionOf, nowMs });
  if (decision.kind === 'reject') return refused(decision.reason);
  if (!isOwnDevice(subscriber, login.mac)) return refused('aaa.wrong_mac');
  if (subscriber.nasId !== null && subscriber.nasId !== nas.id) return refused('aaa.wrong_nas');
  const hotspot = hotspotPlanOf(decision, snapshot);
  if (login.isRemembered && !hotspot && decision.terms.access === 'full') return refused('aaa.unknown_user');
  if (hotspot && !hasDeviceSlot(subscriber, { mac: login.mac, slots: hotspot.deviceSlots, nowMs }))
    return refused('aaa.too_many_devices');
  return { kind: 'accept', login, proof, subscriber, decision, hotspot };
}

/** One who learns and has no device yet takes any. */
function isOwnDevice({ macBinding, macs }: SnapshotSubscriber, mac: MacNumber | undefined): boolean {
  if (macBinding === 'none') return true;
  if (macBinding === 'learn' && macs.length === 0) return true;
  return mac !== undefined && macs.includes(mac);
}
