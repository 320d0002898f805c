import { simulationOf } from './route-house.ts';
import { get, list, post, type MatrixRow } from './route-matrix-row.ts';

/** Terms that are tried before they are saved. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const simulationRows: readonly MatrixRow[] = [
  get('/api/plans/simulations', [200, 403, 403, 200, 200, 200, 200, 401], list),
  post('/api/plans/simulations', [202, 403, 403, 202, 202, 202, 202, 401], {
    body: simulationOf,
    bodyIds: { planId: { kind: 'plan', refused: 400 } },
  }),
  get('/api/plans/simulations/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'simulation' }),
  get('/api/plans/simulations/{id}/subscribers', [200, 403, 403, 404, 404, 404, 404, 401], {
    ...list,
    id: 'simulation',
    query: 'only=pays_more',
  }),
];
