import { useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import type { Policy } from './policy-queries.ts';

type Explanation = Policy['explanation'];
type Params = Readonly<Record<string, unknown>>;

/** The causes that this version of the page has words for. */
const codes = [
  'refused',
  'walled_garden',
  'plan',
  'grace',
  'speed_rule',
  'boost',
  'fair_use',
  'quota_slow',
] as const;

/** Why the speed is as it is, in the person's language; a cause that is not known here in the API's sentence. */
export function useExplanationWords(): (explanation: Explanation) => string {
  const { t } = useTranslation('subscribers');
  const { t: reasonOf } = useTranslation('reasons');
  const format = useFormat();
  return ({ code, params, sentence }) => {
    const known = codes.find((one) => one === code);
    if (known === undefined) return sentence;
    const end = params['until'] ?? params['resetsAt'];
    const words = {
      rate: rateOf(params, format.planRate),
      plan: rateOf(asRecord(params['plan']), format.planRate),
      rule: textOf(params['ruleName']),
      tier: numberOf(params['tier']) ?? '',
      used: numberOf(params['usedBytes']) === undefined ? '' : format.bytes(numberOf(params['usedBytes'])!),
      limit:
        numberOf(params['limitBytes']) === undefined ? '' : format.bytes(numberOf(params['limitBytes'])!),
      period: t(`quota.per.${textOf(params['period'])}` as 'quota.per.day', { defaultValue: '' }),
      until: isInstant(end) ? format.instant(end) : '',
      reason: reasonOf(`sentence.${textOf(params['reason'])}` as 'sentence.aaa.expired', {
        defaultValue: sentence,
      }),
    };
    // A figure that a sentence is about and that did not come would leave a hole in it.
    const isWhole = !needed[known].some((name) => words[name] === '');
    if (!isWhole) return sentence;
    return t(`why.${known}${words.until === '' ? '' : 'Until'}` as 'why.plan', words);
  };
}

const needed: Record<(typeof codes)[number], ('rate' | 'rule' | 'tier' | 'used' | 'limit' | 'until')[]> = {
  refused: [],
  walled_garden: [],
  plan: ['rate'],
  grace: ['rate', 'until'],
  speed_rule: ['rate', 'rule'],
  boost: ['rate', 'until'],
  fair_use: ['rate', 'tier', 'used', 'limit'],
  quota_slow: ['rate', 'used', 'limit'],
};

function rateOf(params: Params, write: (downloadBps: number, uploadBps: number) => string): string {
  const rates = 'rates' in params ? asRecord(params['rates']) : params;
  const [down, up] = [numberOf(rates['downloadBps']), numberOf(rates['uploadBps'])];
  return down === undefined || up === undefined ? '' : write(down, up);
}

function asRecord(value: unknown): Params {
  return typeof value === 'object' && value !== null ? (value as Params) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function isInstant(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
}
