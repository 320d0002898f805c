import type { Clock } from '@trunkline/kit';
import type { OwnPorts, Snapshot, SnapshotNas } from '../../modules/aaa/index.ts';
import type { ListenerBounds, ListenerOptions, RadiusListener } from './radius-listener.ts';
import type { RadiusNotices } from './radius-notices.ts';

const lookMs = 500;
/** A port that another program holds is tried again so often. */
const retryMs = 5_000;
/** Tenants with ports of their own: each has two sockets an address, and a process may hold 1,024 files. */
const maxTenants = 200;
/** Of what a tenant of its own port may hold; the common ports are for many, these for one. */
const bounds: ListenerBounds = {
  maxWaiting: 1_024,
  maxPending: 512,
  maxReplies: 8_192,
  receiveBufferBytes: 1024 * 1024,
};
const letGoMs = 1_000;

interface Place {
  readonly ports: OwnPorts;
  readonly listeners: readonly RadiusListener[];
}

interface Options {
  readonly snapshot: Snapshot;
  readonly clock: Clock;
  readonly notices: RadiusNotices;
  readonly open: (
    role: ListenerOptions['role'],
    options: { port: number; findNas: (address: string) => SnapshotNas | undefined; bounds: ListenerBounds },
  ) => Promise<RadiusListener>;
}

/**
 * The ports at which one tenant alone is asked: opened, moved and closed as the snapshot says, within a second. There
 * an address says which of the tenant's routers asks, whatever other tenants have behind the same address.
 */
export class OwnPortListeners {
  readonly #options: Options;
  readonly #places = new Map<string, Place>();
  /** When a tenant whose ports could not be opened is tried again; monotonic. */
  readonly #retries = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #following: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Opens what the snapshot names now, and follows it from then on. */
  async start(): Promise<void> {
    this.#following = this.#follow();
    await this.#following;
  }

  /** The tenants at whose ports it listens. */
  tenants(): string[] {
    return [...this.#places.keys()];
  }

  async close(timeoutMs: number): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#following;
    await Promise.all([...this.#places.keys()].map((tenantId) => this.#let(tenantId, timeoutMs)));
  }

  async #follow(): Promise<void> {
    const wanted = this.#wanted();
    for (const [tenantId, { ports }] of this.#places) {
      const now = wanted.get(tenantId);
      if (now?.auth !== ports.auth || now.acct !== ports.acct) await this.#let(tenantId, letGoMs);
    }
    for (const tenantId of this.#retries.keys()) if (!wanted.has(tenantId)) this.#retries.delete(tenantId);
    for (const [tenantId, ports] of wanted) {
      if (!this.#isClosed && !this.#places.has(tenantId)) await this.#take(tenantId, ports);
    }
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#following = this.#follow();
    }, lookMs);
  }

  #wanted(): Map<string, OwnPorts> {
    const wanted = new Map<string, OwnPorts>();
    for (const { tenantId, auth, acct } of this.#options.snapshot.ownPorts()) {
      if (wanted.size < maxTenants) wanted.set(tenantId, { auth, acct });
    }
    return wanted;
  }

  async #take(tenantId: string, ports: OwnPorts): Promise<void> {
    const { snapshot, clock, notices, open } = this.#options;
    if (clock.monotonic() < (this.#retries.get(tenantId) ?? -Infinity)) return;
    const findNas = (address: string): SnapshotNas | undefined =>
      snapshot.findNasAtOwnPort(tenantId, address);
    const listeners: RadiusListener[] = [];
    try {
      listeners.push(await open('authentication', { port: ports.auth, findNas, bounds }));
      listeners.push(await open('accounting', { port: ports.acct, findNas, bounds }));
      this.#places.set(tenantId, { ports, listeners });
      this.#retries.delete(tenantId);
    } catch (error) {
      await Promise.all(listeners.map((listener) => listener.close(0)));
      this.#retries.set(tenantId, clock.monotonic() + retryMs);
      notices.trouble("a tenant's own ports cannot be taken; tried again", { tenantId, ports, error });
    }
  }

  async #let(tenantId: string, timeoutMs: number): Promise<void> {
    const place = this.#places.get(tenantId);
    this.#places.delete(tenantId);
    await Promise.all(place?.listeners.map((listener) => listener.close(timeoutMs)) ?? []);
  }
}
