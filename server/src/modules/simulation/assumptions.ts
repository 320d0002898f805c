import type { Simulation } from './simulation-store.ts';

/** What a replay takes for granted, so that nobody reads more out of it than is in it. Pages have words for the codes. */
const sentences = {
  usage_unchanged:
    'People are taken to use what they used: nobody uses more because it is faster, or less because it is slower.',
  spread_by_sessions:
    'Usage is recorded by the day. Within the day it is spread over the hours in which the subscriber had a session, as the traffic of the whole network lay over them.',
  even_within_hour:
    'Within an hour usage is even, so a short peak above the speed of the terms is not seen as held back.',
  acts_at_once: 'The terms act at the instant at which a count is reached; routers follow within minutes.',
  rules_of_today:
    'Speed rules, free hours, boosts, login hours, tags and grace are those of today; everybody is taken as active.',
  own_quota_stays: 'A quota of a subscriber’s own stays instead of that of the terms.',
  payments_by_start:
    'Who pays is counted by the periods that begin in these days: what was really sold, and the same stretches paid in periods of these terms. Terms without an end are paid once a month.',
  top_ups_when_cut: 'Whoever is cut by the volume of the quota buys a top-up at once, up to 1,000 of them.',
  no_top_ups: 'Whoever is cut stays cut until the quota begins anew: nobody buys more.',
  top_ups_not_replayed: 'Top-ups that were really granted are left out.',
  free_zones_count:
    'Traffic to zones that are free counts whole here: it is recorded by session, not by the day.',
  counts_from_before:
    'Counts that began before the range are played from their beginning, as far back as usage of these terms would count.',
} as const;
export type AssumptionCode = keyof typeof sentences;
export const assumptionCodes = Object.keys(sentences) as [AssumptionCode, ...AssumptionCode[]];

export function assumptionsOf({ terms, topUp }: Pick<Simulation, 'terms' | 'topUp'>): {
  code: AssumptionCode;
  sentence: string;
}[] {
  const isMetered = terms.quota !== null || terms.fairUse.length > 0;
  const mayCut = terms.quota !== null && terms.quota.atZero !== 'slow';
  const hasFreeZones = terms.zoneRules.some(({ isFree }) => isFree);
  const codes: AssumptionCode[] = [
    'usage_unchanged',
    'spread_by_sessions',
    'even_within_hour',
    ...(isMetered ? (['acts_at_once', 'counts_from_before'] as const) : []),
    'rules_of_today',
    ...(terms.quota ? (['own_quota_stays', 'top_ups_not_replayed'] as const) : []),
    ...(mayCut ? ([topUp ? 'top_ups_when_cut' : 'no_top_ups'] as const) : []),
    ...(isMetered && hasFreeZones ? (['free_zones_count'] as const) : []),
    'payments_by_start',
  ];
  return codes.map((code) => ({ code, sentence: sentences[code] }));
}
