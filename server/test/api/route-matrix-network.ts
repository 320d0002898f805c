import { nasFields, termsOf } from './route-bodies.ts';
import { freshPrefix } from './route-house.ts';
import { get, list, patch, post, remove, type MatrixRow } from './route-matrix-row.ts';

/** NAS, what was observed of them and tried with them, and plans. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const networkRows: readonly MatrixRow[] = [
  get('/api/nas', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    query: 'vendor=mikrotik&isEnabled=true',
  }),
  post('/api/nas', [201, 403, 403, 201, 201, 201, 201, 401], {
    body: ({ unique }) => ({
      ...nasFields,
      name: `edge ${unique()}`,
      prefix: freshPrefix(),
      secret: 'a-secret-of-16-chars',
    }),
  }),
  get('/api/nas/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  patch('/api/nas/{id}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'nas',
    body: ({ unique }) => ({ ...nasFields, name: `core ${unique()}`, prefix: freshPrefix() }),
  }),
  remove('/api/nas/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/nas/{id}/secret', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  post('/api/nas/{id}/secret', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'nas',
    body: () => ({ secret: 'a-secret-of-16-chars' }),
  }),

  get('/api/nas/{id}/script', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'nas',
    query: 'version=7&server=203.0.113.5&withApi=false',
  }),
  get('/api/nas/figures', [200, 200, 403, 200, 200, 200, 200, 401]),
  get('/api/nas/{id}/figures', [200, 200, 403, 404, 404, 404, 404, 401], {
    id: 'nas',
    query: 'range=1h&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
  }),
  post('/api/nas/{id}/test', [202, 403, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/nas/{id}/router', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  post('/api/nas/{id}/router/test', [409, 403, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/nas-tests/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'nasTest' }),
  get('/api/unknown-sources', [403, 403, 403, 403, 403, 200, 403, 401]),

  get('/api/plans', [200, 200, 403, 200, 200, 200, 200, 401], { ...list, query: 'status=on_sale' }),
  post('/api/plans/preview-reply', [200, 200, 403, 200, 200, 200, 200, 401], {
    body: ({ ids }) => ({
      planId: ids.plan,
      vendor: 'mikrotik',
      subscriber: { framedIp: '198.51.100.7', framedIpv6Prefix: null, delegatedIpv6Prefix: null },
    }),
    bodyIds: { planId: { kind: 'plan', refused: 404 } },
  }),
  post('/api/plans', [201, 403, 403, 201, 201, 201, 201, 401], {
    body: (house) => ({
      name: `Fast ${house.unique()}`,
      description: 'for all',
      payment: 'prepaid',
      service: 'pppoe',
      status: 'on_sale',
      isDefault: false,
      terms: termsOf(house),
    }),
  }),
  get('/api/plans/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'plan' }),
  patch('/api/plans/{id}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'plan',
    body: ({ unique }) => ({
      name: `Home ${unique()}`,
      description: 'for all',
      status: 'on_sale',
      isDefault: false,
    }),
  }),
  remove('/api/plans/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'plan' }),
  post('/api/plans/{id}/versions', [201, 403, 403, 404, 404, 404, 404, 401], {
    id: 'plan',
    body: (house) => ({ terms: termsOf(house), applyTo: 'new_sales' }),
  }),
  post('/api/plans/{id}/apply-latest-version', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'plan' }),
];
