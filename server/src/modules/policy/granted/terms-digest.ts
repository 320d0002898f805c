import type { Terms } from '../policy.ts';

/** The terms of a session that are no numbers. */
export type DigestedTerms = Pick<Terms<never>, 'access' | 'burst' | 'addressList' | 'pool'>;

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/**
 * FNV-1a, 32 bits, of burst, address list, access and, in a walled garden, the pool: whether a session was granted what
 * is wanted now can be told without keeping text. The pool of full access is no part of it: it decides nothing of a
 * session that has its address.
 */
export function termsDigest({ access, burst, addressList, pool }: DigestedTerms): number {
  const isPlain = access === 'full' && addressList === null && burst === null;
  if (isPlain) return plainDigest;
  let text = `${access}\n${addressList ?? ''}\n`;
  if (access === 'walled_garden') text += pool ?? '';
  if (burst) {
    const { downloadBps, uploadBps, thresholdDownloadBps, thresholdUploadBps, timeS } = burst;
    text += `\n${downloadBps}/${uploadBps} ${thresholdDownloadBps}/${thresholdUploadBps} ${timeS}`;
  }
  return digestOf(text);
}

function digestOf(text: string): number {
  let hash = fnvOffset;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), fnvPrime);
  return hash >>> 0;
}

/** Of most sessions. */
const plainDigest = digestOf('full\n\n');
