import type { Clock } from '@trunkline/kit';
import type { Dashboard } from './read-dashboard.ts';

/** Everybody of a tenant who looks within this time sees the same. */
const freshMs = 2_000;
const maxTenants = 1_000;

interface Entry {
  readAtMs: number;
  dashboard: Promise<Dashboard>;
}

/** What a tenant's dashboard was a moment ago; of those who ask at once, one reads. */
export class DashboardCache {
  readonly #clock: Clock;
  readonly #read: (tenantId: string) => Promise<Dashboard>;
  readonly #entries = new Map<string, Entry>();

  constructor({ clock, read }: { clock: Clock; read: (tenantId: string) => Promise<Dashboard> }) {
    this.#clock = clock;
    this.#read = read;
  }

  of(tenantId: string): Promise<Dashboard> {
    const nowMs = this.#clock.monotonic();
    const known = this.#entries.get(tenantId);
    if (known && nowMs - known.readAtMs < freshMs) return known.dashboard;
    if (this.#entries.size >= maxTenants) this.#entries.delete(this.#entries.keys().next().value!);
    const dashboard = this.#read(tenantId);
    const entry = { readAtMs: nowMs, dashboard };
    this.#entries.set(tenantId, entry);
    // A failure is an answer to those who asked meanwhile, not to who asks next.
    dashboard.catch(() => {
      if (this.#entries.get(tenantId) === entry) this.#entries.delete(tenantId);
    });
    return dashboard;
  }
}
