import type { Clock, Random } from '@trunkline/kit';
import type { RouterosCaller, Row } from '@trunkline/routeros';
import { RouterUnavailable } from './router-failure.ts';
import { RouterLink, type Print } from './router-link.ts';
import type { Router } from './router.ts';

const tickMs = 15_000;
/** One connection each; an installation with more routers than this has several workers. */
const maxRouters = 4_000;

export interface RouterPoolDeps {
  clock: Clock;
  random: Random;
  /** Keeps the certificate that was met first, and answers the one that now holds. */
  learnFingerprint: (router: Router, fingerprint: string) => Promise<string | null>;
}

/**
 * The connections of this process to routers: one each, made at the first work and kept while there is some. Work waits
 * in a bounded queue for each router, so that a slow one delays no other; after a failure it is refused at once until
 * the time of another try has come.
 */
export class RouterPool {
  readonly #deps: RouterPoolDeps;
  readonly #links = new Map<string, RouterLink>();
  readonly #timer: NodeJS.Timeout;
  #isClosed = false;

  constructor(deps: RouterPoolDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => this.#tick(), tickMs);
    this.#timer.unref();
  }

  /**
   * Does the work on the router's connection. Rejects with RouterUnavailable when there is none to be had, with what
   * the client throws, or with the signal's reason. Give up the calls of the work by the same signal.
   */
  run<T>(
    router: Router,
    work: (client: RouterosCaller) => Promise<T>,
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<T> {
    try {
      return this.#link(router).run(work, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** The rows of a print, at most half a second old: who only watches shares what others have asked. */
  read(router: Router, print: Print): Promise<readonly Row[]> {
    try {
      return this.#link(router).read(print);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** For the metrics. */
  stats(): { routers: number; open: number; waiting: number } {
    const links = [...this.#links.values()];
    return {
      routers: links.length,
      open: links.filter((link) => link.isOpen).length,
      waiting: links.reduce((sum, link) => sum + link.waiting, 0),
    };
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
  }

  #link(router: Router): RouterLink {
    if (this.#isClosed) throw new RouterUnavailable('closed', 'the connections are closed');
    const key = `${router.tenantId} ${router.nasId}`;
    const known = this.#links.get(key);
    if (known?.serves(router.access)) return known;
    known?.close();
    if (!known && this.#links.size >= maxRouters) throw new RouterUnavailable('busy', 'too many routers');
    const link = new RouterLink(router.access, {
      clock: this.#deps.clock,
      random: this.#deps.random,
      learnFingerprint: (fingerprint) => this.#deps.learnFingerprint(router, fingerprint),
    });
    this.#links.set(key, link);
    return link;
  }

  #tick(): void {
    for (const [key, link] of this.#links) if (link.tick()) this.#links.delete(key);
  }
}
