import { pick } from './known-rows.ts';
import { listVisit } from './list-visits.ts';
import type { PageKind } from './page.ts';
import { searchVisit } from './search-visits.ts';

/** The pages that are measured, with the requests that they make when they are opened. */
export const pageKinds: readonly PageKind[] = [
  { name: 'list', title: 'Subscribers, list', budget: { p95Ms: 20, perSecond: 300 }, visit: listVisit },
  { name: 'search', title: 'Search by anything', budget: { p95Ms: 15 }, visit: searchVisit },
  {
    name: 'subscriber',
    title: 'Subscriber, page',
    budget: { p95Ms: 40 },
    visit: (rows, random) => {
      const { id, username } = rows.subscriber(random);
      const base = `/api/subscribers/${id}`;
      return [
        { path: base, fault: ({ data }) => (data.username === username ? undefined : 'another subscriber') },
        { path: `${base}/sessions?limit=20`, fault: ({ data }) => faultOfRows(data, id) },
        { path: `${base}/last-login`, fault: () => undefined },
        {
          path: `${base}/usage?from=${rows.daysAgo(29)}&to=${rows.daysAgo(0)}`,
          fault: ({ data }) => (data.days.length >= 29 ? undefined : `usage of ${data.days.length} days`),
        },
      ];
    },
  },
  {
    name: 'online',
    title: 'Online sessions',
    budget: { p95Ms: 40, bytes: 60_000 },
    visit: (rows, random) => {
      const nas = rows.nas(random);
      const filter = pick(['', `&nasId=${nas.id}`, '&sort=-rate'], random);
      const least = Math.min(100, rows.size.openSessions / rows.size.nas);
      return [
        {
          path: `/api/sessions/online?limit=100${filter}`,
          fault: ({ data }) => (data.length >= least ? undefined : `${data.length} rows`),
        },
        {
          path: '/api/sessions/online/count',
          fault: ({ data }) =>
            data.count >= rows.size.openSessions ? undefined : `${data.count} counted as online`,
        },
      ];
    },
  },
  {
    name: 'auth-log',
    title: 'Authentication log',
    budget: { p95Ms: 30 },
    visit: (rows, random) => {
      const filter = pick(
        ['', '&outcome=rejected', `&nasId=${rows.nas(random).id}`, `&reason=${rows.reason(random)}`],
        random,
      );
      return [
        {
          path: `/api/auth-log?limit=100${filter}`,
          fault: ({ data }) => (data.length === 100 ? undefined : `${data.length} rows`),
        },
        {
          path: `/api/auth-log/minutes?from=${rows.hoursAgo(1)}&to=${rows.hoursAgo(0)}`,
          fault: ({ data }) => (data.at.length === 60 ? undefined : `${data.at.length} minutes`),
        },
      ];
    },
  },
];

function faultOfRows(data: readonly { subscriberId: string }[], id: string): string | undefined {
  if (data.length === 0) return 'no rows';
  return data.every((row) => row.subscriberId === id) ? undefined : 'rows of others';
}
