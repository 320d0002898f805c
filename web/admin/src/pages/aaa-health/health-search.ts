/** Minutes that the charts go back. */
export const healthSpans = ['30', '60', '180'] as const;
export type HealthSpan = (typeof healthSpans)[number];

const standardSpan: HealthSpan = '60';

export interface HealthSearch {
  /** Left out: an hour. */
  minutes?: HealthSpan;
}

/** What an address may say; anything else is as if it were not there. */
export function validateHealthSearch(search: Record<string, unknown>): HealthSearch {
  const minutes = healthSpans.find((span) => span === String(search['minutes']));
  return minutes === undefined || minutes === standardSpan ? {} : { minutes };
}

export function spanOf({ minutes }: HealthSearch): HealthSpan {
  return minutes ?? standardSpan;
}
