import { get, list, type MatrixRow } from './route-matrix-row.ts';

/** What happens just now and what happened: the first page, sessions, addresses, logins. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const liveRows: readonly MatrixRow[] = [
  get('/api/dashboard', [200, 200, 200, 200, 200, 200, 200, 401]),

  get('/api/sessions', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    query: 'online=true&username=ali&ip=192.0.2.9&mac=aa:bb:cc:dd:ee:ff',
    filters: { nasId: 'nas', subscriberId: 'subscriber' },
  }),
  get('/api/sessions/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'session' }),
  get('/api/sessions/online', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    query: 'isSilent=false&q=ali&sort=startedAt',
    filters: { nasId: 'nas', planId: 'plan' },
  }),
  get('/api/sessions/online/count', [200, 200, 403, 200, 200, 200, 200, 401], {
    query: 'isSilent=false&q=ali',
    filters: { nasId: 'nas', planId: 'plan' },
  }),
  get('/api/sessions/by-address', [200, 200, 403, 200, 200, 200, 200, 401], {
    query: 'address=192.0.2.9&at=2026-01-01T12:00:00Z&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
  }),
  get('/api/sessions/series', [200, 200, 403, 200, 200, 200, 200, 401], {
    query: 'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
    filters: { nasId: 'nas' },
  }),

  get('/api/auth-log', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    query:
      'outcome=rejected&reason=aaa.unknown_user&username=ali&mac=aa:bb:cc:dd:ee:ff&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
    filters: { subscriberId: 'subscriber', nasId: 'nas' },
  }),
  get('/api/auth-log/minutes', [200, 200, 403, 200, 200, 200, 200, 401], {
    query:
      'outcome=rejected&reason=aaa.unknown_user&username=ali&mac=aa:bb:cc:dd:ee:ff&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
    filters: { subscriberId: 'subscriber', nasId: 'nas' },
  }),
];
