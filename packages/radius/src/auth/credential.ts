import { isUtf8 } from 'node:buffer';
import { inspect } from 'node:util';
import { md4 } from '../digest/md4.ts';

/**
 * What is known of a subscriber's password: the clear text, which serves every method, or its NT hash alone,
 * which serves PAP and MS-CHAP. Made once and kept; a login derives what its method needs and keeps nothing of
 * it. Prints nothing of itself.
 */
export class Credential {
  readonly #password: Buffer | undefined;
  readonly #ntHash: Buffer | undefined;

  /** Use `prepareCredential` or `prepareNtHash`. */
  constructor(password: Buffer | undefined, ntHash: Buffer | undefined) {
    this.#password = password;
    this.#ntHash = ntHash;
  }

  /** The clear text, undefined when only the hash is known. */
  get password(): Buffer | undefined {
    return this.#password;
  }

  /**
   * MD4 of the password in UTF-16, made anew each time: keeping it would cost a subscriber more memory than
   * making it costs a login. Undefined when the password is not text, so that it has none.
   */
  get ntHash(): Buffer | undefined {
    if (this.#ntHash !== undefined || this.#password === undefined) return this.#ntHash;
    return isUtf8(this.#password) ? computeNtHash(this.#password.toString('utf8')) : undefined;
  }

  [inspect.custom](): string {
    return 'Credential(***)';
  }

  toJSON(): string {
    return '***';
  }
}

/** A credential from the clear text; text is taken as UTF-8. */
export function prepareCredential(password: string | Uint8Array): Credential {
  return new Credential(Buffer.from(password as string), undefined);
}

/** A credential from the 16 bytes of an NT hash; throws a RangeError for another length. */
export function prepareNtHash(ntHash: Uint8Array): Credential {
  if (ntHash.length !== 16) throw new RangeError('an NT hash has 16 bytes');
  return new Credential(undefined, Buffer.from(ntHash));
}

/** MD4 of the password in UTF-16LE (RFC 2759 §8.3). */
export function computeNtHash(password: string): Buffer {
  return hashMd4(Buffer.from(password, 'utf16le'));
}

/** The hash of the NT hash, from which the success string and the MPPE keys are made (RFC 2759 §8.4). */
export function hashNtHash(ntHash: Uint8Array): Buffer {
  return hashMd4(ntHash);
}

function hashMd4(message: Uint8Array): Buffer {
  const digest = Buffer.allocUnsafe(16);
  md4.start().update(message).finish(digest);
  return digest;
}
