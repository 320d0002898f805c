import { uuidv7 } from '@trunkline/kit';
import { gatewayOf } from './route-house.ts';
import { get, list, post, put, remove, type MatrixRow } from './route-matrix-row.ts';

/** Gateways and tunnels. */
// The columns:                                owner clerk bystander stranger double operator key nobody
export const tunnelRows: readonly MatrixRow[] = [
  get('/api/tunnel-gateways', [200, 200, 403, 200, 200, 200, 200, 401], list),
  post('/api/tunnel-gateways', [201, 403, 403, 201, 201, 201, 201, 401], { body: gatewayOf }),
  get('/api/tunnel-gateways/{id}', [200, 200, 403, 404, 404, 404, 404, 401], { id: 'tunnelGateway' }),
  put('/api/tunnel-gateways/{id}', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'tunnelGateway',
    body: (house) => {
      const { kind: _, subnet: _subnet, ...editable } = gatewayOf(house);
      return editable;
    },
  }),
  get('/api/tunnel-gateways/{id}/configuration', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'tunnelGateway',
  }),
  get('/api/tunnels', [200, 200, 403, 200, 200, 200, 200, 401], {
    ...list,
    filters: { gatewayId: 'tunnelGateway', nasId: 'nas' },
  }),
  post('/api/tunnels', [404, 403, 403, 404, 404, 404, 404, 401], {
    // A NAS has one tunnel, so one that is nobody's is asked for; tunnels' own test makes them.
    body: ({ ids }) => ({ gatewayId: ids.tunnelGateway, nasId: uuidv7() }),
    bodyIds: {
      gatewayId: { kind: 'tunnelGateway', refused: 404 },
      nasId: { kind: 'nas', refused: 404 },
    },
  }),
  get('/api/tunnels/{id}/configuration', [200, 403, 403, 404, 404, 404, 404, 401], {
    id: 'tunnel',
    query: 'for=router',
  }),
  remove('/api/tunnels/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'tunnel' }),
  remove('/api/tunnel-gateways/{id}', [200, 403, 403, 404, 404, 404, 404, 401], { id: 'tunnelGateway' }),
];
