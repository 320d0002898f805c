import { createHash } from 'node:crypto';
import type { Random } from '@trunkline/kit';

const tokenBytes = 32;

/** A new token: 256 random bits in base64url. Only its hash is kept. */
export function generateToken(random: Random): string {
  const bytes = Buffer.alloc(tokenBytes);
  random.fill(bytes);
  return bytes.toString('base64url');
}

/** A plain hash is enough for 256 random bits: there is nothing to guess. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
