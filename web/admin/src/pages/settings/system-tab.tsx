import { useQuery } from '@tanstack/react-query';
import { EmptyState, StatusChip, useFormat, useNow } from '@trunkline/web-ui';
import { DataTable, emptyTableState, singlePage, type ColumnDefinition } from '@trunkline/web-ui/table';
import { Server } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { runningRolesQuery, type RunningRole } from './settings-queries.ts';

/** Which processes run on which node; the operator's alone. */
export function SystemTab(): ReactElement {
  const { t } = useTranslation('settings');
  const [state, setState] = useState(emptyTableState);
  const roles = useQuery(runningRolesQuery);
  return (
    <>
      <h2 className="text-md font-semibold">{t('system.title')}</h2>
      <p className="mb-3 text-muted">{t('system.text')}</p>
      <DataTable<RunningRole>
        id="system-roles"
        label={t('system.title')}
        columns={useRoleColumns()}
        pages={singlePage(roles)}
        total={roles.data?.length}
        rowId={({ node, role }) => `${node} ${role}`}
        rowLabel={({ role }) => role}
        state={state}
        onStateChange={setState}
        empty={<EmptyState icon={Server} title={t('system.empty')} />}
      />
    </>
  );
}

function useRoleColumns(): ColumnDefinition<RunningRole>[] {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const nowMs = useNow(5_000);
  return useMemo(
    () => [
      {
        id: 'role',
        header: t('system.role'),
        cell: ({ role }) => <bdi className="font-medium">{role}</bdi>,
        width: 150,
        isHideable: false,
        cardPart: 'title',
      },
      {
        id: 'state',
        header: t('system.state'),
        cell: ({ state }) => (
          <StatusChip tone={state === 'running' ? 'ok' : 'bad'}>{t(`system.${state}`)}</StatusChip>
        ),
        width: 130,
        cardPart: 'status',
      },
      {
        id: 'node',
        header: t('system.node'),
        cell: ({ node }) => node,
        isMono: true,
        width: 180,
        cardPart: 'subtitle',
      },
      {
        id: 'version',
        header: t('system.version'),
        cell: ({ version }) => version,
        isMono: true,
        width: 130,
      },
      {
        id: 'startedAt',
        header: t('system.startedAt'),
        cell: ({ startedAt }) => format.instant(startedAt),
        width: 170,
      },
      {
        id: 'beatAt',
        header: t('system.beatAt'),
        cell: ({ beatAt }) => (
          <span title={format.instant(beatAt, 'second')}>{format.relative(beatAt, nowMs)}</span>
        ),
        width: 150,
      },
    ],
    [t, format, nowMs],
  );
}
