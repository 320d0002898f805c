import { get, list, post, put, type MatrixRow } from './route-matrix-row.ts';

/** The RADIUS server beside this one. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const shadowRows: readonly MatrixRow[] = [
  get('/api/shadow', [200, 200, 403, 200, 200, 200, 200, 401]),
  get('/api/shadow/disagreements', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    query: 'kind=rate_differs',
    filters: { subscriberId: 'subscriber' },
  }),
  get('/api/shadow/kinds', [200, 200, 403, 200, 200, 200, 200, 401]),
  put('/api/shadow', [200, 403, 403, 200, 200, 200, 200, 401], {
    body: () => ({
      mode: 'proxy',
      server: { address: '198.51.100.20', authPort: 1812, acctPort: 1813, uses: 'udp' },
      secret: 'the-secret-of-the-other-server',
    }),
  }),
  // Routers of these tenants do not send to a proxy until the row above has run.
  post('/api/shadow/switch', [200, 403, 403, 200, 200, 200, 200, 401], {
    body: () => ({ to: 'theirs', anyway: true }),
  }),
  post('/api/shadow/forget', [200, 403, 403, 200, 200, 200, 200, 401]),
];
