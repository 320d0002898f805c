import { Chip, CopyText, useFormat, useNow, type Format } from '@trunkline/web-ui';
import type { ColumnDefinition } from '@trunkline/web-ui/table';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { TermsChip } from '../../online/terms-chip.tsx';
import { ExpiryBar } from '../expiry-bar.tsx';
import {
  nasNamesQuery,
  plansOnSaleQuery,
  subscriberStatuses,
  type ListedSubscriber,
} from '../subscriber-queries.ts';
import { Presence, SubscriberStatusChip } from '../subscriber-status.tsx';

type Columns = ColumnDefinition<ListedSubscriber>[];
interface ColumnInput {
  t: TFunction<'subscribers'>;
  format: Format;
  nowMs: number;
}

/** Ages on the list are told anew this often. */
const ageStepMs = 30_000;

/** The columns of the list, with the plans and NAS that its filters offer. */
export function useListColumns(): Columns {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const plans = useQuery({ ...plansOnSaleQuery, enabled: useCan('plans.read') });
  const nas = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  return useMemo(() => {
    const input = { t, format, nowMs };
    const planOptions = (plans.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const nasOptions = [...(nas.data ?? [])].map(([value, label]) => ({ value, label }));
    return [
      ...personColumns(input),
      ...serviceColumns(input, planOptions),
      ...contactColumns(input, { nasOptions, nasNames: nas.data }),
    ];
  }, [t, format, nowMs, plans.data, nas.data]);
}

function personColumns({ t }: ColumnInput): Columns {
  return [
    {
      id: 'username',
      header: t('field.username'),
      cell: (row) => row.username,
      csv: (row) => row.username,
      sortKey: 'username',
      filter: { kind: 'text', placeholder: t('list.searchHint') },
      filterKey: 'q',
      width: 170,
      isMono: true,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'name',
      header: t('field.fullName'),
      cell: (row) => row.fullName,
      csv: (row) => row.fullName ?? '',
      sortKey: 'name',
      width: 190,
      cardPart: 'subtitle',
    },
    {
      id: 'status',
      header: t('field.status'),
      cell: (row) => <SubscriberStatusChip status={row.status} />,
      csv: (row) => t(`status.${row.status}`),
      filter: {
        kind: 'select',
        options: subscriberStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      },
      width: 125,
      cardPart: 'status',
    },
  ];
}

function serviceColumns(
  { t, format, nowMs }: ColumnInput,
  planOptions: { value: string; label: string }[],
): Columns {
  return [
    {
      id: 'plan',
      header: t('field.plan'),
      cell: ({ service }) =>
        service && (
          <span className="flex min-w-0 items-center gap-2">
            <Chip>{service.planName}</Chip>
            <bdi dir="ltr" className="shrink-0 font-mono text-sm text-muted">
              {format.planRate(service.downloadBps, service.uploadBps)}
            </bdi>
          </span>
        ),
      csv: ({ service }) => service?.planName ?? '',
      filter: { kind: 'select', options: planOptions },
      width: 200,
    },
    {
      id: 'expiry',
      header: t('field.expires'),
      cell: ({ service }) => service && <ExpiryBar {...service} nowMs={nowMs} className="w-28" />,
      csv: ({ service }) => service?.expiresAt ?? '',
      sortKey: 'expiry',
      filter: {
        kind: 'select',
        options: [1, 3, 7, 30].map((days) => ({
          value: String(days),
          label: t('list.within', { count: days }),
        })),
      },
      filterKey: 'expires',
      width: 150,
    },
    presenceColumn({ t, format, nowMs }),
  ];
}

/** Online since when, and what slows the session; else when last seen. */
function presenceColumn({ t, nowMs }: ColumnInput): Columns[number] {
  return {
    id: 'online',
    header: t('field.presence'),
    cell: (row) => (
      <span className="inline-flex items-center gap-2">
        <Presence
          onlineSince={row.online?.since ?? null}
          lastSeenAt={row.lastSeenAt}
          lastUsedOn={row.lastUsedOn}
          nowMs={nowMs}
        />
        {row.online && <TermsChip terms={row.online} />}
      </span>
    ),
    csv: (row) => row.online?.since ?? row.lastSeenAt ?? row.lastUsedOn ?? '',
    filter: {
      kind: 'select',
      options: [
        { value: 'true', label: t('presence.online') },
        { value: 'false', label: t('presence.offline') },
      ],
    },
    width: 190,
  };
}

interface NasChoice {
  nasOptions: { value: string; label: string }[];
  nasNames: ReadonlyMap<string, string> | undefined;
}

function contactColumns(input: ColumnInput, nas: NasChoice): Columns {
  return [...reachColumns(input), ...hiddenColumns(input, nas)];
}

function reachColumns({ t }: ColumnInput): Columns {
  return [
    {
      id: 'phone',
      header: t('field.phone'),
      cell: ({ phones }) => phones[0] && <CopyText text={phones[0]} />,
      csv: ({ phones }) => phones.join(' '),
      width: 145,
    },
    {
      id: 'tags',
      header: t('field.tags'),
      cell: ({ tags }) =>
        tags.length > 0 && (
          <span className="flex min-w-0 gap-1 overflow-hidden">
            {tags.map((tag) => (
              <Chip key={tag}>{tag}</Chip>
            ))}
          </span>
        ),
      csv: ({ tags }) => tags.join(' '),
      filter: { kind: 'text' },
      filterKey: 'tag',
      width: 150,
    },
  ];
}

/** Shown by whom they matter to. */
function hiddenColumns({ t, format }: ColumnInput, { nasOptions, nasNames }: NasChoice): Columns {
  return [
    {
      id: 'mac',
      header: t('field.mac'),
      cell: ({ macs }) => macs[0] && <CopyText text={format.mac(macs[0])} />,
      csv: ({ macs }) => macs.map(format.mac).join(' '),
      isMono: true,
      width: 165,
      isDefaultVisible: false,
    },
    {
      id: 'ip',
      header: t('field.ip'),
      cell: (row) => row.online?.ip ?? row.framedIp,
      csv: (row) => row.online?.ip ?? row.framedIp ?? '',
      isMono: true,
      width: 130,
      isDefaultVisible: false,
    },
    {
      id: 'email',
      header: t('field.email'),
      cell: (row) => row.email,
      csv: (row) => row.email ?? '',
      width: 190,
      isDefaultVisible: false,
    },
    {
      id: 'nas',
      header: t('field.nas'),
      cell: (row) => row.nasId && (nasNames?.get(row.nasId) ?? row.nasId),
      csv: (row) => (row.nasId && nasNames?.get(row.nasId)) ?? '',
      filter: { kind: 'select', options: nasOptions },
      width: 140,
      isDefaultVisible: false,
    },
  ];
}
