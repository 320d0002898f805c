import { Ban, Eye, Unplug } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useFormat } from '../format/use-format.tsx';
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
      label="Samples"
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
      rowMenu={(row) => [
        { id: 'open', label: 'Open', icon: Eye, href: `#${row.id}` },
        {
          id: 'disconnect',
          label: 'Disconnect',
          icon: Unplug,
          onSelect: () => undefined,
          isDisabled: row.status !== 'ok',
        },
        '-',
        { id: 'suspend', label: 'Suspend', icon: Ban, isDanger: true, onSelect: () => undefined },
      ]}
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

function sampleActions(): ReactElement {
  return <Button size="sm">Suspend</Button>;
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
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: 'Name',
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
        header: 'Status',
        cell: (row) => <StatusChip tone={row.status}>{row.status}</StatusChip>,
        csv: (row) => row.status,
        filter: {
          kind: 'select',
          options: ['ok', 'off', 'warn', 'bad', 'new'].map((value) => ({ value, label: value })),
        },
        width: 120,
        cardPart: 'status',
      },
      {
        id: 'username',
        header: 'Username',
        cell: (row) => row.username,
        csv: (row) => row.username,
        sortKey: 'username',
        isMono: true,
        width: 120,
        cardPart: 'subtitle',
      },
      { id: 'mac', header: 'MAC', cell: (row) => row.mac, csv: (row) => row.mac, isMono: true, width: 160 },
      { id: 'ip', header: 'Address', cell: (row) => row.ip, isMono: true, width: 130 },
      {
        id: 'sessions',
        header: 'Sessions',
        cell: (row) => format.count(row.sessions),
        sortKey: 'sessions',
        align: 'end',
        width: 100,
      },
      {
        id: 'bytes',
        header: 'Volume',
        cell: (row) => format.bytes(row.bytes),
        sortKey: 'bytes',
        filter: { kind: 'date-range' },
        align: 'end',
        width: 150,
      },
      {
        id: 'id',
        header: 'Id',
        cell: (row) => row.id,
        isMono: true,
        isDefaultVisible: false,
        cardPart: 'hidden',
      },
    ],
    [format],
  );
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
