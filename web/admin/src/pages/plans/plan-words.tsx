import { isolated, StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import type { TFunction } from 'i18next';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useZoneName } from '../zones/use-zone-name.ts';
import type { ListedPlan, PlanTerms } from './plan-queries.ts';
import { policyWords, type TermLanguage } from './policy-words.ts';

const statusTones: Record<ListedPlan['status'], Tone> = { draft: 'new', on_sale: 'ok', retired: 'off' };

export function PlanStatusChip({ status }: { status: ListedPlan['status'] }): ReactElement {
  const { t } = useTranslation('plans');
  return <StatusChip tone={statusTones[status]}>{t(`status.${status}`)}</StatusChip>;
}

/** How long one purchase lasts: `30 days`. */
export function validityWords(t: TFunction<'plans'>, validity: PlanTerms['validity']): string {
  return validity ? t(`validity.${validity.unit}`, { count: validity.count }) : t('validity.none');
}

export const comparedTerms = [
  'speed',
  'burst',
  'price',
  'validity',
  'counts',
  'quota',
  'fairUse',
  'zoneRules',
  'maxSessions',
  'deviceSlots',
  'sessionVolumeBytes',
  'sessionTimeoutS',
  'idleTimeoutS',
  'interimIntervalS',
  'pool',
  'ipv6Pool',
  'delegatedIpv6Pool',
  'addressList',
  'customAttributes',
] as const;
export type ComparedTerm = (typeof comparedTerms)[number];

/** Each part of the terms in words; null where the plan does not say. */
export function useTermWords(): (terms: PlanTerms) => Record<ComparedTerm, string | null> {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const zoneName = useZoneName();
  return (terms) => {
    const words = { ...termWords(terms, { t, format }), ...policyWords(terms, { t, format, zoneName }) };
    // Each keeps its own direction; a `<bdi>` would take that of the first figure for the whole.
    const entries = Object.entries(words).map(([term, word]) => [
      term,
      word === null ? null : isolated(word),
    ]);
    return Object.fromEntries(entries) as typeof words;
  };
}

function termWords(terms: PlanTerms, { t, format }: Pick<TermLanguage, 't' | 'format'>) {
  const { burst } = terms;
  const duration = (seconds: number | null): string | null =>
    seconds === null ? null : format.uptime(seconds);
  return {
    speed: format.planRate(terms.downloadBps, terms.uploadBps),
    burst:
      burst &&
      t('burstWords', { rate: format.planRate(burst.downloadBps, burst.uploadBps), seconds: burst.timeS }),
    price: format.money(terms.priceMinor, terms.currency),
    validity: validityWords(t, terms.validity),
    maxSessions: format.count(terms.maxSessions),
    deviceSlots: terms.deviceSlots === null ? null : format.count(terms.deviceSlots),
    sessionVolumeBytes: terms.sessionVolumeBytes === null ? null : format.bytes(terms.sessionVolumeBytes),
    sessionTimeoutS: duration(terms.sessionTimeoutS),
    idleTimeoutS: duration(terms.idleTimeoutS),
    interimIntervalS: duration(terms.interimIntervalS),
    pool: terms.pool,
    ipv6Pool: terms.ipv6Pool,
    delegatedIpv6Pool: terms.delegatedIpv6Pool,
    addressList: terms.addressList,
    customAttributes:
      terms.customAttributes.length === 0
        ? null
        : terms.customAttributes.map(({ name, value }) => `${name} = ${value}`).join(', '),
  };
}

/** What differs between two versions, the older first. */
export function TermDifferences({ from, to }: { from: PlanTerms; to: PlanTerms }): ReactElement {
  const { t } = useTranslation('plans');
  const wordsOf = useTermWords();
  const [before, after] = [wordsOf(from), wordsOf(to)];
  const changed = comparedTerms.filter((term) => before[term] !== after[term]);
  if (changed.length === 0) return <p className="text-muted">{t('versions.same')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {changed.map((term) => (
        <li key={term} className="flex flex-wrap gap-x-2">
          <span className="text-muted">{t(`term.${term}`)}</span>
          <Struck>{before[term]}</Struck>
          <span aria-hidden className="rtl:-scale-x-100">
            →
          </span>
          <ins className="no-underline">
            <span className="font-medium">{after[term] ?? t('none')}</span>
          </ins>
        </li>
      ))}
    </ul>
  );
}

function Struck({ children }: { children: ReactNode }): ReactElement {
  const { t } = useTranslation('plans');
  return (
    <del className="text-muted">
      <span>{children ?? t('none')}</span>
    </del>
  );
}
