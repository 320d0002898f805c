import { useQuery } from '@tanstack/react-query';
import { Link, StatusChip, useFormat, useNow, type Format } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { nasNamesQuery } from '../../api/names.ts';
import { usePermissionGroups } from '../roles/permission-words.ts';
import type { ApiKey } from './api-key-queries.ts';

const tones = { active: 'ok', expired: 'warn', revoked: 'off' } as const;
export const apiKeyStates = ['active', 'expired', 'revoked'] as const;

type Words = TFunction<'api-keys'>;

export function useApiKeyColumns(codes: readonly string[]): ColumnDefinition<ApiKey>[] {
  const { t } = useTranslation('api-keys');
  const { t: tRoles } = useTranslation('roles');
  const format = useFormat();
  const nowMs = useNow(60_000);
  const groups = usePermissionGroups(codes);
  const names = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  return useMemo(() => {
    const words = new Map(
      groups.flatMap(({ permissions }) => permissions.map((one) => [one.code, one.label])),
    );
    const permissions: ColumnDefinition<ApiKey> = {
      id: 'permissions',
      header: t('field.permissions'),
      cell: (key) => (
        <span title={key.permissions.map((code) => words.get(code) ?? code).join('\n')}>
          {tRoles('count', { count: key.permissions.length })}
        </span>
      ),
      csv: (key) => key.permissions.join(' '),
      width: 140,
    };
    const nasNames = new Map(names.data?.map(({ id, name }) => [id, name]));
    return [...identityColumns(t), permissions, nasColumn(t, nasNames), ...timeColumns(t, { format, nowMs })];
  }, [t, tRoles, format, nowMs, groups, names.data]);
}

function nasColumn(t: Words, names: ReadonlyMap<string, string>): ColumnDefinition<ApiKey> {
  return {
    id: 'nas',
    header: t('field.nas'),
    cell: ({ nasId }) =>
      nasId && (
        <Link href={`/nas/${nasId}`}>
          <bdi>{names.get(nasId) ?? nasId}</bdi>
        </Link>
      ),
    csv: ({ nasId }) => (nasId === null ? '' : (names.get(nasId) ?? nasId)),
    width: 150,
  };
}

function identityColumns(t: Words): ColumnDefinition<ApiKey>[] {
  return [
    {
      id: 'name',
      header: t('field.name'),
      cell: ({ name }) => <bdi className="font-medium">{name}</bdi>,
      csv: ({ name }) => name,
      sortKey: 'name',
      filter: { kind: 'text' },
      width: 200,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'state',
      header: t('field.state'),
      cell: ({ state }) => <StatusChip tone={tones[state]}>{t(`state.${state}`)}</StatusChip>,
      csv: ({ state }) => t(`state.${state}`),
      sortKey: 'state',
      filter: {
        kind: 'select',
        options: apiKeyStates.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      width: 130,
      cardPart: 'status',
    },
    {
      id: 'madeBy',
      header: t('field.madeBy'),
      cell: ({ madeBy }) => (
        <>
          <bdi>{madeBy.name}</bdi>
          {!madeBy.isActive && <span className="text-muted"> · {t('makerGone')}</span>}
        </>
      ),
      csv: ({ madeBy }) => madeBy.name,
      sortKey: 'madeBy',
      filter: { kind: 'text' },
      width: 170,
    },
  ];
}

function timeColumns(
  t: Words,
  { format, nowMs }: { format: Format; nowMs: number },
): ColumnDefinition<ApiKey>[] {
  return [
    {
      id: 'lastUsedAt',
      header: t('field.lastUsedAt'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? (
          <span title={format.instant(lastUsedAt)}>{format.relative(lastUsedAt, nowMs)}</span>
        ) : (
          <span className="text-muted">{t('never')}</span>
        ),
      csv: ({ lastUsedAt }) => lastUsedAt ?? '',
      sortKey: 'lastUsedAt',
      width: 150,
    },
    {
      id: 'expiresAt',
      header: t('field.expiresAt'),
      cell: ({ expiresAt }) =>
        expiresAt ? format.instant(expiresAt) : <span className="text-muted">{t('forever')}</span>,
      csv: ({ expiresAt }) => expiresAt ?? '',
      sortKey: 'expiresAt',
      width: 160,
    },
    {
      id: 'createdAt',
      header: t('field.createdAt'),
      cell: ({ createdAt }) => format.instant(createdAt),
      csv: ({ createdAt }) => createdAt,
      sortKey: 'createdAt',
      width: 160,
    },
  ];
}
