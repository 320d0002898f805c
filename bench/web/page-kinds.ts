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
        { path: `${base}/last-login`, fault: ({ ok }) => (ok ? undefined : 'no last login') },
        {
          path: `/api/sessions?subscriberId=${id}&online=true&limit=20`,
          fault: ({ data }) => faultOfRows(data, id, 0),
        },
        { path: `${base}/sessions?limit=10`, fault: ({ data }) => faultOfRows(data, id, 1) },
        {
          path: `/api/auth-log?subscriberId=${id}&limit=10&outcome=rejected`,
          fault: ({ data }) => faultOfRows(data, id, 0),
        },
        {
          path: `/api/audit?subjectKind=subscriber&subjectId=${id}&limit=15`,
          fault: ({ data }) =>
            (data as { subjectId: string }[]).every(({ subjectId }) => subjectId === id)
              ? undefined
              : 'audit of others',
        },
      ];
    },
  },
  {
    name: 'dashboard',
    title: 'Dashboard',
    budget: { p95Ms: 30 },
    visit: () => [
      {
        path: '/api/dashboard',
        fault: ({ data }) => (JSON.stringify(data).length > 1_000 ? undefined : 'an empty dashboard'),
      },
    ],
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
          path: `/api/auth-log?limit=50${filter}`,
          fault: ({ data }) => (data.length === 50 ? undefined : `${data.length} rows`),
        },
        {
          path: `/api/auth-log/minutes?from=${rows.hoursAgo(1)}&to=${rows.hoursAgo(0)}`,
          fault: ({ data }) => (data.at.length === 60 ? undefined : `${data.at.length} minutes`),
        },
      ];
    },
  },
];

function faultOfRows(
  data: readonly { subscriberId: string }[],
  id: string,
  least: number,
): string | undefined {
  if (data.length < least) return `${data.length} rows`;
  return data.every((row) => row.subscriberId === id) ? undefined : 'rows of others';
}
