import { isolated, type Format } from '@trunkline/web-ui';
import type { TFunction } from 'i18next';
import type { PlanTerms } from './plan-queries.ts';
import { fairUsePeriods } from './policy-values.ts';

export interface TermLanguage {
  t: TFunction<'plans'>;
  format: Format;
  zoneName: (id: string) => string;
}

/** What the plan counts and what follows from it, in words; null where the plan does not say. */
export function policyWords(terms: PlanTerms, language: TermLanguage) {
  const { t } = language;
  return {
    counts: terms.counts === 'both' ? null : t(`counts.${terms.counts}`),
    quota: quotaWords(terms, language),
    fairUse: fairUseWords(terms, language),
    zoneRules: zoneWords(terms, language),
  };
}

function quotaWords({ quota }: PlanTerms, { t, format }: TermLanguage): string | null {
  if (!quota) return null;
  const { bytes, timeS, slow, atZero, period } = quota;
  const end = slow
    ? t('words.slow', { rate: isolated(format.planRate(slow.downloadBps, slow.uploadBps)) })
    : t(`atZero.${atZero}`);
  return [
    bytes === null ? null : isolated(format.bytes(bytes)),
    timeS === null ? null : isolated(format.uptime(timeS)),
    t(`quotaPeriod.${period}`),
    end,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function fairUseWords({ fairUse }: PlanTerms, { t, format }: TermLanguage): string | null {
  const parts = fairUsePeriods.flatMap((period) => {
    const tiers = fairUse.filter((tier) => tier.period === period);
    if (tiers.length === 0) return [];
    const steps = tiers.map(({ thresholdBytes, downloadBps, uploadBps }) =>
      isolated(`${format.bytes(thresholdBytes)} → ${format.planRate(downloadBps, uploadBps)}`),
    );
    return `${t(`fairUse.per.${period}`)}: ${steps.join(', ')}`;
  });
  return parts.length === 0 ? null : parts.join(' · ');
}

function zoneWords({ zoneRules }: PlanTerms, { t, format, zoneName }: TermLanguage): string | null {
  if (zoneRules.length === 0) return null;
  return zoneRules
    .map(({ zoneId, rates, isFree }) => {
      const what = [
        rates && isolated(format.planRate(rates.downloadBps, rates.uploadBps)),
        isFree && t('zoneRule.isFree'),
      ];
      return `${isolated(zoneName(zoneId))}: ${what.filter(Boolean).join(', ')}`;
    })
    .join(' · ');
}
