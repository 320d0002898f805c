import {
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
  decodePacket,
  DelegatedIpv6Prefix,
  FramedIpAddress,
  FramedIpv6Prefix,
  NasPortId,
  ProxyState,
  UserName,
  type AttributeDefinition,
  type Packet,
} from '@trunkline/radius';
import { decodeClassToken, type GrantedTerms } from '../policy/index.ts';
import { parseMac } from '../subscribers/index.ts';
import type { AccountingRecord } from './accounting-record.ts';
import type { Counters, Granted } from './session.ts';
import { storableText } from './wire-text.ts';

/** A NAS that was away longer than this cannot tell by how long: later event times are cut here. */
const maxDelaySeconds = 3600;
/** The column's limit; an attribute holds no more than 253 bytes, which escaping can lengthen. */
const maxIdLength = 253;
const maxTextLength = 253;
/** 9 petabytes: more is garbage such as Gigawords of all ones, and more than JSON's integers hold. */
const maxCount = BigInt(Number.MAX_SAFE_INTEGER);
/** The column's limit; the causes of RFC 2866 and later go to some twenty. */
const maxTerminateCause = 2 ** 31 - 1;
/** Not known yet, and the two of RFC 2865 §5.8 that leave the choice to the NAS or the user: many share them. */
const noAddresses = new Set(['0.0.0.0', '255.255.255.254', '255.255.255.255']);

/** Where a NAS departs from RFC 2866. */
export interface NasTraits {
  /** It counts octets from the subscriber's side. */
  swapsOctets: boolean;
  /** It wraps its 32-bit counters and sends no Gigawords. */
  wrapsWithoutGigawords: boolean;
  interimIntervalS: number | null;
}

/** What a session's Start, Interim-Update or Stop says. Absent attributes are undefined. */
export interface SessionEvent {
  kind: 'start' | 'interim' | 'stop';
  tenantId: string;
  nasId: string;
  nasAddress: string;
  acctSessionId: string;
  /** Who reports gives no id to a second session, so that a late report is a repetition and never a new session. */
  hasUniqueId: boolean;
  /** When it happened: the receipt minus the delay that the NAS states, at most an hour. */
  atMs: number;
  username: string;
  /** From our Class, when it names this tenant. */
  subscriptionId: string | undefined;
  /** What the login was granted, from the same. */
  granted: Granted | undefined;
  callingStationId: string | undefined;
  calledStationId: string | undefined;
  mac: string | undefined;
  nasPortId: string | undefined;
  framedIp: string | undefined;
  framedIpv6Prefix: string | undefined;
  delegatedIpv6Prefix: string | undefined;
  sessionTimeS: bigint | undefined;
  counters: Partial<Counters>;
  /** The octets are modulo 2^32: the NAS sends no Gigawords although it wraps. */
  isWrapping: boolean;
  terminateCause: number | undefined;
  interimIntervalS: number | null;
}

/** Accounting-On or Accounting-Off: that router has no sessions now. */
export interface NasRestart {
  kind: 'nas_restart';
  tenantId: string;
  nasId: string;
  nasAddress: string;
  atMs: number;
}

export type AccountingEvent = SessionEvent | NasRestart;

/** Why a packet says nothing about a session. */
export type AccountingFault =
  'malformed' | 'not_accounting' | 'no_status_type' | 'other_status_type' | 'no_session_id';

export type AccountingEventResult =
  { ok: true; event: AccountingEvent } | { ok: false; fault: AccountingFault };

/** Reads a journalled packet. Never throws, whatever the bytes. */
export function readAccountingEvent(record: AccountingRecord, traits: NasTraits): AccountingEventResult {
  const decoded = decodePacket(record.packet);
  if (!decoded.ok) return { ok: false, fault: 'malformed' };
  const { packet } = decoded;
  if (packet.code !== Code.AccountingRequest) return { ok: false, fault: 'not_accounting' };
  const status = packet.get(AcctStatusType);
  if (status === undefined) return { ok: false, fault: 'no_status_type' };
  const { tenantId, nasId, nasAddress } = record;
  const atMs = eventTime(record.receivedAtMs, packet.get(AcctDelayTime));
  if (restartStatuses.has(status)) {
    return { ok: true, event: { kind: 'nas_restart', tenantId, nasId, nasAddress, atMs } };
  }
  const kind = kinds.get(status);
  // Tunnel and link records of RFC 2867 count no subscriber's traffic.
  if (!kind) return { ok: false, fault: 'other_status_type' };
  const acctSessionId = textOf(packet, AcctSessionId, maxIdLength);
  if (acctSessionId === undefined) return { ok: false, fault: 'no_session_id' };
  return {
    ok: true,
    event: {
      kind,
      tenantId,
      nasId,
      nasAddress,
      acctSessionId,
      hasUniqueId: packet.rawAll(ProxyState).some((state) => state.equals(uniqueIdMark)),
      atMs,
      ...readDetails(packet, { tenantId, traits }),
    },
  };
}

/** In Proxy-State, of reports that came by a way where an id is never used again. */
export const uniqueIdMark = Buffer.from('trunkline: unique ids');

