import type { Random } from '@trunkline/kit';
import type { NasWarning } from './nas.ts';

/** 24 of these 56 characters are 139 bits. Without 0 O 1 l I o: a person may have to type it into a router. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const generatedLength = 24;

/** Shorter than this, an observed packet gives the secret away in minutes; refused. */
export const leastSecretLength = 8;
export const mostSecretLength = 128;
/** RFC 2865 §3 asks for 16 octets. */
const recommendedSecretLength = 16;

/** A new shared secret. */
export function generateNasSecret(random: Random): string {
  return Array.from({ length: generatedLength }, () => alphabet[random.integer(alphabet.length)]!).join('');
}

/** What is weak about a secret that a person chose. */
export function weaknessesOfSecret(secret: string): NasWarning[] {
  if (secret.length >= recommendedSecretLength) return [];
  return [
    {
      code: 'weak_secret',
      message: `The secret has ${secret.length} characters; fewer than ${recommendedSecretLength} can be guessed from one observed packet.`,
    },
  ];
}
