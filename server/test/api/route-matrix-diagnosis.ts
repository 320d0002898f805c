import { get, post, type MatrixRow } from './route-matrix-row.ts';

/** What is wrong, and why. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const diagnosisRows: readonly MatrixRow[] = [
  get('/api/subscribers/{id}/why-offline', [200, 200, 403, 404, 404, 404, 404, 401], {
    id: 'subscriber',
    query: 'router=false',
  }),

  post('/api/nas/{id}/doctor', [202, 403, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/nas/{id}/doctor', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/nas/{id}/doctor/lines', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'nas' }),
  get('/api/nas-doctor', [200, 200, 403, 200, 200, 200, 200, 401]),
];
