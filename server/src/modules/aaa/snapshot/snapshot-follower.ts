import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import { readClosedSessions, type KnownSession } from '../slots/open-session-store.ts';
import { inSlices } from '../slices.ts';
import type { SnapshotPosition } from '../snapshot-file/chunk-text.ts';
import type { FileKeeper } from '../snapshot-file/file-keeper.ts';
import { snapshotKinds, type SnapshotKind, type SnapshotRow } from './snapshot-rows.ts';
import {
  readChanges,
  readFeedState,
  readRowsAfter,
  readRowsByKey,
  type FeedChange,
  type RowKey,
} from './snapshot-store.ts';
import type { Snapshot } from './snapshot.ts';

const pollMs = 250;
/** While the database is away, asked again after this, doubling to the most. */
const maxBackoffMs = 5_000;
const batchRows = 250;
/** With more changed rows than this at once, reading everything is the shorter way. */
const maxChanges = 20_000;
/** Subscribers closed longer ago are left out: their logins are those of a stranger. */
const closedKeptMs = 90 * 24 * 3_600_000;
const partsOfTenant: ReadonlySet<string> = new Set(['tenant', 'speed_rule', 'own_port', 'walled_garden']);

export interface FollowerOptions {
  readonly database: Database;
  readonly snapshot: Snapshot;
  readonly file: FileKeeper;
  readonly clock: Clock;
  readonly onEvent: (event: FollowerEvent) => void;
  /** A session was closed without a packet that this process could have seen. */
  readonly onClosedSession: (session: KnownSession) => void;
}

export type FollowerEvent =
  | { readonly kind: 'loaded'; readonly because: LoadReason; readonly tookMs: number }
  | { readonly kind: 'database-away'; readonly error: unknown }
  | { readonly kind: 'database-back' };

/** `rebase` writes the file anew; the others bring everything into memory as well. */
export type LoadReason =
  'first-start' | 'position-pruned' | 'foreign-position' | 'too-many-changes' | 'rebase';

/**
 * Keeps snapshot and file in step with the database: everything once, then what the change feed names,
 * four times a second. While the database is away the snapshot goes on as it is.
 */
