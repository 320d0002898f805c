import { isUtf8 } from 'node:buffer';
import { inspect } from 'node:util';
import { deriveSchedule, keyFrom56Bits, SCHEDULE_WORDS } from './des.ts';
import { md4 } from './md4.ts';

/**
 * What is known of a subscriber's password: the clear text, which serves every method, or its NT hash alone,
 * which serves PAP and MS-CHAP. Made once and kept: what MS-CHAP needs is derived at its first use and stays
 * (about 600 bytes). Prints nothing of itself.
 */
export class Credential {
  readonly #password: Buffer | undefined;
  #ntHash: Buffer | undefined;
  #ntHashHash: Buffer | undefined;
  #challengeKeys: Int32Array | undefined;

  /** Use `prepareCredential` or `prepareNtHash`. */
  constructor(password: Buffer | undefined, ntHash: Buffer | undefined) {
    this.#password = password;
    this.#ntHash = ntHash;
  }

  /** The clear text, undefined when only the hash is known. */
  get password(): Buffer | undefined {
    return this.#password;
  }

  /** MD4 of the password in UTF-16; undefined when the password is not text, so that it has none. */
  get ntHash(): Buffer | undefined {
    if (this.#ntHash === undefined && this.#password !== undefined && isUtf8(this.#password)) {
      this.#ntHash = computeNtHash(this.#password.toString('utf8'));
    }
    return this.#ntHash;
  }

  /** MD4 of the NT hash, from which the success string and the MPPE keys are made. */
  get ntHashHash(): Buffer | undefined {
    if (this.#ntHashHash === undefined && this.ntHash !== undefined) this.#ntHashHash = md4(this.ntHash);
    return this.#ntHashHash;
  }

  /** The DES schedules of the NT hash for `challengeResponse`. */
  get challengeKeys(): Int32Array | undefined {
    if (this.#challengeKeys === undefined && this.ntHash !== undefined) {
      this.#challengeKeys = deriveChallengeKeys(this.ntHash);
    }
    return this.#challengeKeys;
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
  return md4(Buffer.from(password, 'utf16le'));
}

/** The schedules of the three DES keys in a 16-byte hash padded with zeros to 21 bytes (RFC 2759 §8.5). */
export function deriveChallengeKeys(passwordHash: Uint8Array): Int32Array {
  const padded = Buffer.alloc(21);
  padded.set(passwordHash);
  const schedules = new Int32Array(3 * SCHEDULE_WORDS);
  for (let i = 0; i < 3; i++) {
    deriveSchedule(keyFrom56Bits(padded.subarray(i * 7, i * 7 + 7)), schedules, i * SCHEDULE_WORDS);
  }
  return schedules;
}
