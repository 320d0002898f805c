import { Ban, Eye, Unplug } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../format/use-format.tsx';
import type { MenuItems } from '../primitives/menu.tsx';
import { Button } from '../primitives/button.tsx';
import { StatusChip } from '../primitives/chip.tsx';
import type { Tone } from '../primitives/tone.tsx';
import type { ColumnDefinition } from './column.ts';
import { DataTable } from './data-table.tsx';
import type { PagedRows, RowPage } from './table-pages.ts';
import { emptySelection, type TableSelection } from './table-selection.ts';
import { emptyTableState, type TableState } from './table-state.ts';

const sampleSize = 10_000;
const pageSize = 200;

type Words = TFunction<'gallery'>;

interface Sample {
  id: string;
  name: string;
  username: string;
  mac: string;
  ip: string;
  status: Tone;
  sessions: number;
  bytes: number;
}

const names = [
  'Amal Haddad',
  'Omar Al-Rashid',
  "Siobhán O'Brien",
  'Chidi Okafor',
  'Lucía Fernández',
  'محمد الأحمد',
];
const tones: readonly Tone[] = ['ok', 'ok', 'ok', 'off', 'warn', 'bad', 'new'];
const samples: readonly Sample[] = Array.from({ length: sampleSize }, (_, index) => ({
  id: `sample-${index}`,
  name: index === 7 ? '<img src=x onerror=alert(1)>' : `${names[index % names.length]!} ${index}`,
  username: `user${String(index).padStart(5, '0')}`,
  mac: `AA:BB:CC:${[index >> 16, index >> 8, index].map((part) => (part & 255).toString(16).padStart(2, '0')).join(':')}`.toUpperCase(),
  ip: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
  status: tones[(index * 5) % tones.length]!,
  sessions: (index * 37) % 400,
  bytes: ((index * 7_919) % 100_000) * 1_234_567,
}));

/** The table with ten thousand rows, and each of its states. */
export function TableGallery(): ReactElement {
  return (
    <div className="flex flex-col gap-6">
      <SampleTable id="gallery" />
      <div className="grid gap-6 lg:grid-cols-2">
        <StateTable id="gallery-loading" pages={pagesOf({ data: undefined })} />
        <StateTable id="gallery-empty" pages={pagesOf({ data: { pages: [{ data: [] }] } })} />
        <StateTable
          id="gallery-error"
          pages={pagesOf({ data: undefined, error: new TypeError('offline') })}
        />
        <StateTable
          id="gallery-kept"
          pages={pagesOf({
            data: { pages: [{ data: samples.slice(0, 4) }] },
            error: new TypeError('offline'),
          })}
        />
      </div>
    </div>
  );
}

function SampleTable({ id }: { id: string }): ReactElement {
  const { t } = useTranslation('gallery');
  const columns = useSampleColumns();
  const [state, setState] = useState<TableState>(emptyTableState);
  const [selection, setSelection] = useState<TableSelection>(emptySelection);
  const [loaded, setLoaded] = useState(1);
  const matching = useMemo(() => matchingSamples(state), [state]);
  const pages: PagedRows<Sample> = {
    ...pagesOf({
      data: { pages: Array.from({ length: loaded }, (_, page) => pageOf(matching, page * pageSize)) },
    }),
    hasNextPage: loaded * pageSize < matching.length,
    fetchNextPage: () => setLoaded(loaded + 1),
  };
  return (
    <DataTable
      id={id}
      label={t('sections.table')}
      columns={columns}
      pages={pages}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      state={state}
      onStateChange={(next) => {
        setState(next);
        setLoaded(1);
      }}
      total={matching.length}
      height={520}
      rowHref={(row) => `#${row.id}`}
      rowMenu={(row) => sampleMenu(t, row)}
      selection={selection}
      onSelectionChange={setSelection}
      bulkActions={sampleActions}
      csv={{
        fileName: 'samples',
        fetchPage: (cursor) => Promise.resolve(pageOf(matching, Number(cursor ?? 0))),
      }}
    />
  );
}

function sampleMenu(t: Words, row: Sample): MenuItems {
  return [
    { id: 'open', label: t('details'), icon: Eye, href: `#${row.id}` },
    {
      id: 'disconnect',
      label: t('disconnect'),
      icon: Unplug,
      onSelect: () => undefined,
      isDisabled: row.status !== 'ok',
    },
    '-',
    { id: 'remove', label: t('remove'), icon: Ban, isDanger: true, onSelect: () => undefined },
  ];
}

