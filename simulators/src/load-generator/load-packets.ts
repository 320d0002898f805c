import type { SeededRandom } from '@trunkline/kit';
import {
  AcctAuthentic,
  AcctDelayTime,
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  AcctTerminateCause,
  addPasswordProof,
  CalledStationId,
  CallingStationId,
  Code,
  FramedIpAddress,
  FramedProtocol,
  NasIdentifier,
  NasIpAddress,
  NasPort,
  NasPortId,
  NasPortType,
  PacketBuilder,
  ServiceType,
  UserName,
  type PasswordProof,
} from '@trunkline/radius';

export type LoadKind = 'pap' | 'chap' | 'ms-chap-v1' | 'ms-chap-v2' | 'accounting';
export type LoginKind = Exclude<LoadKind, 'accounting'>;

export interface LoadSubscriber {
  readonly userName: string;
  readonly password: string;
  /** The device; without it one that is made from the subscriber's place in the list. */
  readonly callingStationId?: string;
}

/** The router's side of a subscriber. */
interface Line {
  readonly subscriber: LoadSubscriber;
  readonly index: number;
  /** NAS-IP-Address. */
  readonly nas: string;
}

export interface LoginPacket {
  readonly request: PacketBuilder;
  readonly proof: PasswordProof;
}

/** A login as RouterOS writes it for PPPoE, from a device that is the subscriber's own. */
export function loginPacket(
  login: Line & { readonly kind: LoginKind; readonly random: SeededRandom },
): LoginPacket {
  const { kind: method, random, subscriber } = login;
  const { userName, password } = subscriber;
  const request = new PacketBuilder(Code.AccessRequest);
  const proof = addPasswordProof(request, { userName, password, method, random });
  addLine(request, login);
  return { request, proof };
}

export type AccountingStep = 'Start' | 'Interim-Update' | 'Stop';

/** What RouterOS reports of a session; counters stand for `seconds` at a steady rate. */
export function accountingPacket(
  report: Line & { readonly step: AccountingStep; readonly sessionId: string; readonly seconds: number },
): PacketBuilder {
  const { step, index, seconds } = report;
  const request = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values[step])
    .add(UserName, report.subscriber.userName);
  addLine(request, report)
    .add(AcctSessionId, report.sessionId)
    .add(FramedIpAddress, `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`)
    .add(AcctAuthentic, AcctAuthentic.values.RADIUS)
    .add(AcctDelayTime, 0);
  if (step === 'Start') return request;
  request
    .add(AcctSessionTime, seconds)
    .add(AcctInputOctets, seconds * 100_000)
    .add(AcctInputGigawords, 0)
    .add(AcctOutputOctets, seconds * 900_000)
    .add(AcctOutputGigawords, 0);
  return step === 'Stop'
    ? request.add(AcctTerminateCause, AcctTerminateCause.values['User-Request'])
    : request;
}

/** The last three bytes count subscribers. */
function macAddress(index: number): string {
  const bytes = [0x02, 0, 0, (index >> 16) & 255, (index >> 8) & 255, index & 255];
  return bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

function addLine(builder: PacketBuilder, { subscriber, index, nas }: Line): PacketBuilder {
  return builder
    .add(ServiceType, ServiceType.values.Framed)
    .add(FramedProtocol, FramedProtocol.values.PPP)
    .add(NasPort, index)
    .add(NasPortType, NasPortType.values.Ethernet)
    .add(NasPortId, `vlan${100 + (index % 16)}`)
    .add(CallingStationId, subscriber.callingStationId ?? macAddress(index))
    .add(CalledStationId, 'pppoe-load')
    .add(NasIdentifier, 'load-generator')
    .add(NasIpAddress, nas);
}
