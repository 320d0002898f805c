import {
  Button,
  Card,
  DescriptionList,
  isolated,
  QueryView,
  useFormat,
  useNow,
  type Format,
} from '@trunkline/web-ui';
import { TimeChart, type ChartThreshold } from '@trunkline/web-ui/chart';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import type { SubscriberAction } from '../actions/subscriber-action-dialog.tsx';
import { policyQuery, type Policy } from '../policy/policy-queries.ts';
import { QuotaCard } from '../policy/quota-card.tsx';
import { subscriberRoute } from '../routes.ts';
import type { Subscriber } from '../subscriber-queries.ts';
import { civilDate, monthSeries } from './month-series.ts';
import { usageQuery } from './tab-queries.ts';
import { dailySeries } from './daily-series.ts';

const hourMs = 3_600_000;

interface UsageTabProps {
  subscriber: Subscriber;
  onAction: (action: SubscriberAction) => void;
}

export function UsageTab({ subscriber, onAction }: UsageTabProps): ReactElement {
  const mayReadPolicy = useCan('subscribers.read');
  return (
    <div className="flex flex-col gap-4">
      {mayReadPolicy && <QuotaCard subscriber={subscriber} onAction={onAction} />}
      <DailyUsage subscriberId={subscriber.id} />
    </div>
  );
}

/** What was used each day, down and up stacked; below it how the month grew towards its steps. */
function DailyUsage({ subscriberId }: { subscriberId: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const { days = 30 } = subscriberRoute.useSearch();
  const navigate = subscriberRoute.useNavigate();
  const nowMs = useNow(hourMs);
  const usage = useQuery(usageQuery(subscriberId, { days, nowMs }));
  const policy = useQuery(policyQuery(subscriberId));
  const thresholds = useTierLines(policy.data);
  const { daily, series } = useDailySeries(usage.data);
  const choose = (next: 30 | 90) =>
    void navigate({
      search: ({ days: _days, ...rest }) => (next === 90 ? { ...rest, days: 90 } : rest),
      replace: true,
    });
  return (
    <Card
      title={t('usage.title')}
      actions={([30, 90] as const).map((offered) => (
        <Button
          key={offered}
          size="sm"
          variant={offered === days ? 'primary' : 'plain'}
          aria-pressed={offered === days}
          onClick={() => choose(offered)}
        >
          {t('usage.days', { count: offered })}
        </Button>
      ))}
    >
      <div className="flex flex-col gap-4">
        <QueryView query={usage} isCompact>
          {({ total }) => (
            <DescriptionList items={totals(total, { t: (key) => t(`usage.${key}`), format })} />
          )}
        </QueryView>
        <TimeChart
          label={t('usage.chart')}
          unit="bytes"
          kind="stacked-bars"
          height={280}
          timesMs={daily?.timesMs}
          series={series}
          thresholds={thresholds.day}
          error={usage.error}
          onRetry={() => void usage.refetch()}
        />
        {thresholds.month.length > 0 && (
          <MonthChart subscriberId={subscriberId} policy={policy.data} thresholds={thresholds.month} />
        )}
      </div>
    </Card>
  );
}

type Usage = Parameters<typeof dailySeries>[0];

function useDailySeries(usage: Usage | undefined) {
  const { t } = useTranslation('subscribers');
  const daily = useMemo(() => usage && dailySeries(usage), [usage]);
  const series = useMemo(
    () => [
      { id: 'download', label: t('live.download'), tone: 'download' as const, values: daily?.download ?? [] },
      { id: 'upload', label: t('live.upload'), tone: 'upload' as const, values: daily?.upload ?? [] },
    ],
    [daily, t],
  );
  return { daily, series };
}

/** Enough for the longest month and a zone whose day began already. */
const monthDays = 32;

interface MonthChartProps {
  subscriberId: string;
  policy: Policy | undefined;
  thresholds: readonly ChartThreshold[];
}

/** The month so far, added up day by day. */
function MonthChart({ subscriberId, policy, thresholds }: MonthChartProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const { timeZone } = useFormat();
  const month = policy?.usage.periods.find(({ period }) => period === 'month');
  const startsAt = month?.startsAt;
  const nowMs = useNow(hourMs);
  const usage = useQuery(usageQuery(subscriberId, { days: monthDays, nowMs }));
  const days = usage.data?.days;
  const summed = useMemo(
    () => (startsAt && days ? monthSeries(days, civilDate(startsAt, timeZone)) : undefined),
    [days, startsAt, timeZone],
  );
  const series = useMemo(
    () => [
      { id: 'used', label: t('usage.monthSoFar'), tone: 'accent' as const, values: summed?.values ?? [] },
    ],
    [summed, t],
  );
  return (
    <TimeChart
      label={t('usage.month')}
      unit="bytes"
      kind="area"
      height={220}
      timesMs={summed?.timesMs}
      series={series}
      thresholds={thresholds}
      error={usage.error}
      onRetry={() => void usage.refetch()}
    />
  );
}

/** The steps of fair use as lines of the charts. */
function useTierLines(policy: Policy | undefined): Record<'day' | 'month', readonly ChartThreshold[]> {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  return useMemo(() => {
    const linesOf = (wanted: 'day' | 'month'): ChartThreshold[] =>
      (policy?.usage.periods.find(({ period }) => period === wanted)?.tiers ?? []).map(
        ({ tier, thresholdBytes, downloadBps, uploadBps, isReached }) => ({
          value: thresholdBytes,
          label: t('usage.step', { tier, rate: isolated(format.planRate(downloadBps, uploadBps)) }),
          tone: isReached ? 'bad' : 'warn',
        }),
      );
    return { day: linesOf('day'), month: linesOf('month') };
  }, [policy, t, format]);
}

interface Totals {
  downloadBytes: number;
  uploadBytes: number;
  sessionTimeS: number;
}

function totals(
  { downloadBytes, uploadBytes, sessionTimeS }: Totals,
  { t, format }: { t: (key: 'down' | 'up' | 'all' | 'time') => string; format: Format },
) {
  return [
    { label: t('down'), value: <bdi className="text-download">↓ {format.bytes(downloadBytes)}</bdi> },
    { label: t('up'), value: <bdi className="text-upload">↑ {format.bytes(uploadBytes)}</bdi> },
    { label: t('all'), value: <bdi>{format.bytes(downloadBytes + uploadBytes)}</bdi> },
    { label: t('time'), value: <bdi dir="ltr">{format.uptime(sessionTimeS)}</bdi> },
  ];
}
