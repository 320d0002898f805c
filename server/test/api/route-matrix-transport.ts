import { get, post, put, remove, type MatrixRow } from './route-matrix-row.ts';

/** How RADIUS comes: over TLS with certificates, and at ports of a tenant's own. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const transportRows: readonly MatrixRow[] = [
  get('/api/radsec', [200, 200, 403, 200, 200, 200, 200, 401]),
  post('/api/nas/{id}/certificate', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'nas',
    body: () => ({ days: 30 }),
  }),
  remove('/api/nas/{id}/certificate', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/own-ports', [200, 200, 403, 200, 200, 200, 200, 401]),
  get('/api/tenants/{id}/radius-ports', [403, 403, 403, 403, 403, 200, 403, 401], {
    id: 'tenant',
    tellsTenants: true,
  }),
  put('/api/tenants/{id}/radius-ports', [403, 403, 403, 403, 403, 200, 403, 401], {
    id: 'tenant',
    tellsTenants: true,
    body: () => ({ authPort: 21_812, acctPort: 21_813 }),
  }),
];
