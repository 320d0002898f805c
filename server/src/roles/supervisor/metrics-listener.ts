import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@trunkline/kit';
import type { Config } from '../../platform/config/index.ts';
import { roleNames } from '../role-names.ts';
import { healthOf, readinessOf, type Health, type Roles } from './health.ts';
import { mergeMetrics } from './merge-metrics.ts';
import { ownMetrics, readDisks } from './own-metrics.ts';

const maxConnections = 32;
const maxHeaderBytes = 8 * 1024;
const requestTimeoutMs = 5_000;
const keepAliveMs = 15_000;
/** How often Node looks for connections that say nothing. */
const slowCheckMs = 1_000;
/** Who has not taken a whole answer by then loses the connection: it would be held for ever from the others. */
const answerLimitMs = 10_000;
const textType = 'text/plain; version=0.0.4; charset=utf-8';

export interface MetricsListenerOptions {
  readonly config: Config;
  readonly roles: Roles;
  readonly version: string;
  readonly clock: Clock;
  /** An error of the listener after it has begun to listen. */
  readonly onError: (error: Error) => void;
}

/**
 * Answers Prometheus and health checks for this node: `/metrics`, `/healthz`, `/readyz`, `/readyz/<role>`.
 * Lives in the supervisor, so that it answers also while roles are down.
 */
export class MetricsListener {
  readonly #options: MetricsListenerOptions;
  readonly #server: Server;
  readonly #startedAtMs: number;
  #failedReadings = 0;
  /** Several who ask at once get one answer: a scrape costs the roles the same however many look. */
  #gathering: Promise<string> | undefined;
  url = '';

  constructor(options: MetricsListenerOptions) {
    this.#options = options;
    this.#startedAtMs = options.clock.monotonic();
    this.#server = createServer(
      {
        maxHeaderSize: maxHeaderBytes,
        headersTimeout: requestTimeoutMs,
        requestTimeout: requestTimeoutMs,
        keepAliveTimeout: keepAliveMs,
        connectionsCheckingInterval: slowCheckMs,
      },
      (request, response) => void this.#answer(request, response),
    );
    this.#server.maxConnections = maxConnections;
  }

  /** Rejects with the system's error, such as EADDRINUSE. */
  async listen(): Promise<void> {
    const { address, port } = this.#options.config.metrics;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: address, port, exclusive: true }, resolve);
    });
    this.#server.removeAllListeners('error');
    this.#server.on('error', this.#options.onError);
    this.url = urlOf(this.#server.address() as AddressInfo);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const limit = setTimeout(() => request.socket.destroy(), answerLimitMs);
    response.once('close', () => clearTimeout(limit));
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    const path = (request.url ?? '').split('?', 1)[0]!;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return end(response, 405, textType, 'only GET and HEAD\n');
    }
    try {
      if (path === '/metrics') return end(response, 200, textType, await this.#gather());
      const health = await this.#judge(path);
      if (!health) return end(response, 404, textType, 'not found\n');
      end(response, health.status, 'application/json', `${JSON.stringify(health.body)}\n`);
    } catch (error) {
      this.#options.onError(error as Error);
      end(response, 500, textType, 'this should not happen; the log says more\n');
    }
  }

  async #judge(path: string): Promise<Health | undefined> {
    const { roles, clock } = this.#options;
    if (path === '/healthz') return healthOf(roles, { startedAtMs: this.#startedAtMs, clock });
    if (path === '/readyz') return readinessOf(roles, roleNames);
    const name = roleNames.find((known) => path === `/readyz/${known}`);
    return name && readinessOf(roles, [name]);
  }

  #gather(): Promise<string> {
    this.#gathering ??= this.#gatherOnce().finally(() => (this.#gathering = undefined));
    return this.#gathering;
  }

  async #gatherOnce(): Promise<string> {
    const { roles, config, version, clock } = this.#options;
    const asked = roleNames.map(async (name) => {
      // One that was never started, because the database is waited for, is shown as down like any other.
      const role = roles.get(name);
      return { role: name, restarts: role?.restarts ?? 0, answer: await role?.ask('metrics') };
    });
    const answers = await Promise.all(asked);
    const states = answers.map(({ answer, ...state }) => ({ ...state, isAnswering: answer !== undefined }));
    const disks = await readDisks(config.role, () => this.#failedReadings++);
    const failedReadings = this.#failedReadings;
    const own = ownMetrics({ config: config.role, version, clock, disks, failedReadings }, states);
    const theirs = answers.flatMap(({ role, answer }) => (answer ? [{ role, text: answer.text }] : []));
    return mergeMetrics([{ text: own }, ...theirs]);
  }
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** An address that stands for all is reached as the loopback one. */
function urlOf({ address, port, family }: AddressInfo): string {
  if (address === '::' || address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
