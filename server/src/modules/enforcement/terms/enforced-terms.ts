import type { Burst, Terms } from '../../policy/index.ts';

/** The speed of one session to a zone. One that is only free of quota has the speed of the terms. */
export interface EnforcedZone {
  readonly zoneId: string;
  readonly downloadBps: number;
  readonly uploadBps: number;
}

/** What a live session can be compared by, in instants and totals instead of "from now on". */
export interface EnforcedTerms {
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly burst: Burst | null;
  readonly access: 'full' | 'walled_garden';
  readonly addressList: string | null;
  /** The walled garden's own: another plan's pool is a matter of the next login. */
  readonly pool: string | null;
  readonly endsAtMs: number | null;
  /** Upload and download of the session together, since its beginning. */
  readonly volumeEndBytes: number | null;
  /** In the order of their ids. */
  readonly zones: readonly EnforcedZone[];
}

/** As the router is believed to give it. What a login granted may not be known to the last detail. */
export type AppliedTerms = Omit<EnforcedTerms, 'burst'> & { readonly burst: Burst | null | 'unknown' };

/** What of the desired terms is not so at the router. */
export const differenceKinds = [
  'service',
  'pool',
  'address_list',
  'rates',
  'burst',
  'ends',
  'volume',
  'zones',
] as const;
export type Difference = (typeof differenceKinds)[number];

export interface SessionSoFar {
  readonly startedAtMs: number;
  readonly usedBytes: number;
}

/** The limits of one session, which the plan counts from its beginning. */
export interface SessionLimits {
  readonly timeoutS: number | null;
  readonly volumeBytes: number | null;
}

type DecidedTerms = Pick<
  Terms<unknown>,
  | 'downloadBps'
  | 'uploadBps'
  | 'burst'
  | 'access'
  | 'addressList'
  | 'pool'
  | 'sessionTimeoutS'
  | 'sessionVolumeBytes'
  | 'zoneRules'
>;

/**
 * The terms of a decision for one session. `terms` were decided without the plan's limits of a session, and say what is
 * left from `nowMs` on; `limits` count from the session's beginning. The nearer end of the two is meant.
 */
export function enforcedTerms(
  terms: DecidedTerms,
  of: { session: SessionSoFar; limits: SessionLimits; gardenPool: string | null; nowMs: number },
): EnforcedTerms {
  const { session, limits, gardenPool, nowMs } = of;
  return {
    downloadBps: terms.downloadBps,
    uploadBps: terms.uploadBps,
    burst: terms.burst,
    access: terms.access,
    addressList: terms.addressList,
    pool: poolThatMatters(terms, gardenPool),
    endsAtMs: nearer(
      plus(nowMs, seconds(terms.sessionTimeoutS)),
      plus(session.startedAtMs, seconds(limits.timeoutS)),
    ),
    volumeEndBytes: nearer(plus(session.usedBytes, terms.sessionVolumeBytes), limits.volumeBytes),
    zones: terms.zoneRules
      .map(({ zoneId, rates }) => ({
        zoneId,
        downloadBps: (rates ?? terms).downloadBps,
        uploadBps: (rates ?? terms).uploadBps,
      }))
      .toSorted((a, b) => (a.zoneId < b.zoneId ? -1 : 1)),
  };
}

/** Of the pools, the walled garden's is the one whose addresses a session must have, or must not. */
export function poolThatMatters(
  { access, pool }: Pick<DecidedTerms, 'access' | 'pool'>,
  gardenPool: string | null,
): string | null {
  return access === 'walled_garden' && pool === gardenPool ? gardenPool : null;
}

const seconds = (valueS: number | null): number | null => (valueS === null ? null : valueS * 1000);
const plus = (from: number, length: number | null): number | null => (length === null ? null : from + length);

