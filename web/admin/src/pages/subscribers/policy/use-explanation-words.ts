import { isolated, useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import type { Policy } from './policy-queries.ts';

type Explanation = Policy['explanation'];

/** What the end of what holds now is called, by what decided. */
const ends = {
  refused: 'until',
  walled_garden: 'until',
  plan: 'until',
  grace: 'until',
  speed_rule: 'until',
  boost: 'until',
  fair_use: 'anew',
  quota_slow: 'anew',
} as const satisfies Record<Explanation['code'], 'until' | 'anew'>;

/** The periods of fair use by the words of the quotas that are counted over the same days. */
const periodWords = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  anniversary: 'monthly',
  one_time: 'once',
} as const;

/** Why the speed is as it is, in the person's language; a cause that is not known here in the API's sentence. */
export function useExplanationWords(): (explanation: Explanation) => string {
  const { t } = useTranslation('subscribers');
  const { t: reasonOf } = useTranslation('reasons');
  const format = useFormat();
  const amounts = ({ usedBytes, limitBytes, usedTimeS, limitTimeS }: Explanation['params']) =>
    limitBytes !== null
      ? { used: isolated(format.bytes(usedBytes ?? 0)), limit: isolated(format.bytes(limitBytes)) }
      : { used: isolated(format.uptime(usedTimeS ?? 0)), limit: isolated(format.uptime(limitTimeS ?? 0)) };
  return ({ code, params, sentence }) => {
    if (!(code in ends)) return sentence;
    const { since, period, reason, ruleName, tier } = params;
    const main = t(`why.${code}`, {
      ...amounts(params),
      rate: isolated(format.planRate(params.downloadBps, params.uploadBps)),
      plan: isolated(format.planRate(params.planDownloadBps, params.planUploadBps)),
      rule: ruleName === null ? '' : isolated(ruleName),
      tier: tier ?? '',
      period: period === null ? '' : t(`why.period.${periodWords[period]}`),
      since: since === null ? '' : t('why.since', { at: isolated(format.instant(since)) }),
      reason:
        reason === null
          ? ''
          : reasonOf(`sentence.${reason}` as 'sentence.aaa.expired', { defaultValue: reason }),
    });
    const end = ends[code] === 'anew' ? params.resetsAt : params.until;
    const tail = end === null ? '' : t(`why.${ends[code]}`, { at: isolated(format.instant(end)) });
    return tidy(`${main} ${tail}`);
  };
}

/** What was not known leaves a gap before the mark that follows it. */
function tidy(sentence: string): string {
  return sentence
    .replace(/\s+/g, ' ')
    .replace(/ ([.:,;؛،])/g, '$1')
    .trim();
}
