import type { FastifyInstance, FastifyRequest } from 'fastify';
import { drainLimitMs } from './limits.ts';

/**
 * Knows the requests from the head to the last byte of the answer, so that a stop can wait for just those.
 * To be made before the server is ready.
 */
export class RunningRequests {
  readonly #app: FastifyInstance;
  readonly #running = new Set<FastifyRequest>();
  #answered = 0;
  #onIdle: (() => void) | undefined;

  constructor(app: FastifyInstance) {
    this.#app = app;
    // Those refused before this hook are answered at once and need no waiting for.
    app.addHook('onRequest', async (request) => {
      this.#running.add(request);
    });
    app.addHook('onResponse', async (request) => {
      this.#running.delete(request);
      this.#answered++;
      if (this.#running.size === 0) this.#onIdle?.();
    });
  }

  get answered(): number {
    return this.#answered;
  }

  /**
   * Takes no more connections, waits a bounded time for what runs, and closes the rest: a browser opens
   * connections ahead that never carry a request, and Node does not count those as idle.
   */
  async close(): Promise<void> {
    const closing = this.#app.close();
    if (this.#running.size > 0) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, drainLimitMs);
        this.#onIdle = () => {
          clearTimeout(limit);
          resolve();
        };
      });
    }
    this.#app.server.closeAllConnections();
    await closing;
  }
}
