import { useQuery } from '@tanstack/react-query';
import { CopyText, StatusChip, useFormat, useNow, type Format } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { nasNamesQuery, planNamesQuery } from '../../api/names.ts';
import { DisconnectCell } from './disconnect-cell.tsx';
import { TermsChip, termsLook } from './terms-chip.tsx';
import type { useDisconnects } from './use-disconnects.ts';
import type { OnlineRow } from './use-online-rows.ts';

type Columns = ColumnDefinition<OnlineRow>[];
type Words = TFunction<'online'>;
type Disconnects = ReturnType<typeof useDisconnects>;

/** The columns of the list, and what its filters offer. */
export function useOnlineColumns(disconnects: Disconnects): Columns {
  const { t } = useTranslation('online');
  const format = useFormat();
  const mayDisconnect = useCan('enforcement.disconnect');
  const nas = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') }).data;
  const plans = useQuery({ ...planNamesQuery, enabled: useCan('plans.read') }).data;
  return useMemo(
    () => [
      // What is asked all day comes first and fits beside the navigation of a usual screen.
      ...whoColumns(t),
      addressColumn(t),
      nasColumn(t, optionsOf(nas)),
      ...figureColumns(t),
      ...(mayDisconnect ? [disconnectColumn(t, disconnects)] : []),
      planColumn(t, optionsOf(plans)),
      volumeColumn(t, format),
      ...placeColumns(t, format),
    ],
    [t, format, nas, plans, mayDisconnect, disconnects],
  );
}

