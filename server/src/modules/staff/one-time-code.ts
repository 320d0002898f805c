import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Random } from '@trunkline/kit';

/** RFC 4226, section 4: 160 bits, what authenticator apps expect. */
const secretBytes = 20;
const periodSeconds = 30;
const digits = 6;
/** RFC 6238, section 5.2: a code of the step before or after, for clocks that differ and people who type slowly. */
const windowSteps = 1;

const issuer = 'Trunkline';

export const recoveryCodeCount = 10;
/** Without 0, 1, l and o, which people misread: 32 letters, 5 bits each. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const recoveryLetters = 16;

export function generateSecret(random: Random): Buffer {
  const bytes = Buffer.alloc(secretBytes);
  random.fill(bytes);
  return bytes;
}

/** The secret as people type it, and as apps read it from a picture. */
export function describeSecret(
  secret: Buffer,
  { account }: { account: string },
): { key: string; uri: string } {
  const totp = totpOf(secret, account);
  return { key: totp.secret.base32, uri: totp.toString() };
}

/** The time step whose code this is, near `nowMs`; undefined for any other code. */
export function findStep(
  secret: Buffer,
  { code, nowMs }: { code: string; nowMs: number },
): bigint | undefined {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: nowMs, window: windowSteps });
  if (delta === null) return undefined;
  return BigInt(Math.floor(nowMs / 1_000 / periodSeconds) + delta);
}

/** 80 random bits each, in groups of four: `k7dw-…`. */
export function generateRecoveryCodes(random: Random): string[] {
  const letter = (): string => alphabet[random.integer(alphabet.length)]!;
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = Array.from({ length: recoveryLetters }, letter).join('');
    return letters.match(/.{4}/g)!.join('-');
  });
}

/** A plain hash is enough: 80 random bits are not guessed. However people wrote the code, its letters count. */
export function hashRecoveryCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest();
}

/** What people type: six digits from the app, with or without a space, or else a recovery code. */
export function isAppCode(typed: string): boolean {
  return /^\d{6}$/.test(withoutSpaces(typed));
}

export function withoutSpaces(typed: string): string {
  return typed.replaceAll(/\s/g, '');
}

function totpOf(secret: Buffer, account: string): TOTP {
  const bytes = new Uint8Array(secret);
  return new TOTP({
    issuer,
    label: account,
    algorithm: 'SHA1',
    digits,
    period: periodSeconds,
    secret: new Secret({ buffer: bytes.buffer }),
  });
}
