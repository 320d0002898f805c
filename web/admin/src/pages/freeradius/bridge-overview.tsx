import { Callout, isolated, Tile, useFormat, useNow, type Format, type Tone } from '@trunkline/web-ui';
import { CircleCheck, Clock, Gauge, Hourglass, ReceiptText } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bridge } from './freeradius-queries.ts';
import { RebuildCard } from './rebuild-card.tsx';
import { VerifyCard } from './verify-card.tsx';

/** A change should hold in the tables within this. */
const promisedMs = 2_000;
/** Rows of accounting that wait longer are late for quotas. */
const lateAccountingS = 10;
const ageStepMs = 5_000;
/** All but all is not all: twelve who wait of thirty thousand are not 100 %. */
const nearlyAll = 0.999;
const longMs = 60_000;

/** Whether the tables say what the policy says, and what FreeRADIUS writes arrives. */
export function BridgeOverview({ bridge }: { bridge: Bridge }): ReactElement {
  const { t } = useTranslation('freeradius');
  const format = useFormat();
  const isBehind = bridge.lagMs > promisedMs;
  return (
    <div className="flex flex-col gap-4">
      {isBehind && (
        <Callout tone="warn" live="polite" title={t('behind.title')}>
          {t('behind.text', { lag: isolated(ageText(bridge.lagMs, format)) })}
        </Callout>
      )}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] gap-3">
        <StepTiles bridge={bridge} />
        <AccountingTile bridge={bridge} />
      </div>
      <VerifyCard lastVerify={bridge.lastVerify} />
      <RebuildCard />
    </div>
  );
}

function StepTiles({ bridge }: { bridge: Bridge }): ReactElement {
  const { t } = useTranslation('freeradius');
  const format = useFormat();
  const { subscribers, lagMs, oldestWaitingS, groups } = bridge;
  const { total, inStep, waiting } = subscribers;
  const isWhole = inStep >= total;
  return (
    <>
      <Tile
        label={t('tile.inStep')}
        icon={CircleCheck}
        tone={isWhole ? 'ok' : undefined}
        value={format.count(inStep)}
        unit={t('tile.of', { total: format.count(total) })}
        detail={isWhole ? t('tile.allInStep') : format.percent(Math.min(inStep / total, nearlyAll))}
      />
      <Tile
        label={t('tile.waiting')}
        icon={Hourglass}
        value={format.count(waiting)}
        detail={
          waiting > 0
            ? t('tile.oldest', { age: isolated(ageText(oldestWaitingS * 1_000, format)) })
            : t('tile.nobodyWaits')
        }
      />
      <Tile
        label={t('tile.lag')}
        icon={Clock}
        tone={lagMs > promisedMs ? 'warn' : undefined}
        value={ageText(lagMs, format)}
        detail={t('tile.lagText')}
      />
      <Tile
        label={t('tile.groups')}
        icon={Gauge}
        value={format.count(groups)}
        detail={t('tile.groupsText')}
      />
    </>
  );
}

function AccountingTile({ bridge }: { bridge: Bridge }): ReactElement {
  const { t } = useTranslation('freeradius');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const { queued, oldestS, lastAt } = bridge.accounting;
  const tone: Tone | undefined = oldestS !== null && oldestS > lateAccountingS ? 'warn' : undefined;
  return (
    <Tile
      label={t('tile.accounting')}
      icon={ReceiptText}
      tone={tone}
      value={format.count(queued)}
      unit={t('tile.queued')}
      detail={
        lastAt === null ? t('tile.noAccounting') : t('tile.lastRow', { when: format.ago(lastAt, nowMs) })
      }
    />
  );
}

/** Exact while it is about the promise of two seconds, readable when a worker was away for hours. */
function ageText(milliseconds: number, format: Format): string {
  return milliseconds < longMs ? format.milliseconds(milliseconds) : format.uptime(milliseconds / 1_000);
}
