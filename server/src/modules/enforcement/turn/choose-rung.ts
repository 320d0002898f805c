import { unchangeableTerms, unsayableTerms, type LiveTerm } from '../../aaa/index.ts';
import type { EnforcementRung, NasVendor } from '../../nas/index.ts';
import type { Difference } from '../terms/enforced-terms.ts';

/**
 * What was tried in vain. A session is ended by a Disconnect-Request or, where that does not do it, by the API: of the
 * rung `disconnect` both must have failed.
 */
export type FailedWay = EnforcementRung | 'disconnect_request';

export interface RungQuestion {
  /** The rungs that the NAS allows, in its order. */
  readonly order: readonly EnforcementRung[];
  readonly vendor: NasVendor;
  readonly hasApi: boolean;
  readonly differences: readonly Difference[];
  /** Whether it is known what the router gives now. */
  readonly isAppliedKnown: boolean;
  /** The API's own queue shapes the session, and comes before the one that CoA changes. */
  readonly isHeldByApi: boolean;
  /** Rungs that were tried for this and cannot. */
  readonly failed: ReadonlySet<FailedWay>;
  /** A list that the login put the address on is not ours to take it off. */
  readonly isListOfLogin: boolean;
}

/** `brings`: which of the differences it takes away. Undefined rung: nothing is possible. */
export type RungChoice =
  { readonly rung: EnforcementRung; readonly brings: readonly Difference[] } | { readonly rung: undefined };

/**
 * What must be brought even by ending the session. The rest is worth an order, never a subscriber's line: an end that
 * the router has too early or too late is enforced on time by the policy itself, and a zone without its queue only runs
 * at the session's speed.
 */
const worthALine: ReadonlySet<Difference> = new Set(['service', 'pool', 'address_list', 'rates', 'burst']);

/** Whether nobody would be cut off for any of these. */
export function areLight(differences: readonly Difference[]): boolean {
  return !differences.some((kind) => worthALine.has(kind));
}

/** The first rung of the NAS's order that takes the differences away, and did not fail before. */
export function chooseRung(question: RungQuestion): RungChoice {
  const { order, differences, failed } = question;
  const offers = order
    .filter((rung) => !failed.has(rung) && (rung !== 'disconnect' || canEnd(question)))
    .map((rung) => ({ rung, brings: differences.filter((kind) => canBring(rung, kind, question)) }))
    .filter(({ brings }) => brings.length > 0);
  const weighty = differences.filter((kind) => worthALine.has(kind));
  if (weighty.length === 0) return offers.find(({ rung }) => rung !== 'disconnect') ?? { rung: undefined };
  const whole = offers.find(({ brings }) => weighty.every((kind) => brings.includes(kind)));
  // Half of it is better than nothing of it: the rest is asked for again afterwards.
  return whole ?? offers[0] ?? { rung: undefined };
}

function canEnd({ failed, hasApi }: RungQuestion): boolean {
  return !failed.has('disconnect_request') || hasApi;
}

function canBring(rung: EnforcementRung, kind: Difference, question: RungQuestion): boolean {
  return abilities[rung](kind, question);
}

const abilities: Record<EnforcementRung, (kind: Difference, question: RungQuestion) => boolean> = {
  coa: (kind, { vendor, isHeldByApi }) => {
    if ((kind === 'rates' || kind === 'burst') && isHeldByApi) return false;
    const term = liveTermOf[kind];
    return term !== undefined && canSay(vendor, term) && !unchangeableTerms(vendor).includes(term);
  },
  api: (kind, { hasApi, isListOfLogin }) => {
    if (!hasApi || (kind === 'address_list' && isListOfLogin)) return false;
    return kind === 'rates' || kind === 'burst' || kind === 'address_list' || kind === 'zones';
  },
  // A line is not cut for terms of which nobody knows that the router does not give them already, nor for what its
  // next login could not be told either.
  disconnect: (kind, { isAppliedKnown, vendor }) => {
    if (kind === 'service') return true;
    const term = liveTermOf[kind];
    return isAppliedKnown && term !== undefined && worthALine.has(kind) && canSay(vendor, term);
  },
};

const liveTermOf: Record<Difference, LiveTerm | undefined> = {
  service: undefined,
  pool: 'pool',
  address_list: 'addressList',
  rates: 'speed',
  burst: 'burst',
  ends: 'end',
  volume: 'volume',
  zones: undefined,
};

function canSay(vendor: NasVendor, term: LiveTerm): boolean {
  return !unsayableTerms(vendor).includes(term);
}
