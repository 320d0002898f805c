import { isIP } from 'node:net';
import { formatUuid, writeUuid } from '@trunkline/kit';

/** What the radius role puts into the journal for each authentic Accounting-Request. */
export interface AccountingRecord {
  /** The wall clock at receipt, milliseconds since 1970 UTC; every event time is reckoned from it. */
  receivedAtMs: number;
  tenantId: string;
  nasId: string;
  /** The source of the packet, without a zone: which router it was, of those behind one NAS. */
  nasAddress: string;
  /** The packet as received, without padding. */
  packet: Buffer;
}

/** A record of another version is none: a journal from before a change of this form is set aside by the fold. */
const recordVersion = 2;
const addressAt = 1 + 8 + 16 + 16;
/** As long as an IPv6 address can be written. */
const maxAddressLength = 39;

/**
 * The bytes for the journal: version, receipt, tenant, NAS, length and text of the router's address, packet.
 * Throws RangeError on ids that are no UUIDs and an address that is none.
 */
export function encodeAccountingRecord(record: Readonly<AccountingRecord>): Buffer {
  const { nasAddress, packet } = record;
  if (!isAddress(nasAddress)) throw new RangeError(`"${nasAddress}" is no IP address`);
  const packetAt = addressAt + 1 + nasAddress.length;
  const bytes = Buffer.allocUnsafe(packetAt + packet.length);
  bytes[0] = recordVersion;
  bytes.writeDoubleBE(record.receivedAtMs, 1);
  writeUuid(bytes, 9, record.tenantId);
  writeUuid(bytes, 25, record.nasId);
  bytes[addressAt] = nasAddress.length;
  bytes.write(nasAddress, addressAt + 1, 'latin1');
  packet.copy(bytes, packetAt);
  return bytes;
}

/** The record in these bytes, or undefined when they are none of this version's. `packet` is a view. */
export function decodeAccountingRecord(bytes: Buffer): AccountingRecord | undefined {
  if (bytes.length <= addressAt || bytes[0] !== recordVersion) return undefined;
  const receivedAtMs = bytes.readDoubleBE(1);
  if (!Number.isSafeInteger(receivedAtMs) || receivedAtMs < 0) return undefined;
  const packetAt = addressAt + 1 + bytes[addressAt]!;
  if (bytes.length < packetAt) return undefined;
  const nasAddress = bytes.toString('latin1', addressAt + 1, packetAt);
  if (!isAddress(nasAddress)) return undefined;
  return {
    receivedAtMs,
    tenantId: formatUuid(bytes, 9),
    nasId: formatUuid(bytes, 25),
    nasAddress,
    packet: bytes.subarray(packetAt),
  };
}

/** A zone (`%eth0`) is no part of an address, and the database takes none. */
function isAddress(text: string): boolean {
  return text.length <= maxAddressLength && isIP(text) !== 0 && !text.includes('%');
}