export class SnapshotFollower {
  readonly #options: FollowerOptions;
  readonly #stop = new AbortController();
  #position: bigint | undefined;
  #source: string | undefined;
  #running: Promise<void> = Promise.resolve();
  #failures = 0;
  #reloads = 0;
  #changes = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Goes on from a position, or loads everything first. */
  start(position: SnapshotPosition | undefined): void {
    this.#position = position?.feed;
    this.#source = position?.source;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  stats(): { reloads: number; changes: number; failures: number } {
    return { reloads: this.#reloads, changes: this.#changes, failures: this.#failures };
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#step();
      const waitMs = this.#failures === 0 ? pollMs : Math.min(pollMs * 2 ** this.#failures, maxBackoffMs);
      await delay(waitMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  async #step(): Promise<void> {
    try {
      await this.#catchUp();
      if (this.#failures > 0) this.#options.onEvent({ kind: 'database-back' });
      this.#failures = 0;
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      if (this.#failures === 0) this.#options.onEvent({ kind: 'database-away', error });
      this.#failures++;
    }
  }

  async #catchUp(): Promise<void> {
    const { database, snapshot, file, clock } = this.#options;
    const asOfMs = clock.now();
    const from = this.#position;
    const { state, changes } = await database.acrossTenants(async (tx) => {
      const state = await readFeedState(tx);
      const isOurs = state.source === this.#source;
      const isReadable = isOurs && from !== undefined && from >= state.horizon && from <= state.upper;
      const changes = isReadable
        ? await readChanges(tx, { from, to: state.upper, limit: maxChanges + 1 })
        : [];
      return { state, changes };
    });
    if (from === undefined) return this.#load('first-start');
    if (from < state.horizon) return this.#load('position-pruned');
    if (from > state.upper || state.source !== this.#source) return this.#load('foreign-position');
    if (changes.length > maxChanges) return this.#load('too-many-changes');
    const rows = await this.#takeChanges(changes);
    await this.#tellClosedSessions(changes.filter((change) => change.kind === 'closed_session'));
    this.#position = state.upper;
    snapshot.asOfMs = asOfMs;
    await file.append(rows, { feed: state.upper, asOfMs, source: state.source });
    if (file.isDueForBase) await this.#load('rebase');
  }

  async #takeChanges(changes: readonly FeedChange[]): Promise<SnapshotRow[]> {
    const { database } = this.#options;
    const taken: SnapshotRow[] = [];
    for (const kind of snapshotKinds) {
      const keys = kind === 'tenant' ? tenantsOf(changes) : changes.filter((change) => change.kind === kind);
      for (let from = 0; from < keys.length; from += batchRows) {
        const batch = keys.slice(from, from + batchRows);
        const rows = await database.acrossTenants((tx) => readRowsByKey(tx, kind, batch));
        await this.#takeIn(rows);
        taken.push(...rows);
      }
    }
    this.#changes += taken.length;
    return taken;
  }

  async #tellClosedSessions(changes: readonly FeedChange[]): Promise<void> {
    const { database, onClosedSession } = this.#options;
    for (let from = 0; from < changes.length; from += batchRows) {
      const batch = changes.slice(from, from + batchRows);
      const sessions = await database.acrossTenants((tx) => readClosedSessions(tx, batch));
      sessions.forEach(onClosedSession);
    }
  }

  /** Everything, in batches; the position is that of before the first, so that no change is missed. */
  async #load(because: LoadReason): Promise<void> {
    const { database, file, clock, onEvent } = this.#options;
    const startedMs = clock.monotonic();
    const asOfMs = clock.now();
    const { upper, source } = await database.acrossTenants(readFeedState);
    const position = { feed: upper, asOfMs, source };
    await file.beginBase();
    try {
      if (because === 'rebase') await this.#loadFile(asOfMs);
      else await this.#loadMemory(position);
    } catch (error) {
      await file.abandonBase();
      throw error;
    }
    await file.commitBase(position);
    onEvent({ kind: 'loaded', because, tookMs: Math.round(clock.monotonic() - startedMs) });
  }

  async #loadMemory({ feed, asOfMs, source }: SnapshotPosition): Promise<void> {
    const { snapshot, file, clock } = this.#options;
    snapshot.beginLoad();
    for await (const rows of this.#allRows(asOfMs)) {
      await this.#takeIn(rows);
      await file.addToBase(rows);
    }
    await inSlices(snapshot.endLoad(), { clock, work: () => undefined });
    snapshot.asOfMs = asOfMs;
    this.#position = feed;
    this.#source = source;
    this.#reloads++;
  }

  async #loadFile(asOfMs: number): Promise<void> {
    for await (const rows of this.#allRows(asOfMs)) await this.#options.file.addToBase(rows);
  }

  async *#allRows(nowMs: number): AsyncGenerator<SnapshotRow[], void> {
    const closedSince = new Date(nowMs - closedKeptMs);
    for (const kind of snapshotKinds) yield* this.#allOfKind(kind, closedSince);
  }

  async *#allOfKind(kind: SnapshotKind, closedSince: Date): AsyncGenerator<SnapshotRow[], void> {
    const { database } = this.#options;
    let after: RowKey | undefined;
    for (;;) {
      this.#stop.signal.throwIfAborted();
      const options = { kind, after, limit: batchRows, closedSince };
      const rows = await database.acrossTenants((tx) => readRowsAfter(tx, options));
      yield rows;
      after = rows.at(-1);
      if (!after || rows.length < batchRows) return;
    }
  }

  #takeIn(rows: readonly SnapshotRow[]): Promise<void> {
    const { snapshot, clock } = this.#options;
    return inSlices(rows, { clock, work: (row) => snapshot.apply(row) });
  }
}

/** Those whose own rows changed, and those whose speed rules or ports did: they are part of the tenant's row here. */
function tenantsOf(changes: readonly FeedChange[]): RowKey[] {
  const ofTenants = changes.filter(({ kind }) => partsOfTenant.has(kind));
  const ids = new Set(ofTenants.map(({ tenantId }) => tenantId));
  return [...ids].map((id) => ({ tenantId: id, id }));
}