const kinds = new Map<number, SessionEvent['kind']>([
  [AcctStatusType.values.Start, 'start'],
  [AcctStatusType.values.Stop, 'stop'],
  [AcctStatusType.values['Interim-Update'], 'interim'],
]);
const restartStatuses = new Set<number>([
  AcctStatusType.values['Accounting-On'],
  AcctStatusType.values['Accounting-Off'],
]);

function eventTime(receivedAtMs: number, delaySeconds = 0): number {
  return Math.max(0, receivedAtMs - Math.min(delaySeconds, maxDelaySeconds) * 1000);
}

type Details = Omit<
  SessionEvent,
  'kind' | 'tenantId' | 'nasId' | 'nasAddress' | 'acctSessionId' | 'hasUniqueId' | 'atMs'
>;

function readDetails(packet: Packet, { tenantId, traits }: { tenantId: string; traits: NasTraits }): Details {
  const callingStationId = textOf(packet, CallingStationId, maxTextLength);
  const sessionTime = packet.get(AcctSessionTime);
  return {
    username: textOf(packet, UserName, maxTextLength) ?? '',
    ...readToken(packet, tenantId),
    callingStationId,
    calledStationId: textOf(packet, CalledStationId, maxTextLength),
    mac: callingStationId === undefined ? undefined : parseMac(callingStationId),
    nasPortId: textOf(packet, NasPortId, maxTextLength),
    framedIp: unless(packet.get(FramedIpAddress), (address) => noAddresses.has(address)),
    framedIpv6Prefix: packet.get(FramedIpv6Prefix),
    delegatedIpv6Prefix: packet.get(DelegatedIpv6Prefix),
    sessionTimeS: sessionTime === undefined ? undefined : BigInt(sessionTime),
    counters: readCounters(packet, traits),
    isWrapping:
      traits.wrapsWithoutGigawords && !packet.has(AcctInputGigawords) && !packet.has(AcctOutputGigawords),
    terminateCause: unless(packet.get(AcctTerminateCause), (cause) => cause > maxTerminateCause),
    interimIntervalS: traits.interimIntervalS,
  };
}

/** A proxy may add a Class of its own; a token that names another tenant is not ours to follow. */
function readToken(packet: Packet, tenantId: string): Pick<SessionEvent, 'subscriptionId' | 'granted'> {
  for (const bytes of packet.rawAll(Class)) {
    const token = decodeClassToken(bytes);
    if (token?.tenantId !== tenantId) continue;
    return {
      subscriptionId: token.subscriptionId ?? undefined,
      granted: token.granted ? toGranted(token.granted) : undefined,
    };
  }
  return { subscriptionId: undefined, granted: undefined };
}

function toGranted({ downloadBps, uploadBps, timeoutS, volumeBytes, digest }: GrantedTerms): Granted {
  return {
    grantedDownloadBps: BigInt(downloadBps),
    grantedUploadBps: BigInt(uploadBps),
    grantedTimeoutS: timeoutS,
    grantedVolumeBytes: volumeBytes === null ? null : BigInt(volumeBytes),
    grantedDigest: BigInt(digest),
  };
}

/** RFC 2866 counts from the NAS's side: Input is what it received from the subscriber. */
function readCounters(packet: Packet, { swapsOctets }: NasTraits): Partial<Counters> {
  const input = total(packet.get(AcctInputOctets), packet.get(AcctInputGigawords));
  const output = total(packet.get(AcctOutputOctets), packet.get(AcctOutputGigawords));
  const inputPackets = total(packet.get(AcctInputPackets), undefined);
  const outputPackets = total(packet.get(AcctOutputPackets), undefined);
  const counters: Partial<Counters> = {};
  assign(counters, swapsOctets ? 'downloadBytes' : 'uploadBytes', input);
  assign(counters, swapsOctets ? 'uploadBytes' : 'downloadBytes', output);
  assign(counters, swapsOctets ? 'downloadPackets' : 'uploadPackets', inputPackets);
  assign(counters, swapsOctets ? 'uploadPackets' : 'downloadPackets', outputPackets);
  return counters;
}

function assign(counters: Partial<Counters>, key: keyof Counters, value: bigint | undefined): void {
  if (value !== undefined) counters[key] = value;
}

/** bigint throughout: a shift of a number keeps 32 bits. */
function total(low: number | undefined, gigawords: number | undefined): bigint | undefined {
  if (low === undefined && gigawords === undefined) return undefined;
  const count = (BigInt(gigawords ?? 0) << 32n) + BigInt(low ?? 0);
  return count > maxCount ? undefined : count;
}

/** A value that cannot be meant is as if it were not there; the rest of the packet counts. */
function unless<T>(value: T | undefined, isNone: (value: T) => boolean): T | undefined {
  return value === undefined || isNone(value) ? undefined : value;
}

function textOf(packet: Packet, definition: AttributeDefinition, maxLength: number): string | undefined {
  const bytes = packet.raw(definition);
  return bytes === undefined || bytes.length === 0 ? undefined : storableText(bytes, maxLength);
}
