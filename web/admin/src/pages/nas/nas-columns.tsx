import { StatusChip, useFormat, useNow, type Format } from '@trunkline/web-ui';
import { Sparkline } from '@trunkline/web-ui/chart';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedNas } from './arrange-nas.ts';
import { NasDoctorChip } from './nas-doctor-chip.tsx';
import { healthOrder, modeTones, NasHealthChip } from './nas-health.tsx';
import { vendors } from './nas-vendors.ts';

type Words = TFunction<'nas'>;

/** The columns of the list, in the order in which a router is looked at: who, how, how much. */
export function useNasColumns(): ColumnDefinition<ListedNas>[] {
  const { t } = useTranslation('nas');
  const { t: doctorWords } = useTranslation('nas-doctor');
  const doctorWord = doctorWords('column');
  const format = useFormat();
  const nowMs = useNow(10_000);
  return useMemo(
    () => [
      ...identityColumns(t),
      doctorColumn(doctorWord),
      ...figureColumns(t, format),
      ...historyColumns(t, { format, nowMs }),
      ...setupColumns(t),
    ],
    [t, doctorWord, format, nowMs],
  );
}

function identityColumns(t: Words): ColumnDefinition<ListedNas>[] {
  return [
    {
      id: 'name',
      header: t('column.name'),
      cell: ({ nas }) => <bdi className="font-medium">{nas.name}</bdi>,
      csv: ({ nas }) => nas.name,
      sortKey: 'name',
      filter: { kind: 'text' },
      width: 152,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'health',
      header: t('column.health'),
      cell: ({ now }) => now && <NasHealthChip health={now.health} />,
      csv: ({ now }) => (now ? t(`health.${now.health.state}`) : ''),
      sortKey: 'health',
      filter: {
        kind: 'select',
        options: healthOrder.map((value) => ({ value, label: t(`health.${value}`) })),
      },
      width: 108,
      cardPart: 'status',
    },
    {
      id: 'prefix',
      header: t('column.prefix'),
      cell: ({ nas }) => addressOf(nas.prefix),
      csv: ({ nas }) => addressOf(nas.prefix),
      sortKey: 'prefix',
      filter: { kind: 'text' },
      width: 140,
      isMono: true,
      cardPart: 'subtitle',
    },
  ];
}

/** As wide as the names above the figures. */
const figureWidths = { sessions: 84, logins: 112, rejects: 118, unanswered: 142 };

function figureColumns(t: Words, format: Format): ColumnDefinition<ListedNas>[] {
  const figure = (
    id: 'sessions' | 'logins' | 'rejects' | 'unanswered',
    valueOf: (now: NonNullable<ListedNas['now']>) => number,
  ): ColumnDefinition<ListedNas> => ({
    id,
    header: t(`column.${id}`),
    cell: ({ now }) => now && figureText(valueOf(now), format),
    csv: ({ now }) => (now ? String(valueOf(now)) : ''),
    sortKey: id,
    width: figureWidths[id],
    align: 'end',
  });
  return [
    figure('sessions', (now) => now.openSessions),
    figure('logins', (now) => now.loginsPerMinute),
    figure('rejects', (now) => now.rejectsPerMinute),
    figure('unanswered', (now) => now.unansweredPerMinute),
  ];
}

function historyColumns(
  t: Words,
  { format, nowMs }: { format: Format; nowMs: number },
): ColumnDefinition<ListedNas>[] {
  return [
    {
      id: 'lastPacket',
      header: t('column.lastPacket'),
      cell: ({ now }) =>
        now?.lastPacketAt ? (
          <span title={format.instant(now.lastPacketAt, 'second')}>
            {format.ago(now.lastPacketAt, nowMs)}
          </span>
        ) : (
          <span className="text-muted">{t('never')}</span>
        ),
      csv: ({ now }) => now?.lastPacketAt ?? '',
      sortKey: 'lastPacket',
      width: 112,
    },
    {
      id: 'trend',
      header: t('column.trend'),
      cell: ({ now }) =>
        now &&
        now.onlineTrend.length > 0 && (
          <Sparkline values={now.onlineTrend} className="h-5 w-full" label={t('trendLabel')} />
        ),
      width: 72,
      cardPart: 'hidden',
    },
  ];
}

/** How the doctor's last look came out. */
function doctorColumn(header: string): ColumnDefinition<ListedNas> {
  return {
    id: 'doctor',
    header,
    cell: ({ nas }) => <NasDoctorChip nasId={nas.id} />,
    width: 104,
  };
}

/** How it is set up: not looked at every day, so not shown at first. */
function setupColumns(t: Words): ColumnDefinition<ListedNas>[] {
  return [
    {
      id: 'vendor',
      header: t('column.vendor'),
      cell: ({ nas }) => t(`vendor.${nas.vendor}`),
      csv: ({ nas }) => nas.vendor,
      filter: { kind: 'select', options: vendors.map((value) => ({ value, label: t(`vendor.${value}`) })) },
      width: 120,
      isDefaultVisible: false,
    },
    {
      id: 'signatures',
      header: t('column.signatures'),
      cell: ({ nas }) => (
        <StatusChip tone={modeTones[nas.messageAuthenticator]}>
          {t(`mode.${nas.messageAuthenticator}`)}
        </StatusChip>
      ),
      csv: ({ nas }) => nas.messageAuthenticator,
      width: 130,
      isDefaultVisible: false,
    },
  ];
}

function figureText(value: number, format: Format): string {
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : format.count(value);
}

/** A single address without the length that says no more. */
export function addressOf(prefix: string): string {
  return prefix.replace(/\/(32|128)$/, '');
}
