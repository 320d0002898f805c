import { get, list, post, put, type MatrixRow } from './route-matrix-row.ts';

/** Accounts that several households seem to use. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const sharingRows: readonly MatrixRow[] = [
  get('/api/sharing', [200, 200, 403, 200, 200, 200, 200, 401]),
  put('/api/sharing', [200, 403, 403, 200, 200, 200, 200, 401], {
    body: () => ({ isEnabled: false, threshold: 70, judgesBridged: false, action: 'tag', actsAlone: false }),
  }),
  get('/api/sharing/cases', [200, 200, 403, 200, 200, 200, 200, 401], { ...list, query: 'state=open' }),
  get('/api/sharing/cases/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'sharingCase' }),
  post('/api/sharing/cases/{id}/approve', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'sharingCase',
    body: () => ({ action: 'tag' }),
  }),
  post('/api/sharing/cases/{id}/dismiss', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'sharingCase',
    body: () => ({ reason: 'a shop', quietDays: 30 }),
  }),
];