function optionsOf(names: readonly { id: string; name: string }[] | undefined) {
  return (names ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

function whoColumns(t: Words): Columns {
  return [
    {
      id: 'username',
      header: t('column.username'),
      cell: (row) => row.username || t('noName'),
      csv: (row) => row.username,
      filter: { kind: 'text', placeholder: t('searchHint') },
      filterKey: 'q',
      width: 156,
      isMono: true,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'status',
      header: t('column.status'),
      cell: (row) => <SessionChip row={row} />,
      csv: (row) => csvStatus(t, row),
      filter: {
        kind: 'select',
        options: [
          { value: 'false', label: t('status.online') },
          { value: 'true', label: t('status.silent') },
        ],
      },
      filterKey: 'isSilent',
      width: 104,
      cardPart: 'status',
    },
    {
      id: 'fullName',
      header: t('column.fullName'),
      cell: (row) => row.fullName && <bdi>{row.fullName}</bdi>,
      csv: (row) => row.fullName ?? '',
      width: 148,
      cardPart: 'subtitle',
    },
  ];
}

function figureColumns(t: Words): Columns {
  return [
    {
      id: 'rate',
      header: t('column.rate'),
      cell: ratesOf,
      csv: (row) => `${row.downloadBps ?? ''}/${row.uploadBps ?? ''}`,
      sortKey: 'rate',
      width: 220,
      align: 'end',
      isMono: true,
    },
    {
      id: 'startedAt',
      header: t('column.uptime'),
      cell: (row) => <Uptime row={row} />,
      csv: (row) => row.startedAt,
      sortKey: 'startedAt',
      width: 104,
      align: 'end',
      isMono: true,
    },
  ];
}

type Options = { value: string; label: string }[];

function nasColumn(t: Words, options: Options): Columns[number] {
  return {
    id: 'nas',
    header: t('column.nas'),
    cell: (row) => <bdi>{row.nasName}</bdi>,
    csv: (row) => row.nasName,
    filter: { kind: 'select', options },
    filterKey: 'nasId',
    width: 128,
  };
}

function planColumn(t: Words, options: Options): Columns[number] {
  return {
    id: 'plan',
    header: t('column.plan'),
    cell: (row) => row.planName && <bdi>{row.planName}</bdi>,
    csv: (row) => row.planName ?? '',
    filter: { kind: 'select', options },
    filterKey: 'planId',
    width: 140,
  };
}

function addressColumn(t: Words): Columns[number] {
  return {
    id: 'framedIp',
    header: t('column.address'),
    cell: (row) => row.framedIp && <CopyText text={row.framedIp} />,
    csv: (row) => row.framedIp ?? '',
    width: 126,
  };
}

function volumeColumn(t: Words, format: Format): Columns[number] {
  return {
    id: 'volume',
    header: t('column.volume'),
    cell: (row) => `↓ ${format.bytes(row.downloadBytes)}  ↑ ${format.bytes(row.uploadBytes)}`,
    csv: (row) => `${row.downloadBytes}/${row.uploadBytes}`,
    width: 190,
    align: 'end',
    isMono: true,
  };
}

function placeColumns(t: Words, format: Format): Columns {
  return [
    {
      id: 'mac',
      header: t('column.mac'),
      cell: (row) => row.mac && <CopyText text={format.mac(row.mac)} />,
      csv: (row) => (row.mac ? format.mac(row.mac) : ''),
      width: 170,
    },
    {
      id: 'port',
      header: t('column.port'),
      cell: (row) => row.nasPortId,
      csv: (row) => row.nasPortId ?? '',
      width: 120,
      isMono: true,
      isDefaultVisible: false,
    },
    {
      id: 'ipv6',
      header: t('column.ipv6'),
      cell: (row) => row.framedIpv6Prefix,
      csv: (row) => row.framedIpv6Prefix ?? '',
      width: 190,
      isMono: true,
      isDefaultVisible: false,
    },
  ];
}

function disconnectColumn(t: Words, { progress, disconnect }: Disconnects): ColumnDefinition<OnlineRow> {
  return {
    id: 'disconnect',
    header: t('column.disconnect'),
    cell: (row) =>
      row.hasEnded && !progress.has(row.id) ? null : (
        <DisconnectCell
          username={row.username}
          progress={progress.get(row.id)}
          onDisconnect={() => disconnect(row.id)}
        />
      ),
    width: 152,
    isHideable: false,
    cardPart: 'action',
  };
}

function csvStatus(t: Words, row: OnlineRow): string {
  if (row.hasEnded || row.isSilent) return t(row.hasEnded ? 'status.ended' : 'status.silent');
  const look = termsLook(row.terms?.cause);
  return look ? t(`terms.${look.word}`, { tier: row.terms?.tier ?? '' }) : t('status.online');
}

/** All of the list are online: what is told is where that is not all. */
function SessionChip({ row }: { row: OnlineRow }): ReactElement {
  const { t } = useTranslation('online');
  if (row.hasEnded) return <StatusChip tone="off">{t('status.ended')}</StatusChip>;
  if (!row.isSilent && row.terms && termsLook(row.terms.cause)) return <TermsChip terms={row.terms} />;
  if (!row.isSilent) return <StatusChip tone="ok">{t('status.online')}</StatusChip>;
  return (
    <StatusChip tone="warn" title={t('status.silentDetail')}>
      {t('status.silent')}
    </StatusChip>
  );
}

/** Counts on while the session lasts. */
function Uptime({ row }: { row: OnlineRow }): ReactElement {
  const format = useFormat();
  const nowMs = useNow();
  const endMs = row.hasEnded ? Date.parse(row.lastSeenAt) : nowMs;
  return (
    <span title={format.instant(row.startedAt, 'second')}>
      {format.uptime((endMs - Date.parse(row.startedAt)) / 1_000)}
    </span>
  );
}

/** Nothing before the second report: a rate lies between two. */
function ratesOf(row: OnlineRow): ReactElement | null {
  const { downloadBps, uploadBps } = row;
  if (downloadBps === null || uploadBps === null) return null;
  return <Rates at={row.lastSeenAt} downloadBps={downloadBps} uploadBps={uploadBps} />;
}

function Rates(props: { at: string; downloadBps: number; uploadBps: number }): ReactElement {
  const { t } = useTranslation('online');
  const format = useFormat();
  return (
    <span title={t('rateDetail', { at: format.instant(props.at, 'time') })}>
      <span className="text-download">↓ {format.rate(props.downloadBps)}</span>{' '}
      <span className="text-upload">↑ {format.rate(props.uploadBps)}</span>
    </span>
  );
}
