import { Tile, useFormat, type Tone } from '@trunkline/web-ui';
import { Sparkline } from '@trunkline/web-ui/chart';
import { ArrowDownUp, CalendarClock, KeyRound, Router, ShieldX, Wifi } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvent, type LiveEvents } from '../../api/live.ts';
import type { Dashboard } from './dashboard-queries.ts';

interface DashboardTilesProps {
  /** Undefined while it loads. */
  dashboard: Dashboard | undefined;
}

type Figures = Partial<LiveEvents['figures']>;

/** The figures of now, live, each over its last 24 hours and leading to its list. */
export function DashboardTiles({ dashboard }: DashboardTilesProps): ReactElement {
  const [figures, setFigures] = useState<Figures>({});
  useLiveEvent('figures', setFigures);
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 2xl:grid-cols-6">
      <SessionTiles sessions={dashboard?.sessions} figures={figures} />
      <LoginTiles logins={dashboard?.logins} figures={figures} />
      <NasTile nas={dashboard?.nas} />
      <ExpiringTile expiring={dashboard?.expiring} />
    </div>
  );
}

/** Undefined while it loads; null: not for this person, and no tile. */
type Part<Name extends keyof Dashboard> = Dashboard[Name] | undefined;

function SessionTiles({
  sessions,
  figures,
}: {
  sessions: Part<'sessions'>;
  figures: Figures;
}): ReactElement | null {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  if (sessions === null) return null;
  const downloadBps = figures.downloadBps ?? sessions?.downloadBps ?? 0;
  const uploadBps = figures.uploadBps ?? sessions?.uploadBps ?? 0;
  return (
    <>
      <Tile
        label={t('tile.online')}
        icon={Wifi}
        href="/online"
        isLoading={sessions === undefined}
        value={format.count(figures.online ?? sessions?.online ?? 0)}
        detail={t('tile.peak', { figure: format.count(peakOf(sessions?.onlineTrend)) })}
        trend={<Sparkline values={sessions?.onlineTrend ?? []} tone="ok" />}
      />
      <Tile
        label={t('tile.traffic')}
        icon={ArrowDownUp}
        href="/online?sort=-rate"
        isLoading={sessions === undefined}
        value={<TrafficValue>{`↓ ${format.rate(downloadBps)}`}</TrafficValue>}
        detail={
          <bdi dir="ltr" className="text-upload">
            ↑ {format.rate(uploadBps)}
          </bdi>
        }
        trend={<Sparkline values={sessions?.downloadTrend ?? []} tone="download" />}
      />
    </>
  );
}

function LoginTiles({ logins, figures }: { logins: Part<'logins'>; figures: Figures }): ReactElement | null {
  const { t } = useTranslation('dashboard');
  const { t: reasonWord } = useTranslation('reasons');
  const format = useFormat();
  if (logins === null) return null;
  const rejects = figures.rejectsPerMinute ?? logins?.rejectsPerMinute ?? 0;
  const worst = logins?.recentRejects[0];
  return (
    <>
      <Tile
        label={t('tile.logins')}
        unit={t('unit.perMinute')}
        icon={KeyRound}
        href="/auth-log"
        isLoading={logins === undefined}
        value={perMinute(figures.loginsPerMinute ?? logins?.perMinute ?? 0, format.locale)}
        detail={t('tile.fiveMinutes')}
        trend={<Sparkline values={logins?.trend ?? []} />}
      />
      <Tile
        label={t('tile.rejects')}
        unit={t('unit.perMinute')}
        icon={ShieldX}
        href="/auth-log?outcome=rejected"
        {...(rejects > 0 && { tone: 'bad' })}
        isLoading={logins === undefined}
        value={perMinute(rejects, format.locale)}
        detail={
          worst
            ? t('tile.mostly', {
                reason: reasonWord(worst.reason as never, { defaultValue: worst.reason }),
              })
            : t('tile.noRejects')
        }
        trend={<Sparkline values={logins?.rejectTrend ?? []} tone="bad" />}
      />
    </>
  );
}

function NasTile({ nas }: { nas: Part<'nas'> }): ReactElement | null {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  if (nas === null) return null;
  const counts = nas?.counts ?? {};
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const down = counts['down'] ?? 0;
  const quiet = counts['quiet'] ?? 0;
  const tone: Tone | undefined = down > 0 ? 'bad' : quiet > 0 ? 'warn' : undefined;
  return (
    <Tile
      label={t('tile.nas')}
      unit={t('tile.nasOf', { count: all })}
      icon={Router}
      href="/nas"
      {...(tone && { tone })}
      isLoading={nas === undefined}
      value={format.count(counts['ok'] ?? 0)}
      detail={
        down > 0
          ? t('tile.down', { count: down })
          : quiet > 0
            ? t('tile.quiet', { count: quiet })
            : t('tile.allWell')
      }
    />
  );
}

function ExpiringTile({ expiring }: { expiring: Part<'expiring'> }): ReactElement | null {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  if (expiring === null) return null;
  const next = expiring?.first[0];
  return (
    <Tile
      label={t('tile.expiring')}
      icon={CalendarClock}
      href="/subscribers?expires=7"
      isLoading={expiring === undefined}
      value={format.count(expiring?.count ?? 0)}
      detail={next ? t('tile.next', { when: format.relative(next.expiresAt) }) : t('tile.noneExpiring')}
    />
  );
}

/** Longer than the other figures, and in the direction of all rates. */
function TrafficValue({ children }: { children: string }): ReactElement {
  return (
    <span dir="ltr" className="text-download whitespace-nowrap phone:text-lg">
      {children}
    </span>
  );
}

function peakOf(values: readonly (number | null)[] | undefined): number {
  return (values ?? []).reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

/** One digit behind the point while it tells something. */
function perMinute(value: number, locale: string): string {
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}
