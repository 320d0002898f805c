import { hideAscendSecret } from '../auth/ascend-secret.ts';
import type { SaltSequence } from '../auth/hidden-value.ts';
import { decryptSalted, encryptSalted } from '../auth/salt-encryption.ts';
import { hideBlocks, revealUserPassword } from '../auth/user-password.ts';
import type { AttributeDefinition } from '../dictionary/attribute.ts';
import { findAttributeByNumber } from '../dictionary/find-attribute.ts';
import { vendorFormat } from '../dictionary/vendors.ts';
import type { SharedSecret } from '../shared-secret.ts';
import { MAX_TAG } from '../tagged-value.ts';
import { vendorFills, vendorHeader, VENDOR_HEADER, VENDOR_SPECIFIC } from '../vendor-layout.ts';

/** What hides values between two neighbours: their secret, and the authenticator of the request. */
export interface Hop {
  readonly secret: SharedSecret;
  readonly authenticator: Uint8Array;
}

export interface Relay {
  readonly from: Hop;
  readonly to: Hop;
  readonly salts: SaltSequence;
}

/**
 * A whole attribute for the next hop: the same bytes, except values that are hidden, which are revealed and hidden
 * again. Undefined for a hidden value that cannot be revealed: passed on it would be noise.
 */
export function rehideAttribute(attribute: Buffer, relay: Relay): Buffer | undefined {
  if (attribute[0] === VENDOR_SPECIFIC) return rehideVendor(attribute, relay);
  const definition = findAttributeByNumber(0, attribute[0]!);
  if (!definition || definition.hiding === 0) return attribute;
  const value = rehide(definition, attribute.subarray(2), relay);
  return value && withHeader(attribute.subarray(0, 1), value);
}

/** One attribute 26 may hold several of its vendor's; only in the usual layout is any of them hidden. */
function rehideVendor(attribute: Buffer, relay: Relay): Buffer | undefined {
  if (attribute.length <= VENDOR_HEADER) return attribute;
  const vendor = attribute.readUInt32BE(2);
  const format = vendorFormat(vendor);
  if (vendorHeader(format) !== 2 || !vendorFills(attribute, 0, vendor, format)) return attribute;
  const pieces: Buffer[] = [];
  for (let at = VENDOR_HEADER; at < attribute.length; at += attribute[at + 1]!) {
    const piece = attribute.subarray(at, at + attribute[at + 1]!);
    const definition = findAttributeByNumber(vendor, piece[0]!);
    if (!definition || definition.hiding === 0) pieces.push(piece);
    else {
      const value = rehide(definition, piece.subarray(2), relay);
      if (value) pieces.push(withHeader(piece.subarray(0, 1), value));
    }
  }
  if (pieces.length === 0) return undefined;
  const inner = Buffer.concat(pieces);
  const head = Buffer.from(attribute.subarray(0, VENDOR_HEADER));
  head[1] = VENDOR_HEADER + inner.length;
  return Buffer.concat([head, inner]);
}

function withHeader(number: Buffer, value: Buffer): Buffer {
  return Buffer.concat([number, Buffer.of(value.length + 2), value]);
}

function rehide(definition: AttributeDefinition, value: Buffer, relay: Relay): Buffer | undefined {
  const hasTag = definition.tagged && value.length > 0 && value[0]! <= MAX_TAG;
  const hidden = rehideBytes(definition, hasTag ? value.subarray(1) : value, relay);
  return hidden && hasTag ? Buffer.concat([value.subarray(0, 1), hidden]) : hidden;
}

/** The padding of a password stays as it is: it may be part of a key. */
function rehideBytes(
  { hiding }: AttributeDefinition,
  hidden: Buffer,
  { from, to, salts }: Relay,
): Buffer | undefined {
  if (hiding === 1) {
    const padded = revealUserPassword(hidden, from.secret, from.authenticator);
    return padded && hideBlocks(padded, to.secret, to.authenticator);
  }
  if (hiding === 2) {
    const clear = decryptSalted(hidden, from.secret, from.authenticator);
    return clear && encryptSalted(clear, { ...to, salt: salts.next() });
  }
  if (hidden.length !== 16) return undefined;
  const clear = hideAscendSecret(hidden, from.secret, from.authenticator);
  return hideAscendSecret(clear, to.secret, to.authenticator);
}