function nearer(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

/**
 * Between the Access-Accept, from which the router counts, and the Start, from which the session is known, lies the time
 * it took to come up. Whoever ends within this of the right instant needs no order: the end itself is enforced on time.
 */
const endToleranceMs = 60_000;
/** The counters of a live session are those of its last packet. */
const volumeTolerance = 0.02;
const volumeToleranceBytes = 20_000_000;

/** What is to be brought to the router; nothing when both are the same. Null desired: the session is to end. */
export function differencesOf(applied: AppliedTerms | null, desired: EnforcedTerms | null): Difference[] {
  if (desired === null) return ['service'];
  if (applied === null) return differencesFromUnknown(desired);
  const differs: Record<Difference, boolean> = {
    service: false,
    pool: applied.pool !== desired.pool,
    address_list: applied.addressList !== desired.addressList,
    rates: applied.downloadBps !== desired.downloadBps || applied.uploadBps !== desired.uploadBps,
    burst: applied.burst === 'unknown' || !isSameBurst(applied.burst, desired.burst),
    ends: !isNear(applied.endsAtMs, desired.endsAtMs, endToleranceMs),
    volume: !isNear(applied.volumeEndBytes, desired.volumeEndBytes, volumeSlack(desired.volumeEndBytes)),
    zones: !isSameZones(applied.zones, desired.zones),
  };
  return differenceKinds.filter((kind) => differs[kind]);
}

/** Of a session whose login told nothing: all that can be said to its router without harm. */
function differencesFromUnknown(desired: EnforcedTerms): Difference[] {
  const wanted: Difference[] = ['rates', 'burst'];
  if (desired.addressList !== null) wanted.unshift('address_list');
  if (desired.endsAtMs !== null) wanted.push('ends');
  if (desired.volumeEndBytes !== null) wanted.push('volume');
  if (desired.zones.length > 0) wanted.push('zones');
  return wanted;
}

/** Whether two answers of the policy want the same. */
export function isSameWish(a: EnforcedTerms | null, b: EnforcedTerms | null): boolean {
  if (a === null || b === null) return a === b;
  return differencesOf(a, b).length === 0;
}

/** What stands after a rung has brought some of what was wanted. */
export function withBrought(
  applied: AppliedTerms | null,
  { desired, brought }: { desired: EnforcedTerms; brought: readonly Difference[] },
): AppliedTerms {
  const base: AppliedTerms = applied ?? {
    ...desired,
    addressList: null,
    endsAtMs: null,
    volumeEndBytes: null,
    zones: [],
  };
  const has = (kind: Difference): boolean => brought.includes(kind);
  return {
    downloadBps: has('rates') ? desired.downloadBps : base.downloadBps,
    uploadBps: has('rates') ? desired.uploadBps : base.uploadBps,
    burst: has('burst') || has('rates') ? desired.burst : base.burst,
    access: desired.access,
    addressList: has('address_list') ? desired.addressList : base.addressList,
    pool: has('pool') ? desired.pool : base.pool,
    endsAtMs: has('ends') ? desired.endsAtMs : base.endsAtMs,
    volumeEndBytes: has('volume') ? desired.volumeEndBytes : base.volumeEndBytes,
    zones: has('zones') ? desired.zones : base.zones,
  };
}

function isSameBurst(a: Burst | null, b: Burst | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.downloadBps === b.downloadBps &&
    a.uploadBps === b.uploadBps &&
    a.thresholdDownloadBps === b.thresholdDownloadBps &&
    a.thresholdUploadBps === b.thresholdUploadBps &&
    a.timeS === b.timeS
  );
}

function isNear(a: number | null, b: number | null, slack: number): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= slack;
}

function volumeSlack(desired: number | null): number {
  return Math.max(volumeToleranceBytes, (desired ?? 0) * volumeTolerance);
}

function isSameZones(a: readonly EnforcedZone[], b: readonly EnforcedZone[]): boolean {
  return (
    a.length === b.length &&
    a.every((zone, index) => {
      const other = b[index]!;
      return (
        zone.zoneId === other.zoneId &&
        zone.downloadBps === other.downloadBps &&
        zone.uploadBps === other.uploadBps
      );
    })
  );
}
