import type { FastifyInstance } from 'fastify';
import type { Database } from '../../platform/db/index.ts';
import { canReach } from './server-time.ts';

/**
 * For load balancers, public and without details: `/healthz` says that this process answers, `/readyz` that it
 * can serve, for which it needs the database. What is wrong is told by the node's metrics listener.
 */
export function addProbes(app: FastifyInstance, { database }: { database: Database }): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send('{"ok":true}'),
  );
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const isReady = await canReach(database);
    return reply
      .code(isReady ? 200 : 503)
      .type('application/json')
      .send(`{"ok":${isReady}}`);
  });
}
