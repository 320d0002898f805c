import { formatUuid, writeUuid } from '@trunkline/kit';
import type { Terms } from '../policy.ts';
import { termsDigest } from './terms-digest.ts';

/**
 * What the server asks the NAS to say back in every accounting packet of a session (RFC 2865 §5.25). It
 * links the session to what was granted, whatever name the NAS then reports.
 */
export interface ClassToken {
  tenantId: string;
  /** Null: let into a walled garden without ever having had one. */
  subscriptionId: string | null;
  /** Names the slot that was reserved at the login; unique in one run of one radius process. */
  reservation: number;
  /** Null: an earlier version granted it. */
  granted: GrantedTerms | null;
}

/** The terms that a login was granted, as far as they can change while the session lasts. */
export interface GrantedTerms {
  downloadBps: number;
  uploadBps: number;
  /** Null: no limit. */
  timeoutS: number | null;
  volumeBytes: number | null;
  /** Of what is no number: `termsDigest`. */
  digest: number;
}

const version = 2;
/** Says nothing of what was granted. */
const firstVersion = 1;
const reservationBytes = 6;
const firstLength = 1 + 16 + 16 + reservationBytes;
const figureBytes = 6;
const tokenLength = firstLength + 3 * figureBytes + 4 + 4;
const largestFigure = 2 ** (8 * figureBytes) - 1;
const nobody = '00000000-0000-0000-0000-000000000000';
/** Reservations are whole numbers below this. */
export const reservationLimit = 2 ** (8 * reservationBytes);

/** What of the terms goes into the token. */
export function grantedTerms(terms: Terms<unknown>): GrantedTerms {
  return {
    downloadBps: terms.downloadBps,
    uploadBps: terms.uploadBps,
    timeoutS: terms.sessionTimeoutS,
    volumeBytes: terms.sessionVolumeBytes,
    digest: termsDigest(terms),
  };
}

/** A Class attribute: 65 bytes, or the 39 of the first version for who says nothing of what was granted. Throws
 * RangeError on ids that are no UUIDs. */
export function encodeClassToken(token: Omit<ClassToken, 'granted'> & { granted?: GrantedTerms }): Buffer {
  const { tenantId, subscriptionId, reservation, granted } = token;
  const bytes = Buffer.allocUnsafe(granted ? tokenLength : firstLength);
  bytes[0] = granted ? version : firstVersion;
  writeUuid(bytes, 1, tenantId);
  writeUuid(bytes, 17, subscriptionId ?? nobody);
  bytes.writeUIntBE(reservation, 33, reservationBytes);
  if (granted) writeGranted(bytes, granted);
  return bytes;
}

function writeGranted(bytes: Buffer, granted: GrantedTerms): void {
  let at = bytes.writeUIntBE(Math.min(granted.downloadBps, largestFigure), firstLength, figureBytes);
  at = bytes.writeUIntBE(Math.min(granted.uploadBps, largestFigure), at, figureBytes);
  // No timeout and no volume is zero: neither can be granted.
  at = bytes.writeUInt32BE(granted.timeoutS ?? 0, at);
  at = bytes.writeUIntBE(Math.min(granted.volumeBytes ?? 0, largestFigure), at, figureBytes);
  bytes.writeUInt32BE(granted.digest, at);
}

/** The token, or undefined when the bytes are somebody else's Class. Nothing proves that they are ours. */
export function decodeClassToken(bytes: Uint8Array): ClassToken | undefined {
  const isFirst = bytes.length === firstLength && bytes[0] === firstVersion;
  if (!isFirst && (bytes.length !== tokenLength || bytes[0] !== version)) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const subscriptionId = formatUuid(bytes, 17);
  return {
    tenantId: formatUuid(bytes, 1),
    subscriptionId: subscriptionId === nobody ? null : subscriptionId,
    reservation: view.readUIntBE(33, reservationBytes),
    granted: isFirst ? null : readGranted(view),
  };
}

function readGranted(view: Buffer): GrantedTerms {
  return {
    downloadBps: view.readUIntBE(39, figureBytes),
    uploadBps: view.readUIntBE(45, figureBytes),
    timeoutS: view.readUInt32BE(51) || null,
    volumeBytes: view.readUIntBE(55, figureBytes) || null,
    digest: view.readUInt32BE(61),
  };
}
