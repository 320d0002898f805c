import { useQuery } from '@tanstack/react-query';
import { isolated, useFormat } from '@trunkline/web-ui';
import { PlusCircle } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { topUpsQuery, type TopUp } from './policy-queries.ts';

const mostShown = 5;

/** What was added on top of the quota lately. */
export function TopUpLines({ subscriberId }: { subscriberId: string }): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const topUps = useQuery(topUpsQuery(subscriberId));
  if (!topUps.data || topUps.data.length === 0) return null;
  return (
    <section aria-label={t('quota.topUps')}>
      <h3 className="mb-1 font-medium">{t('quota.topUps')}</h3>
      <ul className="flex flex-col gap-1">
        {topUps.data.slice(0, mostShown).map((topUp) => (
          <TopUpLine key={topUp.id} topUp={topUp} />
        ))}
      </ul>
    </section>
  );
}

function TopUpLine({ topUp }: { topUp: TopUp }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const { bytes, timeS, at, until, reason, grantedByName } = topUp;
  const amount = [bytes > 0 && format.bytes(bytes), timeS > 0 && format.uptime(timeS)].filter(Boolean);
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <PlusCircle size={14} aria-hidden className="self-center text-ok-fg" />
      <bdi className="font-medium">{amount.join(' + ')}</bdi>
      <span className="text-sm text-muted">
        {until === null ? t('quota.thisPeriod') : t('quota.until', { at: isolated(format.instant(until)) })} ·{' '}
        <bdi>{format.instant(at, 'log')}</bdi> · <bdi>{grantedByName}</bdi>
        {reason && (
          <>
            {' · '}
            <bdi>{reason}</bdi>
          </>
        )}
      </span>
    </li>
  );
}
