import { AcctDelayTime, AcctSessionId, AcctStatusType, Class, type Packet } from '@trunkline/radius';
import { decodeClassToken } from '../../policy/index.ts';
import { noteDevice } from '../login/known-device.ts';
import { readLogin } from '../login/read-login.ts';
import type { SessionEvent, SessionSlots } from './session-slots.ts';
import {
  interimIntervalOf,
  type SnapshotNas,
  type SnapshotSubscriber,
} from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

const { Start, InterimUpdate, Stop, AccountingOn, AccountingOff } = {
  Start: AcctStatusType.values.Start,
  InterimUpdate: AcctStatusType.values['Interim-Update'],
  Stop: AcctStatusType.values.Stop,
  AccountingOn: AcctStatusType.values['Accounting-On'],
  AccountingOff: AcctStatusType.values['Accounting-Off'],
};
/** A NAS that claims to have waited longer is not believed. */
const maxDelayS = 3600;

/**
 * Lets the session slots follow an accounting packet and answers what they were told, where it is about one
 * session. What it counts is the fold's business, not ours.
 */
export function trackSession(
  deps: { readonly snapshot: Snapshot; readonly slots: SessionSlots },
  report: {
    readonly packet: Packet;
    readonly nas: SnapshotNas;
    readonly nasAddress: string;
    /** Monotonic. */
    readonly receivedAtMs: number;
  },
): SessionEvent | undefined {
  const { packet, nas, nasAddress, receivedAtMs } = report;
  const status = packet.get(AcctStatusType);
  const atMs = receivedAtMs - Math.min(packet.get(AcctDelayTime) ?? 0, maxDelayS) * 1000;
  if (status === AccountingOn || status === AccountingOff) {
    deps.slots.forgetRouter({ nasId: nas.id, nasAddress }, atMs);
    return undefined;
  }
  if (status !== Start && status !== InterimUpdate && status !== Stop) return undefined;
  const sessionId = packet.raw(AcctSessionId);
  if (!sessionId || sessionId.length === 0) return undefined;
  const { subscriber, station } = readLogin(packet, nas.tenant);
  if (subscriber && status !== Stop) noteDevice(subscriber, station);
  const event: SessionEvent = {
    subscriberId: subscriber?.id,
    nasId: nas.id,
    nasAddress,
    stationId: station.toString('latin1'),
    sessionId: sessionId.toString('latin1'),
    kind: status === Stop ? 'ended' : 'alive',
    reservation: reservationOf(packet, nas),
    intervalS: longestInterval(subscriber, nas, deps.snapshot),
    atMs,
  };
  deps.slots.observe(event);
  return event;
}

/** 0 without a Class of ours; a proxy may have added one of its own. */
function reservationOf(packet: Packet, nas: SnapshotNas): number {
  for (const bytes of packet.rawAll(Class)) {
    const token = decodeClassToken(bytes);
    if (token?.tenantId === nas.tenant.id) return token.reservation;
  }
  return 0;
}

/** The session may run on any plan the subscriber holds: too long only keeps a dead slot a little longer. */
function longestInterval(
  subscriber: SnapshotSubscriber | undefined,
  nas: SnapshotNas,
  { planVersionOf }: Snapshot,
): number {
  let longest = interimIntervalOf(nas);
  for (const { planVersionId } of subscriber?.subscriptions ?? []) {
    longest = Math.max(longest, planVersionOf(planVersionId)?.interimIntervalS ?? 0);
  }
  return longest;
}
