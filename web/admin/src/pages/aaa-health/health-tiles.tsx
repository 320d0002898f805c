import { Tile, useFormat } from '@trunkline/web-ui';
import { Sparkline } from '@trunkline/web-ui/chart';
import { KeyRound, MailX, ReceiptText, ShieldX, Wifi } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { figureText } from './figure-text.ts';
import type { AaaHealth } from './health-queries.ts';

/** The figures of now, a minute, each over the span of the charts and leading to its list. */
export function HealthTiles({ health }: { health: AaaHealth | undefined }): ReactElement {
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5 phone:*:last:col-span-2">
      <OnlineTile health={health} />
      <LoginTiles health={health} />
      <PacketTiles health={health} />
    </div>
  );
}

interface TileProps {
  /** Undefined while it loads. */
  health: AaaHealth | undefined;
}

function OnlineTile({ health }: TileProps): ReactElement {
  const { t } = useTranslation('aaa-health');
  const format = useFormat();
  const values = Object.values(health?.nasByState ?? {});
  return (
    <Tile
      label={t('tile.online')}
      icon={Wifi}
      href="/online"
      isLoading={!health}
      value={format.count(health?.openSessions ?? 0)}
      detail={t('tile.nas', { count: values.reduce((sum, count) => sum + count, 0) })}
      trend={<Sparkline values={health?.online ?? []} tone="ok" />}
    />
  );
}

function LoginTiles({ health }: TileProps): ReactElement {
  const { t } = useTranslation('aaa-health');
  const { t: reasonWord } = useTranslation('reasons');
  const format = useFormat();
  const rates = health?.perMinute;
  const worst = health?.rejects[0]?.reason;
  return (
    <>
      <Tile
        label={t('tile.accepts')}
        unit={t('perMinute')}
        icon={KeyRound}
        href="/auth-log?outcome=accepted"
        isLoading={!health}
        value={figureText(rates?.accepts ?? 0, format)}
        detail={t('tile.total', {
          count: health?.totals.accepts ?? 0,
          figure: format.count(health?.totals.accepts ?? 0),
        })}
        trend={<Sparkline values={health?.accepts ?? []} tone="ok" />}
      />
      <Tile
        label={t('tile.rejects')}
        unit={t('perMinute')}
        icon={ShieldX}
        href="/auth-log?outcome=rejected"
        {...(rates && rates.rejects > 0 && { tone: 'bad' })}
        isLoading={!health}
        value={figureText(rates?.rejects ?? 0, format)}
        detail={
          worst === undefined
            ? t('tile.noRejects')
            : t('tile.mostly', { reason: reasonWord(worst as never, { defaultValue: worst }) })
        }
        trend={<Sparkline values={sumOf(health?.rejects)} tone="bad" />}
      />
    </>
  );
}

function PacketTiles({ health }: TileProps): ReactElement {
  const { t } = useTranslation('aaa-health');
  const format = useFormat();
  const { accounting = 0, discarded = 0, unanswered = 0 } = health?.perMinute ?? {};
  return (
    <>
      <Tile
        label={t('tile.accounting')}
        unit={t('perMinute')}
        icon={ReceiptText}
        isLoading={!health}
        value={figureText(accounting, format)}
        detail={t('tile.total', {
          count: health?.totals.accounting ?? 0,
          figure: format.count(health?.totals.accounting ?? 0),
        })}
        trend={<Sparkline values={health?.accounting ?? []} />}
      />
      <Tile
        label={t('tile.silent')}
        unit={t('perMinute')}
        icon={MailX}
        {...(unanswered > 0 ? { tone: 'bad' } : discarded > 0 && { tone: 'warn' })}
        isLoading={!health}
        value={figureText(discarded + unanswered, format)}
        detail={t('tile.silentParts', {
          discarded: figureText(discarded, format),
          unanswered: figureText(unanswered, format),
        })}
        trend={<Sparkline values={sumOf(health?.silences)} tone="warn" />}
      />
    </>
  );
}

/** All lines as one. */
function sumOf(lines: readonly { counts: readonly number[] }[] = []): number[] {
  const [first, ...others] = lines;
  if (!first) return [];
  return first.counts.map((count, at) => others.reduce((sum, line) => sum + (line.counts[at] ?? 0), count));
}
