import type { ChartTone } from '@trunkline/web-ui/chart';

/** As many reasons as can be told apart in one chart; the rarer ones are one, in grey. */
export const mostReasons = 5;

const tones: readonly ChartTone[] = ['bad', 'warn', 'upload', 'new', 'accent'];

/** The colour a reason has wherever nobody else in the chart has a better claim to it. */
const preferred: Record<string, ChartTone> = {
  'aaa.wrong_password': 'bad',
  'aaa.unknown_user': 'warn',
  'aaa.too_many_attempts': 'upload',
  'aaa.expired': 'new',
  'aaa.suspended': 'accent',
};

/**
 * A colour for each of at most `mostReasons` reasons. It hangs on who is there, not on who is the most frequent, so
 * that a reason keeps its colour from one look to the next and from page to page.
 */
export function reasonTones(reasons: readonly string[]): ReadonlyMap<string, ChartTone> {
  const result = new Map<string, ChartTone>();
  for (const reason of reasons) {
    const tone = preferred[reason];
    if (tone !== undefined) result.set(reason, tone);
  }
  const free = tones.filter((tone) => ![...result.values()].includes(tone));
  for (const reason of reasons.filter((one) => !result.has(one)).toSorted()) {
    result.set(reason, free.shift() ?? 'off');
  }
  return result;
}
