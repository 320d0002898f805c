import type { UseQueryResult } from '@tanstack/react-query';
import {
  Callout,
  Card,
  CopyText,
  KeyValueList,
  Tile,
  useFormat,
  useNow,
  type KeyValueItem,
} from '@trunkline/web-ui';
import { Sparkline } from '@trunkline/web-ui/chart';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { discardWord } from './discard-word.ts';
import { healthTones } from './nas-health.tsx';
import { NasCharts } from './nas-charts.tsx';
import type { Nas, NasNow, NasSeries } from './nas-queries.ts';
import { SignatureCompliance } from './signature-compliance.tsx';

interface NasOverviewProps {
  nas: Nas;
  series: UseQueryResult<NasSeries>;
  onZoom: (fromMs: number, toMs: number) => void;
}

/** How the router is, in figures, in the course of time, and in facts. */
export function NasOverview({ nas, series, onZoom }: NasOverviewProps): ReactElement {
  const { t } = useTranslation('nas');
  const now = series.data?.now;
  const isWorthSaying = now && now.health.state !== 'ok';
  return (
    <div className="flex flex-col gap-4">
      {isWorthSaying && (
        <Callout tone={now.health.state === 'down' ? 'bad' : now.health.state === 'quiet' ? 'warn' : 'info'}>
          {t(`healthReason.${now.health.reason}`)}
        </Callout>
      )}
      <NasTiles nasId={nas.id} now={now} />
      <NasCharts series={series} onZoom={onZoom} />
      <div className="grid gap-4 lg:grid-cols-2">
        <ObservedCard nas={nas} />
        <Card title={t('signatures.title')} subtitle={t('signatures.subtitle')}>
          <SignatureCompliance nas={nas} />
        </Card>
      </div>
    </div>
  );
}

/** Each leads to the list behind its figure, as on the dashboard. */
function NasTiles({ nasId, now }: { nasId: string; now: NasNow | undefined }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const nowMs = useNow(5_000);
  const isLoading = now === undefined;
  const perMinute = (value: number | undefined): string => (value === undefined ? '' : format.count(value));
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] gap-3">
      <Tile
        label={t('column.sessions')}
        href={`/online?nasId=${nasId}`}
        value={now && format.count(now.openSessions)}
        isLoading={isLoading}
        trend={
          now &&
          now.onlineTrend.length > 0 && (
            <Sparkline values={now.onlineTrend} tone="ok" className="h-6 w-full" />
          )
        }
      />
      <Tile
        label={t('tile.logins')}
        href={`/auth-log?nasId=${nasId}`}
        value={perMinute(now?.loginsPerMinute)}
        unit={t('perMinute')}
        isLoading={isLoading}
      />
      <Tile
        label={t('tile.rejects')}
        href={`/auth-log?nasId=${nasId}&outcome=rejected`}
        value={perMinute(now?.rejectsPerMinute)}
        unit={t('perMinute')}
        tone={now && now.rejectsPerMinute >= 1 ? 'bad' : undefined}
        isLoading={isLoading}
      />
      <Tile
        label={t('tile.unanswered')}
        value={perMinute(now?.unansweredPerMinute)}
        unit={t('perMinute')}
        tone={now && now.unansweredPerMinute >= 1 ? 'bad' : undefined}
        isLoading={isLoading}
      />
      <Tile
        label={t('column.lastPacket')}
        value={now && (now.lastPacketAt ? format.ago(now.lastPacketAt, nowMs) : t('never'))}
        tone={now && now.health.state !== 'ok' ? healthTones[now.health.state] : undefined}
        isLoading={isLoading}
      />
    </div>
  );
}

function ObservedCard({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const { observation } = nas;
  const items: KeyValueItem[] = [
    { label: t('observed.first'), value: observation && format.instant(observation.firstPacketAt, 'second') },
    { label: t('observed.last'), value: observation && format.instant(observation.lastPacketAt, 'second') },
    {
      label: t('observed.address'),
      value: observation?.lastAddress && <CopyText text={observation.lastAddress} />,
    },
    {
      label: t('observed.identifier'),
      value: observation?.identifier && <bdi className="font-mono text-sm">{observation.identifier}</bdi>,
    },
    { label: t('observed.requests'), value: observation && format.count(observation.requests) },
    {
      label: t('observed.discards'),
      value: observation && <DiscardCounts discards={observation.discards} />,
    },
  ];
  return (
    <Card title={t('observed.title')} subtitle={t('observed.subtitle')}>
      <KeyValueList items={items} />
    </Card>
  );
}

function DiscardCounts({ discards }: { discards: Record<string, number> }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const kinds = Object.entries(discards).toSorted(([, one], [, other]) => other - one);
  if (kinds.length === 0) return <>{t('observed.none')}</>;
  return (
    <ul>
      {kinds.map(([kind, count]) => (
        <li key={kind}>
          {discardWord(t, kind)}: {format.count(count)}
        </li>
      ))}
    </ul>
  );
}
