import type { Random } from '@trunkline/kit';
import type { AttributeDefinition, Hiding } from '../dictionary/attribute.ts';
import type { Packet } from '../packet.ts';
import type { SharedSecret } from '../shared-secret.ts';
import { MAX_TAG } from '../tagged-value.ts';
import { hideAscendSecret } from './ascend-secret.ts';
import { decryptSalted, encryptSalted } from './salt-encryption.ts';
import { hideUserPassword, revealUserPassword, stripPadding } from './user-password.ts';

/** What the hiding schemes mix into a value. */
export interface HidingContext {
  readonly secret: SharedSecret;
  /** The authenticator of the request, also when hiding in a reply. */
  readonly authenticator: Uint8Array;
  readonly salts: SaltSequence;
}

/** Hides the clear bytes of a value by the scheme of its attribute. */
export function hideValue(hiding: Hiding, value: Buffer, context: HidingContext): Buffer {
  const { secret, authenticator } = context;
  switch (hiding) {
    case 1:
      return hideUserPassword(value, secret, authenticator);
    case 2:
      return encryptSalted(value, { secret, authenticator, salt: context.salts.next() });
    case 3:
      return hideAscendSecret(value, secret, authenticator);
    case 0:
      break;
  }
  return value;
}

/**
 * The first instance of a hidden attribute in the clear, or undefined when it is absent or its length is
 * wrong. A wrong secret does not show: it gives other bytes. For a reply pass the authenticator of its request.
 */
export function revealAttribute<T>(
  packet: Packet,
  definition: AttributeDefinition<T>,
  secret: SharedSecret,
  requestAuthenticator: Uint8Array = packet.authenticator,
): T | undefined {
  if (definition.hiding === 0) return packet.get(definition);
  const raw = packet.raw(definition);
  if (raw === undefined) return undefined;
  const hidden = definition.tagged && raw.length > 0 && raw[0]! <= MAX_TAG ? raw.subarray(1) : raw;
  const clear = revealBytes(definition, hidden, secret, requestAuthenticator);
  return clear && definition.codec.decode(clear, 0, clear.length);
}

function revealBytes(
  definition: AttributeDefinition,
  hidden: Buffer,
  secret: SharedSecret,
  authenticator: Uint8Array,
): Buffer | undefined {
  if (definition.hiding === 2) return decryptSalted(hidden, secret, authenticator);
  if (definition.hiding === 3) {
    return hidden.length === 16 ? stripPadding(hideAscendSecret(hidden, secret, authenticator)) : undefined;
  }
  const padded = revealUserPassword(hidden, secret, authenticator);
  if (padded === undefined || definition.fixedLength === 0) return padded && stripPadding(padded);
  // A key may end in zero bytes of its own: its length is known and tells padding from content.
  return padded.length < definition.fixedLength ? undefined : padded.subarray(0, definition.fixedLength);
}

/** Salts that differ within one packet and have the high bit RFC 2868 §3.5 asks for. */
export class SaltSequence {
  readonly #random: Random;
  #last: number | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): number {
    this.#last = this.#last === undefined ? this.#random.integer(0x8000) : (this.#last + 1) % 0x8000;
    return 0x8000 | this.#last;
  }
}
