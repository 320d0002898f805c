import { useQuery } from '@tanstack/react-query';
import { CopyText, StatusChip, useFormat, type Format } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { nasNamesQuery } from '../../api/names.ts';
import type { AuthLogRow } from './auth-log-queries.ts';
import { reasonCodes } from './reason-codes.ts';
import { useReasonWords, type ReasonWords } from './reason-words.ts';

type Columns = ColumnDefinition<AuthLogRow>[];
interface ColumnInput {
  t: TFunction<'auth-log'>;
  format: Format;
  words: ReasonWords;
}

/** The columns of the log: when, who, what was said and why, where. */
export function useAuthLogColumns(): Columns {
  const { t } = useTranslation('auth-log');
  const format = useFormat();
  const words = useReasonWords();
  const nas = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') }).data;
  return useMemo(() => {
    const input = { t, format, words };
    const nasOptions = (nas ?? []).map(({ id, name }) => ({ value: id, label: name }));
    return [...whoColumns(input), ...whatColumns(input), ...whereColumns(input, nasOptions)];
  }, [t, format, words, nas]);
}

function whoColumns({ t, format }: ColumnInput): Columns {
  return [
    {
      id: 'at',
      header: t('column.at'),
      cell: (row) => (
        <time dateTime={row.at} title={format.instant(row.at, 'second')} className="tabular-nums">
          {format.instant(row.at, 'log')}
        </time>
      ),
      csv: (row) => row.at,
      width: 144,
      cardPart: 'subtitle',
    },
    {
      id: 'username',
      header: t('column.username'),
      cell: (row) => row.username || <span className="text-muted">{t('notKept', { count: row.count })}</span>,
      csv: (row) => row.username,
      filter: { kind: 'text', placeholder: t('exactName') },
      width: 146,
      isMono: true,
      isHideable: false,
      cardPart: 'title',
    },
  ];
}

function whatColumns({ t, format, words }: ColumnInput): Columns {
  return [
    {
      id: 'outcome',
      header: t('column.outcome'),
      cell: (row) => <OutcomeChip outcome={row.outcome} />,
      csv: (row) => t(`outcome.${row.outcome}`),
      filter: {
        kind: 'select',
        options: (['accepted', 'rejected', 'not_kept'] as const).map((value) => ({
          value,
          label: t(`outcome.${value}`),
        })),
      },
      width: 118,
      cardPart: 'status',
    },
    {
      id: 'reason',
      header: t('column.reason'),
      cell: (row) =>
        row.reason && (
          <span title={`${words.sentence(row.reason)} ${words.remedy(row.reason)}`}>
            {words.word(row.reason)}
          </span>
        ),
      csv: (row) => row.reason ?? '',
      filter: { kind: 'select', options: reasonCodes.map((value) => ({ value, label: words.word(value) })) },
      width: 164,
    },
    {
      id: 'count',
      header: t('column.count'),
      cell: (row) => (row.count > 1 ? `× ${format.count(row.count)}` : ''),
      csv: (row) => String(row.count),
      width: 88,
      align: 'end',
    },
  ];
}

function whereColumns({ t, format }: ColumnInput, nasOptions: { value: string; label: string }[]): Columns {
  return [
    {
      id: 'nas',
      header: t('column.nas'),
      cell: (row) => <bdi>{row.nasName ?? t('nasGone')}</bdi>,
      csv: (row) => row.nasName ?? '',
      filter: { kind: 'select', options: nasOptions },
      filterKey: 'nasId',
      width: 134,
    },
    {
      id: 'mac',
      header: t('column.mac'),
      cell: (row) => row.callingStationId && <CopyText text={format.mac(row.callingStationId)} />,
      csv: (row) => row.callingStationId ?? '',
      filter: { kind: 'text', placeholder: t('wholeMac') },
      width: 166,
    },
    {
      id: 'port',
      header: t('column.port'),
      cell: (row) => row.nasPortId,
      csv: (row) => row.nasPortId ?? '',
      width: 84,
      isMono: true,
    },
    {
      id: 'method',
      header: t('column.method'),
      cell: (row) => row.method?.toUpperCase(),
      csv: (row) => row.method ?? '',
      width: 104,
    },
  ];
}

const tones = { accepted: 'ok', rejected: 'bad', not_kept: 'off' } as const;

function OutcomeChip({ outcome }: { outcome: AuthLogRow['outcome'] }): ReactElement {
  const { t } = useTranslation('auth-log');
  return <StatusChip tone={tones[outcome]}>{t(`outcome.${outcome}`)}</StatusChip>;
}
