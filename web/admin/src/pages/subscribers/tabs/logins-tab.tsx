import { CopyText, StatusChip, useFormat, type Format } from '@trunkline/web-ui';
import { DataTable, emptyTableState, type ColumnDefinition, type TableState } from '@trunkline/web-ui/table';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { loginPagesQuery, type LoggedLogin } from './tab-queries.ts';
import { useReasonName } from './use-reason-name.ts';

/** Each login that was let in or refused, with the reason. */
export function LoginsTab({ subscriberId }: { subscriberId: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const reasonName = useReasonName();
  const [state, setState] = useState<TableState>(emptyTableState);
  const pages = useInfiniteQuery(loginPagesQuery(subscriberId));
  const columns = useMemo(
    () => loginColumns({ t, format, reasonName }),
    // The words of a reason change with the language alone, which `t` stands for.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [t, format],
  );
  return (
    <DataTable
      id="subscriber-logins"
      label={t('tab.logins')}
      columns={columns}
      pages={pages}
      rowId={(row) => row.id}
      rowLabel={(row) => format.instant(row.at)}
      state={state}
      onStateChange={setState}
    />
  );
}

interface ColumnInput {
  t: TFunction<'subscribers'>;
  format: Format;
  reasonName: (reason: string | null) => string;
}

function loginColumns({ t, format, reasonName }: ColumnInput): ColumnDefinition<LoggedLogin>[] {
  return [
    {
      id: 'at',
      header: t('login.at'),
      cell: (row) => format.instant(row.at, 'second'),
      width: 180,
      cardPart: 'title',
    },
    {
      id: 'outcome',
      header: t('login.outcome'),
      cell: (row) =>
        row.outcome === 'accepted' ? (
          <StatusChip tone="ok">{t('login.accepted')}</StatusChip>
        ) : (
          <StatusChip tone="bad">{t('login.rejected')}</StatusChip>
        ),
      width: 120,
      cardPart: 'status',
    },
    {
      id: 'reason',
      header: t('login.reason'),
      cell: (row) => row.reason && reasonName(row.reason),
      width: 230,
    },
    {
      id: 'count',
      header: t('login.count'),
      cell: (row) => format.count(row.count),
      align: 'end',
      width: 80,
    },
    { id: 'nas', header: t('field.nas'), cell: (row) => row.nasName, width: 150 },
    {
      id: 'mac',
      header: t('field.mac'),
      cell: (row) => row.callingStationId && <CopyText text={format.mac(row.callingStationId)} />,
      width: 170,
    },
    { id: 'method', header: t('login.method'), cell: (row) => row.method, isMono: true, width: 110 },
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
