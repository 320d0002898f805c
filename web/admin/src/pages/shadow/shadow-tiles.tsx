import { Tile, useFormat, useNow } from '@trunkline/web-ui';
import { Sparkline } from '@trunkline/web-ui/chart';
import { CircleCheck, KeyRound, ReceiptText, Target } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shadow } from './shadow-queries.ts';

const ageStepMs = 1_000;
/** All but all is not all: one disagreement in a million is not 100 %. */
const nearlyAll = 0.999;

/** What was compared since counting began, and how far it is from zero. */
export function ShadowTiles({ shadow }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const { logins, agreeing, mild, minutes, notCompared, unanswered } = shadow;
  const share = agreeing / Math.max(1, logins);
  return (
    <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <Tile
        label={t('tile.logins')}
        icon={KeyRound}
        value={format.count(logins)}
        detail={
          notCompared + unanswered > 0 &&
          t('tile.besides', {
            notCompared: format.count(notCompared),
            unanswered: format.count(unanswered),
          })
        }
        trend={<Sparkline values={minutes.map((minute) => minute.logins)} tone="accent" />}
      />
      <Tile
        label={t('tile.agreeing')}
        icon={CircleCheck}
        value={logins === 0 ? '–' : format.percent(share < 1 ? Math.min(share, nearlyAll) : 1)}
        detail={mild > 0 && t('tile.mild', { count: mild, shown: format.count(mild) })}
      />
      <DisagreeingTile shadow={shadow} />
      <AccountingTile shadow={shadow} />
    </div>
  );
}

function DisagreeingTile({ shadow }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const { logins, disagreeing, zeroSince, loginsSinceZero, minutes } = shadow;
  const isZero = zeroSince !== null && loginsSinceZero > 0;
  return (
    <Tile
      label={t('tile.disagreeing')}
      icon={Target}
      tone={logins === 0 ? undefined : isZero ? 'ok' : 'bad'}
      value={format.count(disagreeing)}
      detail={
        logins === 0
          ? t('tile.nothingYet')
          : isZero
            ? t('tile.zeroSince', { when: format.ago(zeroSince, nowMs) })
            : t('tile.notZero')
      }
      trend={<Sparkline values={minutes.map((minute) => minute.disagreeing)} tone="bad" />}
    />
  );
}

/** A listener hands nothing on. */
function AccountingTile({ shadow: { mode, accounting } }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const isProxy = mode === 'proxy';
  return (
    <Tile
      label={t('tile.accounting')}
      icon={ReceiptText}
      tone={accounting.failed > 0 ? 'warn' : undefined}
      value={isProxy ? format.count(accounting.relayed) : '–'}
      detail={
        isProxy
          ? t('tile.failed', { count: accounting.failed, shown: format.count(accounting.failed) })
          : t('tile.onlyProxy')
      }
    />
  );
}