function sampleActions(): ReactElement {
  return <SampleAction />;
}

function SampleAction(): ReactElement {
  const { t } = useTranslation('gallery');
  return <Button size="sm">{t('disconnect')}</Button>;
}

function StateTable({ id, pages }: { id: string; pages: PagedRows<Sample> }): ReactElement {
  const columns = useSampleColumns();
  const [state, setState] = useState<TableState>(emptyTableState);
  return (
    <DataTable
      id={id}
      label={id}
      columns={columns.slice(0, 3)}
      pages={pages}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      state={state}
      onStateChange={setState}
      height={320}
    />
  );
}

function useSampleColumns(): readonly ColumnDefinition<Sample>[] {
  const { t } = useTranslation('gallery');
  const format = useFormat();
  return useMemo(() => [...nameColumns(t), ...idColumns(t), ...figureColumns(t, format)], [t, format]);
}

function nameColumns(t: Words): ColumnDefinition<Sample>[] {
  return [
    {
      id: 'name',
      header: t('field.name'),
      cell: (row) => row.name,
      csv: (row) => row.name,
      sortKey: 'name',
      filter: { kind: 'text' },
      width: 200,
      cardPart: 'title',
      isHideable: false,
      isSticky: true,
    },
    {
      id: 'status',
      header: t('status'),
      cell: (row) => <StatusChip tone={row.status}>{t(`tone.${row.status}`)}</StatusChip>,
      csv: (row) => row.status,
      filter: {
        kind: 'select',
        options: (['ok', 'off', 'warn', 'bad', 'new'] as const).map((value) => ({
          value,
          label: t(`tone.${value}`),
        })),
      },
      width: 120,
      cardPart: 'status',
    },
    {
      id: 'username',
      header: t('field.username'),
      cell: (row) => row.username,
      csv: (row) => row.username,
      sortKey: 'username',
      isMono: true,
      width: 120,
      cardPart: 'subtitle',
    },
  ];
}

function idColumns(t: Words): ColumnDefinition<Sample>[] {
  return [
    { id: 'mac', header: 'MAC', cell: (row) => row.mac, csv: (row) => row.mac, isMono: true, width: 160 },
    { id: 'ip', header: 'IPv4', cell: (row) => row.ip, isMono: true, width: 130 },
    {
      id: 'id',
      header: t('head'),
      cell: (row) => row.id,
      isMono: true,
      isDefaultVisible: false,
      cardPart: 'hidden',
    },
  ];
}

function figureColumns(t: Words, format: Format): ColumnDefinition<Sample>[] {
  return [
    {
      id: 'sessions',
      header: t('field.sessions'),
      cell: (row) => format.count(row.sessions),
      sortKey: 'sessions',
      align: 'end',
      width: 130,
    },
    {
      id: 'bytes',
      header: t('field.quota'),
      cell: (row) => format.bytes(row.bytes),
      sortKey: 'bytes',
      filter: { kind: 'date-range' },
      align: 'end',
      width: 150,
    },
  ];
}

function matchingSamples({ filters, sort }: TableState): readonly Sample[] {
  const name = filters['name']?.toLowerCase() ?? '';
  const found = samples.filter(
    (sample) =>
      sample.name.toLowerCase().includes(name) && (filters['status'] ?? sample.status) === sample.status,
  );
  if (sort === null) return found;
  const key = sort.key as 'name' | 'sessions';
  const way = sort.direction === 'asc' ? 1 : -1;
  return found.toSorted((one, other) => way * (one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : 0));
}

function pageOf(rows: readonly Sample[], from: number): RowPage<Sample> {
  const to = from + pageSize;
  return { data: rows.slice(from, to), meta: { nextCursor: to < rows.length ? String(to) : null } };
}

function pagesOf(part: Pick<PagedRows<Sample>, 'data'> & { error?: unknown }): PagedRows<Sample> {
  return {
    error: null,
    hasNextPage: false,
    isFetchingNextPage: false,
    fetchNextPage: () => undefined,
    refetch: () => undefined,
    ...part,
  };
}
