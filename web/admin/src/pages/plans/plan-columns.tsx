import { Badge, Chip, useFormat, type Format } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedPlan } from './plan-queries.ts';
import { PlanStatusChip, validityWords } from './plan-words.tsx';

const statuses = ['on_sale', 'draft', 'retired'] as const;
export const services = ['any', 'pppoe', 'hotspot', 'ipoe', 'static'] as const;

type Words = TFunction<'plans'>;

/** The columns of the list: what it is called, what it gives for how much, how it is offered. */
export function usePlanColumns(): ColumnDefinition<ListedPlan>[] {
  const { t } = useTranslation('plans');
  const format = useFormat();
  return useMemo(
    () => [...nameColumns(t), ...termColumns(t, format), ...offerColumns(t, format)],
    [t, format],
  );
}

function nameColumns(t: Words): ColumnDefinition<ListedPlan>[] {
  return [
    {
      id: 'name',
      header: t('column.name'),
      cell: ({ name, isDefault }) => (
        <span className="inline-flex min-w-0 items-center gap-2">
          <bdi className="truncate font-medium">{name}</bdi>
          {isDefault && <Badge tone="new">{t('default')}</Badge>}
        </span>
      ),
      csv: ({ name }) => name,
      sortKey: 'name',
      filter: { kind: 'text' },
      width: 230,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'status',
      header: t('column.status'),
      cell: ({ status }) => <PlanStatusChip status={status} />,
      csv: ({ status }) => t(`status.${status}`),
      sortKey: 'status',
      filter: {
        kind: 'select',
        options: statuses.map((value) => ({ value, label: t(`status.${value}`) })),
      },
      width: 120,
      cardPart: 'status',
    },
  ];
}

function termColumns(t: Words, format: Format): ColumnDefinition<ListedPlan>[] {
  return [
    {
      id: 'speed',
      header: t('column.speed'),
      cell: ({ version: { terms } }) => format.planRate(terms.downloadBps, terms.uploadBps),
      csv: ({ version: { terms } }) => format.planRate(terms.downloadBps, terms.uploadBps),
      sortKey: 'speed',
      width: 110,
      align: 'end',
      isMono: true,
    },
    {
      id: 'price',
      header: t('column.price'),
      cell: ({ version: { terms } }) => format.money(terms.priceMinor, terms.currency),
      csv: ({ version: { terms } }) => format.money(terms.priceMinor, terms.currency),
      sortKey: 'price',
      width: 120,
      align: 'end',
    },
    {
      id: 'validity',
      header: t('column.validity'),
      cell: ({ version: { terms } }) => validityWords(t, terms.validity),
      csv: ({ version: { terms } }) => validityWords(t, terms.validity),
      width: 110,
    },
    {
      id: 'holders',
      header: t('column.holders'),
      cell: ({ holders }) => format.count(holders),
      csv: ({ holders }) => String(holders),
      sortKey: 'holders',
      width: 120,
      align: 'end',
    },
  ];
}

function offerColumns(t: Words, format: Format): ColumnDefinition<ListedPlan>[] {
  return [
    {
      id: 'service',
      header: t('column.service'),
      cell: ({ service }) => <Chip>{t(`service.${service}`)}</Chip>,
      csv: ({ service }) => t(`service.${service}`),
      filter: {
        kind: 'select',
        options: services.map((value) => ({ value, label: t(`service.${value}`) })),
      },
      width: 120,
    },
    {
      id: 'payment',
      header: t('column.payment'),
      cell: ({ payment }) => t(`payment.${payment}`),
      csv: ({ payment }) => t(`payment.${payment}`),
      width: 110,
      isDefaultVisible: false,
    },
    {
      id: 'version',
      header: t('column.version'),
      cell: ({ version }) => format.count(version.number),
      csv: ({ version }) => String(version.number),
      width: 90,
      align: 'end',
      isDefaultVisible: false,
    },
  ];
}
