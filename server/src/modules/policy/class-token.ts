import { formatUuid, writeUuid } from '@trunkline/kit';

/**
 * What the server asks the NAS to say back in every accounting packet of a session (RFC 2865 §5.25). It
 * links the session to what was granted, whatever name the NAS then reports.
 */
export interface ClassToken {
  tenantId: string;
  subscriptionId: string;
  /** Names the slot that was reserved at the login; unique in one run of one radius process. */
  reservation: number;
}

const version = 1;
const reservationBytes = 6;
const tokenLength = 1 + 16 + 16 + reservationBytes;
/** Reservations are whole numbers below this. */
export const reservationLimit = 2 ** (8 * reservationBytes);

/** The 39 bytes of a Class attribute. Throws RangeError on ids that are no UUIDs. */
export function encodeClassToken({ tenantId, subscriptionId, reservation }: ClassToken): Buffer {
  const bytes = Buffer.allocUnsafe(tokenLength);
  bytes[0] = version;
  writeUuid(bytes, 1, tenantId);
  writeUuid(bytes, 17, subscriptionId);
  bytes.writeUIntBE(reservation, 33, reservationBytes);
  return bytes;
}

/** The token, or undefined when the bytes are somebody else's Class. Nothing proves that they are ours. */
export function decodeClassToken(bytes: Uint8Array): ClassToken | undefined {
  if (bytes.length !== tokenLength || bytes[0] !== version) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    tenantId: formatUuid(bytes, 1),
    subscriptionId: formatUuid(bytes, 17),
    reservation: view.readUIntBE(33, reservationBytes),
  };
}
