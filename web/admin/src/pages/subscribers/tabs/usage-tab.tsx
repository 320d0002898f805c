import { Button, Card, DescriptionList, QueryView, useFormat, useNow, type Format } from '@trunkline/web-ui';
import { TimeChart } from '@trunkline/web-ui/chart';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { subscriberRoute } from '../routes.ts';
import { usageQuery } from './tab-queries.ts';
import { dailySeries } from './daily-series.ts';

const hourMs = 3_600_000;

/** What was used each day, down and up stacked. */
export function UsageTab({ subscriberId }: { subscriberId: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const { days = 30 } = subscriberRoute.useSearch();
  const navigate = subscriberRoute.useNavigate();
  const nowMs = useNow(hourMs);
  const usage = useQuery(usageQuery(subscriberId, { days, nowMs }));
  const daily = useMemo(() => usage.data && dailySeries(usage.data), [usage.data]);
  const series = useMemo(
    () => [
      { id: 'download', label: t('live.download'), tone: 'download' as const, values: daily?.download ?? [] },
      { id: 'upload', label: t('live.upload'), tone: 'upload' as const, values: daily?.upload ?? [] },
    ],
    [daily, t],
  );
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
          error={usage.error}
          onRetry={() => void usage.refetch()}
        />
      </div>
    </Card>
  );
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
