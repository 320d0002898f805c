import { httpErrors } from './errors.ts';
import { runningPerTenant, waitingPerTenant } from './limits.ts';

interface Turns {
  running: number;
  waiting: (() => void)[];
}

/**
 * Works on a bounded number of requests of each tenant at once; those beyond wait their turn, and beyond that
 * bound they are refused. A tenant that floods the API thereby waits for itself alone.
 */
export class TenantTurns {
  readonly #tenants = new Map<string, Turns>();

  /** Throws `http.too_many_requests` without calling `work` when too many wait already. */
  async run<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    const turns = this.#tenants.get(tenantId) ?? { running: 0, waiting: [] };
    this.#tenants.set(tenantId, turns);
    if (turns.running < runningPerTenant) turns.running++;
    else await takePlace(turns);
    try {
      return await work();
    } finally {
      this.#pass(tenantId, turns);
    }
  }

  /** The turn goes on to who waits; the tenant without any is forgotten. */
  #pass(tenantId: string, turns: Turns): void {
    const next = turns.waiting.shift();
    if (next) return next();
    turns.running--;
    if (turns.running === 0) this.#tenants.delete(tenantId);
  }
}

function takePlace({ waiting }: Turns): Promise<void> {
  if (waiting.length >= waitingPerTenant) throw httpErrors.tooManyRequests({ retryAfterSeconds: 1 });
  return new Promise((resolve) => waiting.push(resolve));
}
