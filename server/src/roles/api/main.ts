import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Database } from '../../platform/db/index.ts';
import { RunningRequests } from '../../platform/http/running-requests.ts';
import type { RoleContext, RunningRole } from '../role-runtime.ts';
import { internalSocketPath } from '../internal-socket.ts';
import { buildApi } from './build-api.ts';
import { HttpCounters } from './http-metrics.ts';

/**
 * More than one tenant may use at once (`runningPerTenant`), and no more: the api's one thread keeps some three of
 * PostgreSQL's processes busy, and each that has seen all pages holds 12 MB.
 */
const maxConnections = 6;
const statementTimeoutMs = 10_000;

/** Answers HTTP. It starts and stays up without the database, answering 503 until that is back. */
export async function startApiRole(context: RoleContext): Promise<RunningRole> {
  const { config, databaseUrl, keys, clock, random, log } = context;
  const database = new Database({
    url: databaseUrl,
    applicationName: 'trunkline-api',
    maxConnections,
    statementTimeoutMs,
    preparesStatements: true,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
  const { trustedProxies } = config.http;
  const app = await buildApi({
    database,
    keys,
    clock,
    random,
    log,
    trustedProxies,
    radius: config.radius,
    keysDirectory: config.keysDirectory,
    radiusSocket: internalSocketPath(config),
    mayRoutersBeLocal: config.mayRoutersBeLocal,
  });
  const requests = new RunningRequests(app);
  const counters = new HttpCounters(app);
  await listen(app, config.http);
  return {
    listens: [urlOf(app.server.address() as AddressInfo)],
    stats: () => ({ requests: requests.answered, openConnections: database.pool.totalCount }),
    needsDatabase: true,
    addMetrics: (metrics) => counters.addTo(metrics, database.pool),
    async stop() {
      await requests.close();
      await database.close();
    },
  };
}

async function listen(
  app: FastifyInstance,
  { address, port }: { address: string; port: number },
): Promise<void> {
  try {
    await app.listen({ host: address, port });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // A machine without IPv6 cannot bind ::, which stands for "all addresses".
    if (code === 'EAFNOSUPPORT' && address === '::') return listen(app, { address: '0.0.0.0', port });
    if (code === 'EADDRINUSE') {
      const remedy = 'stop the program that uses it, or set TRUNKLINE_HTTP_PORT to another';
      throw new Error(`port ${port} is in use: ${remedy}`, { cause });
    }
    throw cause;
  }
}

/** What a person on this machine types; an address that stands for all is reached as 127.0.0.1. */
function urlOf({ address, port, family }: AddressInfo): string {
  if (address === '::' || address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
