import { formatUuid, parseUuid } from '@trunkline/kit';

/** What the radius role puts into the journal for each authentic Accounting-Request. */
export interface AccountingRecord {
  /** The wall clock at receipt, milliseconds since 1970 UTC; every event time is reckoned from it. */
  receivedAtMs: number;
  tenantId: string;
  nasId: string;
  /** The packet as received, without padding. */
  packet: Buffer;
}

const recordVersion = 1;
const headerLength = 1 + 8 + 16 + 16;

/** The bytes for the journal: version, receipt, tenant, NAS, packet. Throws RangeError on ids that are no UUIDs. */
export function encodeAccountingRecord(record: Readonly<AccountingRecord>): Buffer {
  const bytes = Buffer.allocUnsafe(headerLength + record.packet.length);
  bytes[0] = recordVersion;
  bytes.writeDoubleBE(record.receivedAtMs, 1);
  parseUuid(record.tenantId).copy(bytes, 9);
  parseUuid(record.nasId).copy(bytes, 25);
  record.packet.copy(bytes, headerLength);
  return bytes;
}

/** The record in these bytes, or undefined when they are none of this version's. `packet` is a view. */
export function decodeAccountingRecord(bytes: Buffer): AccountingRecord | undefined {
  if (bytes.length < headerLength || bytes[0] !== recordVersion) return undefined;
  const receivedAtMs = bytes.readDoubleBE(1);
  if (!Number.isSafeInteger(receivedAtMs) || receivedAtMs < 0) return undefined;
  return {
    receivedAtMs,
    tenantId: formatUuid(bytes, 9),
    nasId: formatUuid(bytes, 25),
    packet: bytes.subarray(headerLength),
  };
}
