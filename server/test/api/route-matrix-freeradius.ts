import { get, post, type MatrixRow } from './route-matrix-row.ts';

/**
 * The FreeRADIUS bridge. Nobody names a tenant: each turns the own one's on. `stranger`, `double` and `key` are of the
 * same one, so that the first of them finds it as it was.
 */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const freeradiusRows: readonly MatrixRow[] = [
  post('/api/freeradius/turn-on', [200, 403, 403, 200, 409, 200, 409, 401], {
    body: () => ({ understands: true }),
  }),
  get('/api/freeradius', [200, 200, 403, 200, 200, 200, 200, 401]),
  post('/api/freeradius/new-password', [200, 403, 403, 200, 200, 200, 200, 401]),
  post('/api/freeradius/rebuild', [202, 403, 403, 202, 202, 202, 202, 401]),
  post('/api/freeradius/verify', [200, 403, 403, 200, 200, 200, 200, 401]),
  post('/api/freeradius/turn-off', [200, 403, 403, 200, 409, 200, 409, 401]),
];
