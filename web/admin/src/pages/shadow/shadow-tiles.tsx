import { Tile, useFormat, useNow } from '@trunkline/web-ui';
import { Sparkline } from '@trunkline/web-ui/chart';
import { CircleCheck, KeyRound, ReceiptText, Target } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shadow } from './shadow-queries.ts';

const ageStepMs = 1_000;

/** What was compared since counting began, and how far it is from zero. */
export function ShadowTiles({ shadow }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const { logins, agreeing, minutes, mode, accounting } = shadow;
  return (
    <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <Tile
        label={t('tile.logins')}
        icon={KeyRound}
        value={format.count(logins)}
        trend={<Sparkline values={minutes.map((minute) => minute.logins)} tone="accent" />}
      />
      <Tile
        label={t('tile.agreeing')}
        icon={CircleCheck}
        value={logins === 0 ? '–' : shareText(agreeing / logins, format.percent)}
        detail={t('tile.agreed', { count: agreeing, shown: format.count(agreeing) })}
      />
      <DisagreeingTile shadow={shadow} />
      <Tile
        label={t('tile.accounting')}
        icon={ReceiptText}
        tone={accounting.failed > 0 ? 'warn' : undefined}
        value={mode === 'proxy' ? format.count(accounting.relayed) : '–'}
        detail={
          mode === 'proxy'
            ? t('tile.failed', { count: accounting.failed, shown: format.count(accounting.failed) })
            : t('tile.onlyProxy')
        }
      />
    </div>
  );
}

function DisagreeingTile({ shadow }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const { logins, disagreeing, zeroSince, minutes } = shadow;
  return (
    <Tile
      label={t('tile.disagreeing')}
      icon={Target}
      tone={logins === 0 ? undefined : zeroSince === null ? 'bad' : 'ok'}
      value={format.count(disagreeing)}
      detail={
        logins === 0
          ? t('tile.nothingYet')
          : zeroSince === null
            ? t('tile.notZero')
            : t('tile.zeroSince', { when: format.ago(zeroSince, nowMs) })
      }
      trend={<Sparkline values={minutes.map((minute) => minute.disagreeing)} tone="bad" />}
    />
  );
}

/** All but all is not all: one disagreement in a million is not 100 %. */
function shareText(share: number, percent: (share: number) => string): string {
  const highest = 0.999;
  return percent(share < 1 ? Math.min(share, highest) : 1);
}
