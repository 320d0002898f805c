import { termsOf } from './route-bodies.ts';
import { freshPrefix, type House } from './route-house.ts';
import { get, list, post, put, remove, type MatrixRow } from './route-matrix-row.ts';

const zone = ({ unique }: House) => ({
  name: `CDN ${unique()}`,
  key: `cdn-${unique()}`,
  description: 'next to the core',
  prefixes: [freshPrefix(), `2001:db8:${unique().toString(16)}::/48`],
});

const rule = ({ ids, unique }: House) => ({
  name: `Night ${unique()}`,
  isEnabled: true,
  priority: 5,
  planIds: [ids.plan],
  tags: [`group-${unique()}`],
  windows: [{ days: [1, 2], from: '22:00', to: '06:00' }],
  percent: 200,
  downloadBps: null,
  uploadBps: null,
  countedPercent: 50,
});

/** What new terms do, zones, speed rules and boosts. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const policyRows: readonly MatrixRow[] = [
  post('/api/plans/{id}/versions/preview', [200, 200, 403, 404, 404, 404, 404, 401], {
    id: 'plan',
    body: (house) => ({ terms: termsOf(house), applyTo: 'renewals' }),
  }),
  get('/api/plans/fair-use-offer', [200, 200, 403, 200, 200, 200, 200, 401], {
    query: 'downloadBps=20000000&uploadBps=5000000',
  }),

  get('/api/zones', [200, 200, 403, 200, 200, 200, 200, 401], list),
  post('/api/zones', [201, 403, 403, 201, 201, 201, 201, 401], { body: zone }),
  get('/api/zones/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'zone' }),
  put('/api/zones/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'zone', body: zone }),
  remove('/api/zones/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'zone' }),

  get('/api/speed-rules', [200, 200, 403, 200, 200, 200, 200, 401], list),
  post('/api/speed-rules', [201, 403, 403, 201, 201, 201, 201, 401], { body: rule }),
  get('/api/speed-rules/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'speedRule' }),
  put('/api/speed-rules/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'speedRule', body: rule }),
  remove('/api/speed-rules/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'speedRule' }),

  get('/api/subscribers/{id}/boosts', [200, 200, 403, 404, 404, 404, 404, 401], { ...list, id: 'boosted' }),
  post('/api/subscribers/{id}/boosts', [201, 403, 403, 404, 404, 404, 404, 401], {
    id: 'boosted',
    body: () => ({ downloadBps: 40_000_000, uploadBps: 10_000_000, minutes: 60, reason: 'a film night' }),
  }),
  remove('/api/subscribers/{id}/boosts/{boostId}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'boost',
    within: { kind: 'boosted', idName: 'boostId' },
  }),

  get('/api/sessions/{id}/terms', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'session' }),
  get('/api/subscribers/{id}/session-terms', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'subscriber' }),
  get('/api/nas/{id}/enforcement', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  post('/api/nas/{id}/coa-test', [202, 403, 403, 404, 404, 404, 404, 401], {
    id: 'nas',
    body: () => ({ storesPort: true }),
  }),
  get('/api/nas/{id}/coa-test/{testId}', [200, 200, 403, 404, 404, 404, 404, 401], {
    id: 'coaTest',
    within: { kind: 'nas', idName: 'testId' },
  }),
];
