import { Chip, StatusChip } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import type { Member } from './staff-queries.ts';

export function useStaffColumns(roleNames: readonly string[]): ColumnDefinition<Member>[] {
  const { t } = useTranslation('staff');
  const { id: ownId } = useMe();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('field.name'),
        cell: ({ id, name }) => (
          <span className="font-medium">
            <bdi>{name}</bdi>
            {id === ownId && <span className="font-normal text-muted"> · {t('you')}</span>}
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
          <StatusChip tone={status === 'active' ? 'ok' : 'off'}>{t(`status.${status}`)}</StatusChip>
        ),
        csv: ({ status }) => t(`status.${status}`),
        sortKey: 'status',
        filter: {
          kind: 'select',
          options: (['active', 'disabled'] as const).map((value) => ({ value, label: t(`status.${value}`) })),
        },
        width: 130,
        cardPart: 'status',
      },
      {
        id: 'role',
        header: t('field.role'),
        cell: ({ role }) => <Chip>{role.name}</Chip>,
        csv: ({ role }) => role.name,
        sortKey: 'role',
        filter: { kind: 'select', options: roleNames.map((name) => ({ value: name, label: name })) },
        width: 180,
      },
      ...signInColumns(t),
    ],
    [t, ownId, roleNames],
  );
}

/** With what the person signs in. */
function signInColumns(t: TFunction<'staff'>): ColumnDefinition<Member>[] {
  return [
    {
      id: 'email',
      header: t('field.email'),
      cell: ({ email }) => <bdi dir="ltr">{email}</bdi>,
      csv: ({ email }) => email,
      sortKey: 'email',
      filter: { kind: 'text' },
      width: 260,
      cardPart: 'subtitle',
    },
    {
      id: 'password',
      header: t('field.password'),
      cell: ({ mustChangePassword }) =>
        mustChangePassword ? (
          <StatusChip tone="warn">{t('passwordState.pending')}</StatusChip>
        ) : (
          <span className="text-muted">{t('passwordState.own')}</span>
        ),
      csv: ({ mustChangePassword }) => t(`passwordState.${mustChangePassword ? 'pending' : 'own'}`),
      width: 170,
    },
  ];
}
