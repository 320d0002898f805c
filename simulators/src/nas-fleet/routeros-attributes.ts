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
  CalledStationId,
  CallingStationId,
  Class,
  Code,
  EventTimestamp,
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
} from '@trunkline/radius';
import type { RouterPlan, SubscriberPlan } from './fleet-plan.ts';
import type { SessionCounters } from './session-truth.ts';
import type { RecordKind, SessionBeginning } from './simulated-session.ts';

const SERVICE = 'pppoe-sim';
/** Only for the packet counters, which nothing bills. */
const BYTES_PER_PACKET = 900n;

const STATUS = {
  start: AcctStatusType.values.Start,
  interim: AcctStatusType.values['Interim-Update'],
  stop: AcctStatusType.values.Stop,
} as const;

export type TerminateCause = keyof typeof AcctTerminateCause.values;

/** What RouterOS says of a PPPoE session in every packet but the User-Name and credentials of a login. */
export function addDialAttributes(
  builder: PacketBuilder,
  dial: { readonly router: RouterPlan; readonly subscriber: SubscriberPlan; readonly acctSessionId: string },
): PacketBuilder {
  return builder
    .add(ServiceType, ServiceType.values.Framed)
    .add(FramedProtocol, FramedProtocol.values.PPP)
    .add(NasPort, Number.parseInt(dial.acctSessionId, 16))
    .add(NasPortType, NasPortType.values.Ethernet)
    .add(NasPortId, `vlan${100 + (dial.subscriber.index % 16)}`)
    .add(CallingStationId, dial.subscriber.macAddress)
    .add(CalledStationId, SERVICE)
    .add(AcctSessionId, dial.acctSessionId)
    .add(NasIdentifier, dial.router.name)
    .add(NasIpAddress, dial.router.address);
}

/** The Accounting-Request of a session. */
export function accountingRecord(record: {
  readonly beginning: SessionBeginning;
  readonly kind: RecordKind;
  readonly counters: SessionCounters;
  readonly cause: TerminateCause | undefined;
  /** The router's clock, seconds since 1970 UTC. */
  readonly eventSeconds: number;
  readonly delaySeconds: number;
}): PacketBuilder {
  const { beginning, kind, counters, cause } = record;
  const builder = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, STATUS[kind])
    .add(UserName, beginning.subscriber.userName);
  addDialAttributes(builder, beginning)
    .add(FramedIpAddress, beginning.framedIpAddress)
    .add(AcctAuthentic, AcctAuthentic.values.RADIUS)
    .add(EventTimestamp, record.eventSeconds)
    .add(AcctDelayTime, record.delaySeconds);
  for (const value of beginning.classes) builder.add(Class, value);
  if (kind !== 'start') addCounters(builder, counters);
  if (cause) builder.add(AcctTerminateCause, AcctTerminateCause.values[cause]);
  return builder;
}

/** Accounting-On, by which a router that does so tells that it has booted. */
export function accountingOn(router: RouterPlan, delaySeconds: number): PacketBuilder {
  return new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values['Accounting-On'])
    .add(NasIdentifier, router.name)
    .add(NasIpAddress, router.address)
    .add(AcctDelayTime, delaySeconds);
}

function addCounters(builder: PacketBuilder, { uploadBytes, downloadBytes, seconds }: SessionCounters): void {
  builder
    .add(AcctSessionTime, seconds)
    .add(AcctInputOctets, Number(uploadBytes & 0xffff_ffffn))
    .add(AcctInputGigawords, Number(uploadBytes >> 32n))
    .add(AcctInputPackets, Number((uploadBytes / BYTES_PER_PACKET) & 0xffff_ffffn))
    .add(AcctOutputOctets, Number(downloadBytes & 0xffff_ffffn))
    .add(AcctOutputGigawords, Number(downloadBytes >> 32n))
    .add(AcctOutputPackets, Number((downloadBytes / BYTES_PER_PACKET) & 0xffff_ffffn));
}
