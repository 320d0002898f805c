import { useFormat, type Format } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulatedOutcome, Simulation } from './simulation-queries.ts';

type Words = TFunction<'simulation'>;
type Column = ColumnDefinition<SimulatedOutcome>;

/** Who is slowed and who is cut have columns where anybody is. */
export function useOutcomeColumns({ topUp, currency, totals }: Simulation): Column[] {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const hasTopUps = topUp !== null;
  const [hasSlow, hasCut] = [totals.slowSubscribers > 0, totals.cutSubscribers > 0];
  return useMemo(
    () => [
      ...whoColumns(t),
      ...(hasSlow ? slowColumns(t, format) : []),
      ...(hasCut ? cutColumns(t, format) : []),
      ...volumeColumns(t, format),
      ...(hasTopUps ? [topUpColumn(t, format)] : []),
      ...moneyColumns(t, { format, currency }),
    ],
    [t, format, hasTopUps, hasSlow, hasCut, currency],
  );
}

function whoColumns(t: Words): Column[] {
  return [
    {
      id: 'username',
      header: t('column.subscriber'),
      cell: ({ username }) => (
        <bdi dir="ltr" className="truncate font-mono">
          {username}
        </bdi>
      ),
      csv: ({ username }) => username,
      width: 170,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'fullName',
      header: t('column.fullName'),
      cell: ({ fullName }) => fullName && <bdi className="truncate">{fullName}</bdi>,
      csv: ({ fullName }) => fullName ?? '',
      width: 150,
      isDefaultVisible: false,
      cardPart: 'subtitle',
    },
  ];
}

function slowColumns(t: Words, format: Format): Column[] {
  return [
    {
      id: 'firstSlowAt',
      header: t('column.firstSlowAt'),
      cell: ({ firstSlowAt }) => firstSlowAt !== null && format.instant(firstSlowAt, 'minute'),
      csv: ({ firstSlowAt }) => firstSlowAt ?? '',
      width: 175,
    },
    {
      id: 'slowS',
      header: t('column.slowS'),
      cell: ({ slowS }) => slowS > 0 && format.uptime(slowS),
      csv: ({ slowS }) => String(slowS),
      width: 110,
      align: 'end',
      isMono: true,
    },
  ];
}

function cutColumns(t: Words, format: Format): Column[] {
  return [
    {
      id: 'firstCutAt',
      header: t('column.firstCutAt'),
      cell: ({ firstCutAt }) => firstCutAt !== null && format.instant(firstCutAt, 'minute'),
      csv: ({ firstCutAt }) => firstCutAt ?? '',
      width: 175,
    },
    {
      id: 'cutS',
      header: t('column.cutS'),
      cell: ({ cutS }) => cutS > 0 && format.uptime(cutS),
      csv: ({ cutS }) => String(cutS),
      width: 110,
      align: 'end',
      isMono: true,
    },
  ];
}

function volumeColumns(t: Words, format: Format): Column[] {
  return [
    {
      id: 'usedBytes',
      header: t('column.usedBytes'),
      cell: ({ usedBytes }) => format.bytes(usedBytes),
      csv: ({ usedBytes }) => String(usedBytes),
      width: 110,
      align: 'end',
    },
    {
      id: 'heldBackBytes',
      header: t('column.heldBackBytes'),
      cell: ({ heldBackBytes }) => (heldBackBytes === 0 ? '' : format.bytes(heldBackBytes)),
      csv: ({ heldBackBytes }) => String(heldBackBytes),
      width: 130,
      align: 'end',
    },
  ];
}

function topUpColumn(t: Words, format: Format): Column {
  return {
    id: 'topUps',
    header: t('column.topUps'),
    cell: ({ topUps }) => (topUps === 0 ? '' : format.count(topUps)),
    csv: ({ topUps }) => String(topUps),
    width: 110,
    align: 'end',
  };
}

function moneyColumns(t: Words, { format, currency }: { format: Format; currency: string }): Column[] {
  const money = (minor: number): string => format.money(minor, currency);
  return [
    {
      id: 'paysNow',
      header: t('column.paysNow'),
      cell: ({ paysNowMinor }) => money(paysNowMinor),
      csv: ({ paysNowMinor }) => String(paysNowMinor),
      width: 120,
      align: 'end',
    },
    {
      id: 'wouldPay',
      header: t('column.wouldPay'),
      cell: ({ wouldPayMinor }) => money(wouldPayMinor),
      csv: ({ wouldPayMinor }) => String(wouldPayMinor),
      width: 120,
      align: 'end',
    },
    {
      id: 'difference',
      header: t('column.difference'),
      cell: (row) => {
        const more = difference(row);
        return more === 0 ? '' : <bdi dir="ltr">{`${more > 0 ? '+' : '−'}${money(Math.abs(more))}`}</bdi>;
      },
      csv: (row) => String(difference(row)),
      width: 120,
      align: 'end',
    },
  ];
}

function difference({ paysNowMinor, wouldPayMinor }: SimulatedOutcome): number {
  return wouldPayMinor - paysNowMinor;
}
