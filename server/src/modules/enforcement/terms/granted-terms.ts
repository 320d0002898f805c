import { termsDigest, type Burst, type PolicyTenant, type PolicyPlanVersion } from '../../policy/index.ts';
import { poolThatMatters, type AppliedTerms } from './enforced-terms.ts';

/** What the login of a session was granted, as its Class says it back. */
export interface Granted {
  readonly downloadBps: number;
  readonly uploadBps: number;
  /** From the login on; null: no end. */
  readonly timeoutS: number | null;
  readonly volumeBytes: number | null;
  /** `termsDigest` of the terms that are no numbers. */
  readonly digest: number;
}

/** Terms that are no numbers, of which a login may have been granted one. */
export interface GrantedText {
  readonly access: 'full' | 'walled_garden';
  readonly burst: Burst | null;
  readonly addressList: string | null;
  readonly pool: string | null;
}

/**
 * The applied terms of a session of which only the login is known. The Class has no room for text, so the text is found
 * among what this subscriber can have been granted, by its digest. Where none fits, the burst is unknown and the rest
 * as of a plain plan: what is wanted now is then said to the router once more, which harms nobody.
 */
export function grantedTerms(
  granted: Granted,
  of: { startedAtMs: number; candidates: readonly GrantedText[]; gardenPool: string | null },
): AppliedTerms {
  const { startedAtMs, candidates, gardenPool } = of;
  const text = candidates.find((one) => termsDigest(one) === granted.digest);
  return {
    downloadBps: granted.downloadBps,
    uploadBps: granted.uploadBps,
    burst: text ? text.burst : 'unknown',
    access: text?.access ?? 'full',
    addressList: text?.addressList ?? null,
    pool: text ? poolThatMatters(text, gardenPool) : null,
    endsAtMs: granted.timeoutS === null ? null : startedAtMs + granted.timeoutS * 1000,
    volumeEndBytes: granted.volumeBytes,
    zones: [],
  };
}

/** What logins of a subscriber may have been granted: their plans with and without burst, and the walled garden. */
export function possibleTexts(
  plans: readonly Pick<PolicyPlanVersion<unknown>, 'burst' | 'addressList' | 'pool'>[],
  walledGarden: PolicyTenant['walledGarden'],
): GrantedText[] {
  const texts: GrantedText[] = [];
  for (const { burst, addressList, pool } of plans) {
    const full = { access: 'full', addressList, pool: null } as const;
    texts.push({ ...full, burst: null }, { ...full, burst });
    if (walledGarden) {
      const garden = { access: 'walled_garden', burst: null, addressList: walledGarden.addressList } as const;
      texts.push({ ...garden, pool: walledGarden.pool }, { ...garden, pool: walledGarden.pool ?? pool });
    }
  }
  return texts;
}
