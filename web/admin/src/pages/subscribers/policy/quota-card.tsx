import { useQuery } from '@tanstack/react-query';
import {
  Button,
  Card,
  EmptyState,
  isolated,
  Menu,
  MeterBar,
  QueryView,
  useFormat,
  useNow,
  type MenuItems,
  type Tone,
} from '@trunkline/web-ui';
import { Gauge, PlusCircle, RotateCcw, Zap } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import type { SubscriberAction } from '../actions/subscriber-action-dialog.tsx';
import type { Subscriber } from '../subscriber-queries.ts';
import { BoostLines } from './boost-lines.tsx';
import { policyQuery, type Policy } from './policy-queries.ts';
import { QuotaLine } from './quota-line.tsx';
import { TopUpLines } from './top-up-lines.tsx';

interface QuotaCardProps {
  subscriber: Subscriber;
  onAction: (action: SubscriberAction) => void;
}

/** What is used of quota and fair use, what was added, and what can be given. */
export function QuotaCard({ subscriber, onAction }: QuotaCardProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const policy = useQuery(policyQuery(subscriber.id));
  const items = useQuotaMenu(onAction);
  const isOpen = subscriber.status !== 'closed';
  const mayTopUp = useCan('quota.top_up') && isOpen && policy.data?.usage.quota !== null;
  return (
    <Card
      title={t('quota.title')}
      actions={
        <>
          {mayTopUp && (
            <Button size="sm" variant="ghost" icon={PlusCircle} onClick={() => onAction('top-up')}>
              {t('action.top-up')}
            </Button>
          )}
          {isOpen && items.length > 0 && <Menu label={t('quota.menu')} items={items} />}
        </>
      }
    >
      <QueryView query={policy} isCompact>
        {({ usage }) => (
          <div className="flex flex-col gap-4">
            {usage.quota && <QuotaLine quota={usage.quota} />}
            <PeriodLines periods={usage.periods} hasQuota={usage.quota !== null} />
            <TopUpLines subscriberId={subscriber.id} />
            <BoostLines subscriberId={subscriber.id} />
          </div>
        )}
      </QueryView>
    </Card>
  );
}

function useQuotaMenu(onAction: QuotaCardProps['onAction']): MenuItems {
  const { t } = useTranslation('subscribers');
  const mayBoost = useCan('subscribers.boost');
  const mayReset = useCan('quota.reset');
  const boost = {
    id: 'boost',
    label: t('action.boost'),
    icon: Zap,
    onSelect: () => onAction('boost'),
  };
  const reset = {
    id: 'reset-quota',
    label: t('action.reset-quota'),
    icon: RotateCcw,
    isDanger: true,
    onSelect: () => onAction('reset-quota'),
  };
  return [...(mayBoost ? [boost] : []), ...(mayReset ? [reset] : [])];
}

type Period = Policy['usage']['periods'][number];

interface PeriodLinesProps {
  periods: readonly Period[];
  hasQuota: boolean;
}

function PeriodLines({ periods, hasQuota }: PeriodLinesProps): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const tiered = periods.filter(({ tiers }) => tiers.length > 0);
  if (tiered.length === 0) {
    return hasQuota ? null : (
      <EmptyState isCompact icon={Gauge} title={t('quota.uncounted')}>
        {t('quota.uncountedText')}
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col gap-4">
      {tiered.map((period) => (
        <li key={period.period}>
          <PeriodLine period={period} />
        </li>
      ))}
    </ul>
  );
}

/** Room past the last step, so that what is used beyond it still moves. */
const beyond = 1.15;

function PeriodLine({ period }: { period: Period }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(60_000);
  const { usedBytes, tiers, endsAt } = period;
  const reached = tiers.findLast(({ isReached }) => isReached);
  const next = tiers.find(({ isReached }) => !isReached);
  const tone: Tone = reached ? 'warn' : 'ok';
  const words = reached
    ? t('quota.reached', {
        tier: reached.tier,
        rate: isolated(format.planRate(reached.downloadBps, reached.uploadBps)),
      })
    : t('quota.untilStep', { left: isolated(format.bytes(Math.max(0, next!.thresholdBytes - usedBytes))) });
  const name = t(`quota.fairUse.${period.period}`);
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{name}</span>
        <bdi dir="ltr">{format.bytes(usedBytes)}</bdi>
        <span className={reached ? 'text-warn-fg' : 'text-muted'}>{words}</span>
        <span className="ms-auto text-sm text-muted">
          {t('quota.resets', { when: format.relative(endsAt, nowMs) })}
        </span>
      </p>
      <MeterBar
        label={name}
        value={usedBytes}
        max={Math.max(...tiers.map(({ thresholdBytes }) => thresholdBytes)) * beyond}
        valueText={`${format.bytes(usedBytes)}; ${words}`}
        tone={tone}
        marks={tiers.map(({ thresholdBytes, isReached }) => ({
          at: thresholdBytes,
          label: format.bytes(thresholdBytes),
          isReached,
        }))}
      />
    </div>
  );
}
