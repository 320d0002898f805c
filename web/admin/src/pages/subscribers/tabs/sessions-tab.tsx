import { CopyText, StatusChip, useFormat, useNow, type Format } from '@trunkline/web-ui';
import { DataTable, emptyTableState, type ColumnDefinition, type TableState } from '@trunkline/web-ui/table';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { nasNamesQuery } from '../subscriber-queries.ts';
import { sessionPagesQuery, type PastSession } from './tab-queries.ts';

interface ColumnInput {
  t: TFunction<'subscribers'>;
  format: Format;
  nowMs: number;
  nasNames: ReadonlyMap<string, string> | undefined;
}

/** All sessions, however old, the latest start first. */
export function SessionsTab({ subscriberId }: { subscriberId: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(30_000);
  const names = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  const [state, setState] = useState<TableState>(emptyTableState);
  const pages = useInfiniteQuery(sessionPagesQuery(subscriberId));
  const columns = useMemo(
    () => sessionColumns({ t, format, nowMs, nasNames: names.data }),
    [t, format, nowMs, names.data],
  );
  return (
    <DataTable
      id="subscriber-sessions"
      label={t('tab.sessions')}
      columns={columns}
      pages={pages}
      rowId={(row) => row.id}
      rowLabel={(row) => format.instant(row.startedAt)}
      state={state}
      onStateChange={setState}
    />
  );
}

function sessionColumns(input: ColumnInput): ColumnDefinition<PastSession>[] {
  return [...timeColumns(input), ...placeColumns(input)];
}

function timeColumns({ t, format, nowMs }: ColumnInput): ColumnDefinition<PastSession>[] {
  return [
    {
      id: 'started',
      header: t('session.started'),
      cell: (row) => format.instant(row.startedAt, 'second'),
      width: 180,
      cardPart: 'title',
    },
    {
      id: 'state',
      header: t('field.status'),
      cell: (row) =>
        row.isOnline ? (
          <StatusChip tone="ok">{t('presence.online')}</StatusChip>
        ) : (
          <StatusChip tone="off">{t(`closedBy.${row.closedBy ?? 'stop'}`)}</StatusChip>
        ),
      width: 150,
      cardPart: 'status',
    },
    {
      id: 'duration',
      header: t('session.duration'),
      cell: (row) =>
        format.uptime(row.isOnline ? (nowMs - Date.parse(row.startedAt)) / 1000 : row.sessionTimeS),
      isMono: true,
      align: 'end',
      width: 120,
    },
    {
      id: 'download',
      header: t('session.download'),
      cell: (row) => format.bytes(row.downloadBytes),
      align: 'end',
      width: 110,
    },
    {
      id: 'upload',
      header: t('session.upload'),
      cell: (row) => format.bytes(row.uploadBytes),
      align: 'end',
      width: 110,
    },
  ];
}

function placeColumns({ t, format, nasNames }: ColumnInput): ColumnDefinition<PastSession>[] {
  return [
    {
      id: 'ip',
      header: t('field.ip'),
      cell: (row) => row.framedIp && <CopyText text={row.framedIp} />,
      width: 140,
    },
    {
      id: 'mac',
      header: t('field.mac'),
      cell: (row) => row.mac && <CopyText text={format.mac(row.mac)} />,
      width: 170,
    },
    {
      id: 'nas',
      header: t('field.nas'),
      cell: (row) => nasNames?.get(row.nasId) ?? row.nasAddress,
      width: 150,
    },
    {
      id: 'port',
      header: t('session.port'),
      cell: (row) => row.nasPortId,
      isMono: true,
      width: 140,
      isDefaultVisible: false,
    },
  ];
}
