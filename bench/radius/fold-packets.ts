import { SeededRandom } from '@trunkline/kit';
import * as radius from '@trunkline/radius';
import { encodeClassToken } from '../../server/src/modules/policy/index.ts';

/** Which packets the fold drains; the sessions that they are about have begun before `interims`. */
export type FoldMix = 'mixed' | 'starts' | 'interims';

export const startMs = Date.UTC(2026, 2, 10, 12);
const interimMs = 300_000;

export interface FoldPacket {
  kind: 'Start' | 'Interim-Update' | 'Stop';
  session: number;
  atMs: number;
  timeS: number;
}

/** In the order in which they arrive: the sessions begin one after the other during three intervals. */
export function packetsOf({
  mix,
  sessions,
  interimsEach,
}: {
  mix: FoldMix;
  sessions: number;
  interimsEach: number;
}): {
  before: FoldPacket[];
  measured: FoldPacket[];
} {
  const random = new SeededRandom(1);
  const packets: FoldPacket[] = [];
  for (let session = 0; session < sessions; session++) {
    const beganMs = startMs + random.integer(3 * interimMs);
    const add = (kind: FoldPacket['kind'], afterMs: number): void => {
      packets.push({ kind, session, atMs: beganMs + afterMs, timeS: Math.floor(afterMs / 1_000) });
    };
    add('Start', 0);
    for (let i = 1; i <= interimsEach; i++) add('Interim-Update', i * interimMs);
    add('Stop', interimsEach * interimMs + 100_000);
  }
  packets.sort((a, b) => a.atMs - b.atMs);
  const starts = packets.filter(({ kind }) => kind === 'Start');
  if (mix === 'starts') return { before: [], measured: starts };
  if (mix === 'mixed') return { before: [], measured: packets };
  return { before: starts, measured: packets.filter(({ kind }) => kind === 'Interim-Update') };
}

/** What RouterOS says of a PPPoE session. */
export function encodePacket(
  { kind, session, timeS, atMs }: FoldPacket,
  {
    nas,
    tenantId,
    subscriptionId,
    secret,
  }: { nas: number; tenantId: string; subscriptionId: string; secret: radius.SharedSecret },
): Buffer {
  const hex = session.toString(16).padStart(8, '0');
  const packet = new radius.PacketBuilder(radius.Code.AccountingRequest)
    .add(radius.AcctStatusType, radius.AcctStatusType.values[kind])
    .add(radius.UserName, `user${session + 1}`)
    .add(radius.ServiceType, radius.ServiceType.values.Framed)
    .add(radius.FramedProtocol, radius.FramedProtocol.values.PPP)
    .add(radius.NasPort, session)
    .add(radius.NasPortId, `vlan${100 + (session % 16)}`)
    .add(radius.CallingStationId, `02:00:${hex.match(/../g)!.join(':')}`.toUpperCase())
    .add(radius.CalledStationId, 'pppoe')
    .add(radius.AcctSessionId, (0x8100_0000 + session).toString(16))
    .add(radius.NasIdentifier, `router ${nas}`)
    .add(radius.NasIpAddress, `10.255.${nas + 1}.1`)
    .add(radius.FramedIpAddress, `100.64.${session >> 8}.${session & 255}`)
    .add(radius.EventTimestamp, Math.floor(atMs / 1_000));
  // One in ten comes from a router that does not repeat our Class, and is found by its name.
  if (session % 10 > 0) {
    packet.add(radius.Class, encodeClassToken({ tenantId, subscriptionId, reservation: session }));
  }
  if (kind !== 'Start') {
    const download = timeS * (500_000 + session);
    packet.add(radius.AcctSessionTime, timeS).add(radius.AcctInputOctets, (timeS * 70_000) % 2 ** 32);
    packet.add(radius.AcctOutputOctets, download % 2 ** 32);
    packet.add(radius.AcctOutputGigawords, Math.floor(download / 2 ** 32));
    packet.add(radius.AcctInputPackets, timeS * 100).add(radius.AcctOutputPackets, timeS * 500);
  }
  if (kind === 'Stop') packet.add(radius.AcctTerminateCause, 1);
  return packet.encodeRequest({ identifier: 1, secret: secret, messageAuthenticator: false });
}
