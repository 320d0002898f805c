import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Random } from '@trunkline/kit';
import type { CatalogueError } from '../../platform/errors.ts';
import { staffErrors } from './errors.ts';

/** OWASP's first recommendation for Argon2id, the default algorithm of the library. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

export const leastPasswordLength = 12;
/** Bounds the work of one attempt; far beyond any password that people type. */
export const mostPasswordLength = 256;
/** Hashes waiting or running. Each takes tens of milliseconds and 19 MiB on one of four threads. */
const maxPendingHashes = 32;
const busyRetrySeconds = 1;

/** Hashes and checks passwords, a bounded number at a time. */
export class PasswordHasher {
  /** Checked when there is nobody to check, so that an unknown e-mail costs what a known one does. */
  readonly #nobody: Promise<string>;
  #pending = 0;

  constructor() {
    this.#nobody = hash(randomBytes(32), cost);
  }

  /** Rejects with `staff.busy` when too many are under way, as `verify` does. */
  hash(password: string): Promise<string> {
    return this.#bounded(() => hash(normalise(password), cost));
  }

  /** False for a wrong password. */
  verify(storedHash: string, password: string): Promise<boolean> {
    return this.#bounded(() => verify(storedHash, normalise(password)));
  }

  /**
   * Whom `find` finds, when the password is theirs. The look-up stands within the bound as well: a flood of
   * attempts is refused before it asks the database, which others wait for.
   */
  verifyFound<P extends { passwordHash: string }>(
    find: () => Promise<P | undefined>,
    password: string,
  ): Promise<P | undefined> {
    return this.#bounded(async () => {
      const found = await find();
      const matches = await verify(found?.passwordHash ?? (await this.#nobody), normalise(password));
      return matches ? found : undefined;
    });
  }

  async #bounded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#pending >= maxPendingHashes) throw staffErrors.busy({ retryAfterSeconds: busyRetrySeconds });
    this.#pending++;
    try {
      return await work();
    } finally {
      this.#pending--;
    }
  }
}

/** The same letters typed on another system must give the same bytes. */
function normalise(password: string): string {
  return password.normalize('NFC');
}

/** Throws `staff.weak_password` with the remedy. Length alone decides, and that it is no known word here. */
export function requireStrongPassword(
  password: string,
  { email, present, field = 'newPassword' }: { email: string; present: string; field?: string },
): void {
  const refuse = (message: string): CatalogueError =>
    staffErrors.weakPassword({ details: [{ field, message }] });
  if (password.length < leastPasswordLength) throw refuse(`Use at least ${leastPasswordLength} characters.`);
  if (normalise(password) === normalise(present)) throw refuse('Use another password than the present one.');
  if (password.toLowerCase() === email) throw refuse('Use something else than your e-mail address.');
}

/** Without 0, 1, l and o, which people misread. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;

/** A password of 100 random bits, to be told once and changed at the first sign-in. */
export function generatePassword(random: Random): string {
  const group = (): string =>
    Array.from({ length: groupLength }, () => alphabet[random.integer(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}
