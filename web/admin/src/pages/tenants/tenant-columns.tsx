import { CopyText, StatusChip, useFormat } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import type { Tenant } from './tenant-queries.ts';

export function useTenantColumns(): ColumnDefinition<Tenant>[] {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const { tenant: own } = useMe();
  return useMemo(
    () => [
      ...mainColumns(t, own.id),
      textColumn('company', t('field.company'), ({ company }) => company),
      textColumn('email', t('field.email'), ({ email }) => email),
      { ...textColumn('currency', t('field.currency'), ({ currency }) => currency), width: 90 },
      textColumn('timeZone', t('field.timeZone'), ({ timeZone }) => timeZone),
      {
        id: 'createdAt',
        header: t('field.createdAt'),
        cell: ({ createdAt }) => format.instant(createdAt),
        csv: ({ createdAt }) => createdAt,
        sortKey: 'createdAt',
        width: 160,
        isDefaultVisible: false,
      },
    ],
    [t, format, own.id],
  );
}

function mainColumns(t: TFunction<'tenants'>, ownId: string): ColumnDefinition<Tenant>[] {
  return [
    {
      id: 'name',
      header: t('field.name'),
      cell: ({ id, name }) => (
        <span className="font-medium">
          <bdi>{name}</bdi>
          {id === ownId && <span className="font-normal text-muted"> · {t('own')}</span>}
        </span>
      ),
      csv: ({ name }) => name,
      sortKey: 'name',
      filter: { kind: 'text' },
      width: 220,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'status',
      header: t('field.status'),
      cell: ({ status }) => (
        <StatusChip tone={status === 'active' ? 'ok' : 'bad'}>{t(`status.${status}`)}</StatusChip>
      ),
      csv: ({ status }) => t(`status.${status}`),
      sortKey: 'status',
      filter: {
        kind: 'select',
        options: (['active', 'suspended'] as const).map((value) => ({
          value,
          label: t(`status.${value}`),
        })),
      },
      width: 130,
      cardPart: 'status',
    },
    {
      id: 'code',
      header: t('field.code'),
      cell: ({ code }) => <CopyText text={code} />,
      csv: ({ code }) => code,
      sortKey: 'code',
      filter: { kind: 'text' },
      width: 150,
    },
  ];
}

function textColumn(
  id: string,
  header: string,
  textOf: (tenant: Tenant) => string | null,
): ColumnDefinition<Tenant> {
  return {
    id,
    header,
    cell: (tenant) => <bdi>{textOf(tenant)}</bdi>,
    csv: (tenant) => textOf(tenant) ?? '',
    width: 170,
  };
}
