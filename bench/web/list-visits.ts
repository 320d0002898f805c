import type { Random } from '@trunkline/kit';
import { pick, type KnownRows } from './known-rows.ts';
import type { ApiAnswer, Visit } from './page.ts';

const pageSize = 50;

interface ListedRow {
  username: string;
  fullName: string | null;
  status: string;
  tags: string[];
  service: { planId: string } | null;
  online: object | null;
}

/** The list as staff turn it over: without a filter, further down, by each filter and each order. */
export function listVisit(rows: KnownRows, random: Random): Visit {
  const { filter, holds } = pick(ways, random)(rows, random);
  const path = `/api/subscribers?limit=${pageSize}${filter}`;
  return [{ path, fault: (answer) => faultOf(answer, holds) }];
}

interface Way {
  filter: string;
  holds: (row: ListedRow) => boolean;
}

const ways: readonly ((rows: KnownRows, random: Random) => Way)[] = [
  () => ({ filter: '', holds: ({ status }) => status !== 'closed' }),
  () => ({ filter: '&sort=name', holds: () => true }),
  () => ({ filter: '&sort=-username', holds: () => true }),
  () => ({ filter: '&sort=expiry', holds: () => true }),
  () => ({ filter: '&status=expired', holds: ({ status }) => status === 'expired' }),
  () => ({ filter: '&status=suspended&sort=name', holds: ({ status }) => status === 'suspended' }),
  () => ({ filter: '&tag=vip', holds: ({ tags }) => tags.includes('vip') }),
  () => ({ filter: '&online=true', holds: ({ online }) => online !== null }),
  () => ({ filter: '&expiresWithinDays=7&sort=expiry', holds: ({ service }) => service !== null }),
  (rows, random) => {
    const planId = rows.planId(random);
    return { filter: `&planId=${planId}`, holds: ({ service }) => service?.planId === planId };
  },
  () => ({ filter: '&q=budi', holds: ({ fullName }) => /budi/i.test(fullName ?? '') }),
  () => ({ filter: '&q=user00', holds: ({ username }) => username.startsWith('user00') }),
];

function faultOf({ data }: ApiAnswer, holds: Way['holds']): string | undefined {
  const listed = data as ListedRow[];
  if (listed.length !== pageSize) return `${listed.length} rows`;
  return listed.every(holds) ? undefined : 'a row that the filter does not hold';
}
