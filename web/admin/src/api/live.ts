import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** What the server tells while it happens; each needs the permission of the list it belongs to. */
export interface LiveEvents {
  figures: {
    at: string;
    online?: number;
    loginsPerMinute?: number;
    rejectsPerMinute?: number;
    downloadBps?: number;
    uploadBps?: number;
  };
  login: {
    at: string;
    username: string;
    subscriberId: string | null;
    nasId: string;
    outcome: 'accepted' | 'rejected';
    reason: string | null;
  };
  session: {
    id: string;
    subscriberId: string | null;
    nasId: string;
    username: string;
    kind: 'started' | 'stopped';
  };
  nas: { id: string; lastPacketAt: string; isFirstPacket: boolean };
  disconnect: {
    id: string;
    sessionId: string;
    state: 'queued' | 'acknowledged' | 'refused' | 'timed_out' | 'gone' | 'confirmed';
    attempts: number;
    errorCause: number | null;
    roundTripMs: number | null;
    requestedAt: string;
    answeredAt: string | null;
    confirmedAt: string | null;
  };
  terms: {
    id: string;
    sessionId: string;
    nasId: string;
    at: string;
    rung: 'coa' | 'api' | 'disconnect';
    outcome: string;
    confirmedAt: string | null;
    confirmedBy: 'read_back' | 'interim' | 'stop' | null;
  };
  task: { id: string; done: number; failed: number; total: number; state: string };
  /** Something was not told: read again what is shown. Also after every new connection. */
  missed: Record<string, never>;
}

export type LiveState = 'live' | 'waiting';
type Name = keyof LiveEvents;
type Handler = (data: never) => void;

const names: readonly Name[] = [
  'figures',
  'login',
  'session',
  'nas',
  'disconnect',
  'terms',
  'task',
  'missed',
];
const firstRetryMs = 1_000;
const maxRetryMs = 30_000;
/** Without even a heartbeat for so long the connection is dead, whatever the browser believes. */
const silentMs = 20_000;
/** A page that is left for another one keeps the stream. */
const lingerMs = 5_000;

/** One connection for all of the app, open while anybody listens. */
class LiveConnection {
  readonly #handlers = new Map<Name, Set<Handler>>();
  readonly #watchers = new Set<() => void>();
  #source: EventSource | undefined;
  #state: LiveState = 'waiting';
  #retryMs = firstRetryMs;
  #retry: number | undefined;
  #linger: number | undefined;
  #silence: number | undefined;
  #wasOpen = false;

  get state(): LiveState {
    return this.#state;
  }

  on(name: Name, handler: Handler): () => void {
    const handlers = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, handlers.add(handler));
    this.#keepOpen();
    return () => {
      handlers.delete(handler);
      this.#closeWhenAlone();
    };
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    this.#keepOpen();
    return () => {
      this.#watchers.delete(watcher);
      this.#closeWhenAlone();
    };
  }

  #keepOpen(): void {
    window.clearTimeout(this.#linger);
    if (this.#source === undefined && this.#retry === undefined) this.#open();
  }

  #closeWhenAlone(): void {
    window.clearTimeout(this.#linger);
    this.#linger = window.setTimeout(() => {
      const isListened = this.#watchers.size > 0 || [...this.#handlers.values()].some(({ size }) => size > 0);
      if (!isListened) this.#close();
    }, lingerMs);
  }

  #open(): void {
    this.#retry = undefined;
    const source = new EventSource('/api/live');
    this.#source = source;
    source.addEventListener('open', () => {
      this.#retryMs = firstRetryMs;
      this.#setState('live');
      this.#expectWord();
      if (this.#wasOpen) this.#tell('missed', {});
      this.#wasOpen = true;
    });
    source.addEventListener('error', () => this.#lose());
    for (const name of names) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        this.#expectWord();
        this.#tell(name, JSON.parse(event.data));
      });
    }
  }

  /** Figures come every five seconds: without them nothing else comes either. */
  #expectWord(): void {
    window.clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => this.#lose(), silentMs);
  }

  /** The browser's own repetition gives up on an answer that is no stream, such as 503; ours does not. */
  #lose(): void {
    this.#close();
    this.#retry = window.setTimeout(() => this.#open(), this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, maxRetryMs);
  }

  #close(): void {
    window.clearTimeout(this.#retry);
    window.clearTimeout(this.#silence);
    this.#retry = undefined;
    this.#source?.close();
    this.#source = undefined;
    this.#setState('waiting');
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }

  #tell(name: Name, data: unknown): void {
    for (const handler of this.#handlers.get(name) ?? []) handler(data as never);
  }
}

const connection = new LiveConnection();

/** Calls the handler with each event of this name while the component is there. */
export function useLiveEvent<const EventName extends Name>(
  name: EventName,
  handler: (data: LiveEvents[EventName]) => void,
): void {
  const onEvent = useEffectEvent(handler);
  useEffect(() => connection.on(name, (data: LiveEvents[EventName]) => onEvent(data)), [name]);
}

/** Whether what happens is told just now; while it waits, what is shown may be old. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watcher) => connection.watch(watcher),
    () => connection.state,
  );
}
