import {
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  AcctTerminateCause,
  CalledStationId,
  CallingStationId,
  Class,
  Code,
  DelegatedIpv6Prefix,
  FramedIpAddress,
  FramedIpv6Prefix,
  NasPortId,
  PacketBuilder,
  SharedSecret,
  UserName,
  type AttributeDefinition,
} from '@trunkline/radius';
import { encodeAccountingRecord } from '../../sessions/index.ts';
import type { QueuedRow } from './queued-row.ts';

/**
 * The clock of a NAS stands in what FreeRADIUS' stock queries write. What claims to be from the future, or older than
 * a detail file is ever read late, happened when it was written.
 */
const maxAgeMs = 7 * 86_400_000;
const maxValueBytes = 253;
const wordSize = 1n << 32n;

/** Nobody checks it: the packet never goes onto a wire. */
const secret = new SharedSecret('of no NAS');

/**
 * What FreeRADIUS kept of a packet as the record that our own server would have put into its journal, so that one rule
 * reads both. Undefined: the NAS is not known, or the row holds what no packet can.
 */
export function recordOfRow(row: QueuedRow): Buffer | undefined {
  if (row.nasId === null) return undefined;
  try {
    return encodeAccountingRecord({
      receivedAtMs: eventTime(row),
      tenantId: row.tenantId,
      nasId: row.nasId,
      nasAddress: row.nasAddress,
      packet: packetOf(row),
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function eventTime({ at, recordedAt }: QueuedRow): number {
  const atMs = at.getTime();
  const writtenMs = recordedAt.getTime();
  // An invalid date is what `infinity` becomes.
  return atMs <= writtenMs && atMs >= writtenMs - maxAgeMs ? atMs : writtenMs;
}

const statuses = {
  start: 'Start',
  interim: 'Interim-Update',
  stop: 'Stop',
  restart: 'Accounting-On',
} as const satisfies Record<QueuedRow['kind'], keyof typeof AcctStatusType.values>;

function packetOf(row: QueuedRow): Buffer {
  const packet = new PacketBuilder(Code.AccountingRequest);
  packet.add(AcctStatusType, AcctStatusType.values[statuses[row.kind]]);
  addText(packet, AcctSessionId, row.acctSessionId);
  addText(packet, UserName, row.username);
  addText(packet, NasPortId, row.nasPortId);
  addText(packet, CallingStationId, row.callingStationId);
  addText(packet, CalledStationId, row.calledStationId);
  add(packet, FramedIpAddress, isIpv4(row.framedIp) ? row.framedIp : null);
  add(packet, FramedIpv6Prefix, row.framedIpv6Prefix);
  add(packet, DelegatedIpv6Prefix, row.delegatedIpv6Prefix);
  add(packet, AcctSessionTime, isCount(row.sessionTimeS) ? Number(row.sessionTimeS) : null);
  if (saysOctets(row)) {
    addCounter(packet, row.inputOctets, [AcctInputOctets, AcctInputGigawords]);
    addCounter(packet, row.outputOctets, [AcctOutputOctets, AcctOutputGigawords]);
  }
  if (row.kind === 'stop') add(packet, AcctTerminateCause, causeOf(row.terminateCause));
  const token = bytesOfClass(row.class);
  if (token) packet.addRaw(Class, token);
  return packet.encodeRequest({ identifier: 0, secret, messageAuthenticator: false });
}

function add<T>(packet: PacketBuilder, definition: AttributeDefinition<T>, value: T | null): void {
  if (value !== null) packet.add(definition, value);
}

/** FreeRADIUS writes an absent attribute as empty text. An attribute holds 253 bytes; escapes can lengthen them. */
function addText(packet: PacketBuilder, definition: AttributeDefinition, value: string | null): void {
  if (value === null || value === '') return;
  packet.addRaw(definition, Buffer.from(value).subarray(0, maxValueBytes));
}

/**
 * FreeRADIUS writes 0 for octets that a packet leaves out. Between two that count, both at nothing would be counters
 * that began anew, and what the session has carried would count a second time.
 */
function saysOctets({ kind, inputOctets, outputOctets }: QueuedRow): boolean {
  return kind !== 'interim' || inputOctets !== 0n || outputOctets !== 0n;
}

/** What SQL makes of Gigawords of all ones, and of an end before its beginning, is less than nothing. */
function isCount(value: bigint | null): value is bigint {
  return value !== null && value >= 0n;
}

/** FreeRADIUS has put both words together; a NAS that sends no Gigawords never has the second one. */
function addCounter(
  packet: PacketBuilder,
  value: bigint | null,
  [octets, gigawords]: [typeof AcctInputOctets, typeof AcctInputGigawords],
): void {
  if (!isCount(value)) return;
  packet.add(octets, Number(value % wordSize));
  if (value >= wordSize) packet.add(gigawords, Number(value / wordSize));
}

function isIpv4(address: string | null): boolean {
  return address !== null && !address.includes(':');
}

const causes: ReadonlyMap<string, number> = new Map(Object.entries(AcctTerminateCause.values));

/** By its name, as dictionaries have it, or the number of one that FreeRADIUS does not know. */
function causeOf(cause: string | null): number | null {
  if (cause === null || cause === '') return null;
  return causes.get(cause) ?? (/^\d{1,9}$/.test(cause) ? Number(cause) : null);
}

/** FreeRADIUS prints octets as `0x` and digits. A Class that is text is no token of ours. */
function bytesOfClass(text: string | null): Buffer | undefined {
  const digits = /^0x((?:[0-9a-f]{2}){1,253})$/i.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Buffer.from(digits, 'hex');
}
