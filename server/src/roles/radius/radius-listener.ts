import { isIPv6 } from 'node:net';
import {
  RadiusServer,
  type Answered,
  type Discard,
  type RadiusReply,
  type RadiusRequest,
  type ServerRole,
} from '@trunkline/radius';
import type { Clock } from '@trunkline/kit';
import type { SnapshotNas } from '../../modules/aaa/index.ts';

/** What a listener may hold; those of `RadiusServer` unless said. */
export interface ListenerBounds {
  readonly maxWaiting?: number;
  readonly maxPending?: number;
  readonly maxReplies?: number;
  readonly receiveBufferBytes?: number;
}

export interface ListenerOptions {
  readonly role: Extract<ServerRole, 'authentication' | 'accounting'>;
  /** At least one, each with a socket of its own. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** The NAS at a source address. */
  readonly findNas: (address: string) => SnapshotNas | undefined;
  readonly isServing: () => boolean;
  readonly bounds?: ListenerBounds | undefined;
  readonly clock: Clock;
  readonly handle: (request: RadiusRequest<SnapshotNas>) => RadiusReply | Promise<RadiusReply>;
  readonly onAnswered: (answer: Answered<SnapshotNas>) => void;
  readonly onDiscard: (discard: Discard<SnapshotNas>) => void;
  readonly onError: (error: Error) => void;
}

export type ListenerStats = ReturnType<RadiusServer['stats']>;

/** The sockets of one port, one for each address: a dual socket would report IPv4 sources in another form. */
export class RadiusListener {
  readonly #servers: RadiusServer<SnapshotNas>[] = [];
  readonly listens: string[] = [];
  /** The same on every address. */
  port = 0;

  private constructor() {}

  /** Binds all; rejects with the system's error, such as EADDRINUSE. Port 0: the system's choice for the first. */
  static async open(options: ListenerOptions): Promise<RadiusListener> {
    const listener = new RadiusListener();
    let { port } = options;
    for (const address of options.addresses) {
      try {
        port = await listener.#listen(options, address, port);
        listener.port = port;
      } catch (error) {
        // A machine without IPv6 still has subscribers.
        if (address === '::' && listener.#servers.length > 0 && isWithoutIpv6(error)) continue;
        await listener.close(0);
        throw error;
      }
    }
    return listener;
  }

  /** Sums over the sockets. */
  stats(): ListenerStats {
    const [first, ...rest] = this.#servers.map((server) => server.stats());
    return rest.reduce((sum, stats) => addStats(sum, stats), first!);
  }

  async close(timeoutMs: number): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close({ timeoutMs })));
  }

  async #listen(options: ListenerOptions, address: string, port: number): Promise<number> {
    const { role, findNas, isServing, bounds, clock, handle, onAnswered, onDiscard, onError } = options;
    const server = new RadiusServer<SnapshotNas>({
      role,
      clock,
      handle,
      onAnswered,
      onDiscard,
      onError,
      isServing,
      ...bounds,
      findClient: (source) => findNas(source)?.client,
    });
    const taken = await server.listen({ address, port });
    this.#servers.push(server);
    const scheme = role === 'authentication' ? 'radius-auth' : 'radius-acct';
    this.listens.push(`${scheme}://${isIPv6(address) ? `[${address}]` : address}:${taken}`);
    return taken;
  }
}

export function isWithoutIpv6(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL' || code === 'EINVAL';
}

/** The sums of counts, and of counts within them. */
export function addStats<T extends object>(a: T, b: T): T {
  const sum = (left: Record<string, unknown>, right: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(left).map(([key, value]) => {
        if (typeof value === 'number') return [key, value + (right[key] as number)];
        return [key, sum(value as Record<string, unknown>, right[key] as Record<string, unknown>)];
      }),
    );
  return sum(a as Record<string, unknown>, b as Record<string, unknown>) as T;
}
