import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { EventStream } from '../../platform/http/index.ts';
import { messageFor, type LiveMessage } from './live-message.ts';
import { TenantWatch } from './tenant-watch.ts';

const lookEveryMs = 1_000;
const maxRetryMs = 10_000;

interface Audience {
  readonly streams: Set<EventStream>;
  readonly stop: () => void;
}

/**
 * Who listens, and one watch for each tenant that anybody listens to: eight open pages cost the database what one
 * does, and none cost nothing.
 */
export class LiveHub {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #audiences = new Map<string, Audience>();

  constructor({ database, clock }: { database: Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Tells the stream from now on; answers what ends that. */
  join(stream: EventStream): () => void {
    const { tenantId } = stream;
    let audience = this.#audiences.get(tenantId);
    if (!audience) this.#audiences.set(tenantId, (audience = this.#begin(tenantId)));
    const joined = audience;
    joined.streams.add(stream);
    return () => {
      joined.streams.delete(stream);
      if (joined.streams.size > 0 || this.#audiences.get(tenantId) !== joined) return;
      joined.stop();
      this.#audiences.delete(tenantId);
    };
  }

  #begin(tenantId: string): Audience {
    const streams = new Set<EventStream>();
    const watch = new TenantWatch({ database: this.#database, clock: this.#clock, tenantId });
    let timer: NodeJS.Timeout | undefined;
    let failures = 0;
    let isStopped = false;
    const look = async (): Promise<void> => {
      try {
        const messages = await watch.look();
        // What happened while the database was away may have been forgotten there.
        if (failures > 0) tell(streams, { name: 'missed', data: {} });
        failures = 0;
        for (const message of messages) tell(streams, message);
      } catch {
        // The database is away, which every other request of the pages says as well.
        failures++;
      }
      if (isStopped) return;
      timer = setTimeout(() => void look(), Math.min(lookEveryMs * 2 ** failures, maxRetryMs));
    };
    void look();
    const stop = (): void => {
      isStopped = true;
      clearTimeout(timer);
    };
    return { streams, stop };
  }
}

function tell(streams: Iterable<EventStream>, message: LiveMessage): void {
  for (const stream of streams) {
    const told = messageFor(message, stream.can);
    if (told) stream.send(told.name, told.data);
  }
}
