import { Tile, useFormat } from '@trunkline/web-ui';
import { Ban, Banknote, Gauge, PackagePlus, Unplug } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Simulation } from './simulation-queries.ts';

const hourS = 3_600;

/** What the terms come to, in five figures. */
export function SimulationTiles({ simulation }: { simulation: Simulation }): ReactElement {
  const { totals, topUp } = simulation;
  const isNothingYet = totals.subscribers === 0;
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-3">
      <SlowTile simulation={simulation} isLoading={isNothingYet} />
      <CutTile simulation={simulation} isLoading={isNothingYet} />
      <HeldBackTile simulation={simulation} isLoading={isNothingYet} />
      <MoneyTile simulation={simulation} isLoading={isNothingYet} />
      {topUp && <TopUpTile simulation={simulation} isLoading={isNothingYet} />}
    </div>
  );
}

interface OneTile {
  simulation: Simulation;
  isLoading: boolean;
}

function SlowTile({ simulation: { totals }, isLoading }: OneTile): ReactElement {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const { slowSubscribers, subscribers, slowS } = totals;
  return (
    <Tile
      label={t('tile.slow')}
      icon={Gauge}
      tone={slowSubscribers > 0 ? 'warn' : undefined}
      value={format.count(slowSubscribers)}
      unit={t('tile.of', { total: format.count(subscribers) })}
      detail={
        slowSubscribers > 0
          ? t('tile.hoursEach', { hours: format.count(Math.round(slowS / slowSubscribers / hourS)) })
          : t('tile.nobody')
      }
      isLoading={isLoading}
    />
  );
}

function CutTile({ simulation: { totals }, isLoading }: OneTile): ReactElement {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const { cutSubscribers, subscribers, cutS } = totals;
  return (
    <Tile
      label={t('tile.cut')}
      icon={Unplug}
      tone={cutSubscribers > 0 ? 'bad' : undefined}
      value={format.count(cutSubscribers)}
      unit={t('tile.of', { total: format.count(subscribers) })}
      detail={
        cutSubscribers > 0
          ? t('tile.hoursEach', { hours: format.count(Math.round(cutS / cutSubscribers / hourS)) })
          : t('tile.nobody')
      }
      isLoading={isLoading}
    />
  );
}

function HeldBackTile({ simulation: { totals }, isLoading }: OneTile): ReactElement {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const { cutBytes, slowedBytes, overSpeedBytes, usedBytes } = totals;
  const heldBack = cutBytes + slowedBytes + overSpeedBytes;
  return (
    <Tile
      label={t('tile.heldBack')}
      icon={Ban}
      value={format.bytes(heldBack)}
      detail={
        usedBytes === 0
          ? t('tile.nothingUsed')
          : t('tile.ofUsed', { share: format.percent(heldBack / usedBytes), used: format.bytes(usedBytes) })
      }
      isLoading={isLoading}
    />
  );
}

function MoneyTile({ simulation: { totals, currency }, isLoading }: OneTile): ReactElement {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const { paysNowMinor, wouldPayMinor } = totals;
  return (
    <Tile
      label={t('tile.wouldPay')}
      icon={Banknote}
      // A month of a whole company has more figures than a tile has room for in the size of the others.
      value={<span className="text-lg">{format.money(wouldPayMinor, currency)}</span>}
      detail={t('tile.paysNow', { now: format.money(paysNowMinor, currency) })}
      isLoading={isLoading}
    />
  );
}

function TopUpTile({ simulation: { totals }, isLoading }: OneTile): ReactElement {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  return (
    <Tile
      label={t('tile.topUps')}
      icon={PackagePlus}
      value={format.count(totals.topUps)}
      detail={t('tile.topUpsText')}
      isLoading={isLoading}
    />
  );
}
