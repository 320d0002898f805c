import type { TableState } from '@trunkline/web-ui/table';
import { healthOrder } from './nas-health.tsx';
import type { Nas, NasNow } from './nas-queries.ts';

export interface ListedNas {
  nas: Nas;
  /** Undefined until its figures are there. */
  now: NasNow | undefined;
}

type Rank = (row: ListedNas) => number | string;

const ranks: Record<string, Rank> = {
  name: ({ nas }) => nas.name.toLowerCase(),
  prefix: ({ nas }) => addressRank(nas.prefix),
  health: ({ now }) => (now ? healthOrder.indexOf(now.health.state) : healthOrder.length),
  sessions: ({ now }) => now?.openSessions ?? -1,
  logins: ({ now }) => now?.loginsPerMinute ?? -1,
  rejects: ({ now }) => now?.rejectsPerMinute ?? -1,
  unanswered: ({ now }) => now?.unansweredPerMinute ?? -1,
  lastPacket: ({ now }) => now?.lastPacketAt ?? '',
};

/** The NAS with their figures, narrowed and ordered as the table's state says. */
export function arrangeNas(list: {
  all: readonly Nas[];
  figures: readonly NasNow[];
  state: TableState;
}): ListedNas[] {
  const { filters, sort } = list.state;
  const figures = new Map(list.figures.map((now) => [now.nasId, now]));
  const rows = list.all
    .map((nas) => ({ nas, now: figures.get(nas.id) }))
    .filter(({ nas, now }) => {
      if (!has(nas.name, filters['name']) || !has(nas.prefix, filters['prefix'])) return false;
      if (filters['vendor'] !== undefined && nas.vendor !== filters['vendor']) return false;
      return filters['health'] === undefined || now?.health.state === filters['health'];
    });
  const rank = sort && ranks[sort.key];
  if (!rank) return rows;
  const sign = sort.direction === 'desc' ? -1 : 1;
  return rows.toSorted((one, other) => sign * compare(rank(one), rank(other)));
}

function has(text: string, wanted: string | undefined): boolean {
  return wanted === undefined || text.toLowerCase().includes(wanted.trim().toLowerCase());
}

function compare(one: number | string, other: number | string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** 10.0.9.0 before 10.0.10.0: each part with leading zeros. IPv6 comes after, as it is written. */
function addressRank(prefix: string): string {
  if (prefix.includes(':')) return `~${prefix}`;
  return prefix
    .split(/[./]/)
    .map((part) => part.padStart(3, '0'))
    .join('.');
}
