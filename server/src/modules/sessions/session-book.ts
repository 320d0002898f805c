import type { RouterKey, SessionKey } from './fold-store.ts';
import { isOpen, type Session } from './session.ts';

/** A row as it was read, or written by the last transaction of this fold. */
export interface StoredSession {
  session: Session;
  /** Which version of the row that is: a write that finds another one has been overtaken. */
  version: string;
}

/** A row to write: new without `stored`. */
export interface ChangedSession {
  session: Session;
  stored: StoredSession | undefined;
}

interface Entry {
  key: string;
  now: Session;
  stored: StoredSession | undefined;
  isInHistory: boolean;
}

/** The rows that a batch works on, each once, as they become event by event. */
export class SessionBook {
  readonly #byKey = new Map<string, Entry[]>();
  readonly #byId = new Map<string, Entry>();
  /** By router and address or device; an entry stays when its session no longer matches. */
  readonly #places = new Map<string, Set<Entry>>();
  /** Keys of which the database may hold rows that are not here. */
  readonly #incomplete = new Set<string>();

  /** Takes a row as it stands in the database, or in the history: call it for all rows of the key. */
  addStored(
    stored: StoredSession,
    { key, isInHistory = false }: { key: string; isInHistory?: boolean },
  ): void {
    const known = this.#byId.get(stored.session.id);
    if (isInHistory) this.#incomplete.add(key);
    if (!known) return this.#add({ key, now: stored.session, stored, isInHistory });
    known.now = stored.session;
    known.stored = stored;
  }

  /** Takes a row that was not found by its key. */
  addAlone(stored: StoredSession): void {
    const key = keyOf(stored.session);
    if (!this.#byId.has(stored.session.id)) this.#incomplete.add(key);
    this.addStored(stored, { key });
  }

  /** Makes a row be found by `rivalsOf`. A row that neither begins nor changes its place needs it not. */
  addRival(stored: StoredSession): void {
    this.addAlone(stored);
    this.#place(this.#byId.get(stored.session.id)!);
  }

  put(session: Session): void {
    const known = this.#byId.get(session.id);
    if (!known) {
      const begun = { key: keyOf(session), now: session, stored: undefined, isInHistory: false };
      this.#add(begun);
      this.#place(begun);
      return;
    }
    const { framedIp, callingStationId } = known.now;
    known.now = session;
    const hasMoved = framedIp !== session.framedIp || callingStationId !== session.callingStationId;
    if (hasMoved) this.#place(known);
  }

  /** In the order of their epochs. */
  rowsOf(key: string): Session[] {
    return this.#byKey.get(key)?.map((entry) => entry.now) ?? [];
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  isInHistory(session: Session): boolean {
    return this.#byId.get(session.id)?.isInHistory === true;
  }

  openOfRouter({ tenantId, nasId, nasAddress }: RouterKey): Session[] {
    const found: Session[] = [];
    for (const { now } of this.#byId.values()) {
      const isThere = now.nasId === nasId && now.nasAddress === nasAddress && now.tenantId === tenantId;
      if (isThere && isOpen(now)) found.push(now);
    }
    return found;
  }

  /** Open sessions at the session's router with its device or address. */
  rivalsOf(session: Session): Session[] {
    const found = new Set<Session>();
    for (const place of placesOf(session)) {
      for (const { now } of this.#places.get(place) ?? []) if (isOpen(now)) found.add(now);
    }
    return [...found];
  }

  /** The rows to write, in one order in every fold. */
  changed(): ChangedSession[] {
    return [...this.#byId.values()]
      .filter((entry) => hasChanged(entry) && !entry.isInHistory)
      .map(({ now, stored }) => ({ session: now, stored }))
      .sort((a, b) => (a.session.id < b.session.id ? -1 : 1));
  }

  /**
   * All rows of each key as they are now; none of a key of which some were changed here and others may be
   * missing. `version` is that of the rows just written.
   */
  *remaining(version: string): Iterable<[key: string, rows: StoredSession[]]> {
    for (const [key, entries] of this.#byKey) {
      if (this.#incomplete.has(key)) {
        if (entries.some(hasChanged)) yield [key, []];
        continue;
      }
      yield [
        key,
        entries.map(({ now, stored }) => (now === stored?.session ? stored : { session: now, version })),
      ];
    }
  }

  #add(entry: Entry): void {
    this.#byId.set(entry.now.id, entry);
    const entries = this.#byKey.get(entry.key);
    if (!entries) this.#byKey.set(entry.key, [entry]);
    // In the order of reading: there an id used again weeks later begins with epoch 0 once more.
    else if (entry.isInHistory) entries.push(entry);
    else entries.splice(entries.findLastIndex(({ now }) => now.epoch < entry.now.epoch) + 1, 0, entry);
  }

  #place(entry: Entry): void {
    for (const place of placesOf(entry.now)) {
      const entries = this.#places.get(place);
      if (entries) entries.add(entry);
      else this.#places.set(place, new Set([entry]));
    }
  }
}

function hasChanged({ now, stored }: Entry): boolean {
  return now !== stored?.session;
}

/** Sessions whose end is news: closed now and not before, or told by a Stop where it was only concluded. */
export function endedOf(changed: readonly ChangedSession[]): Session[] {
  const ended: Session[] = [];
  for (const { session, stored } of changed) {
    if (isOpen(session)) continue;
    const before = stored?.session;
    const isTold = session.closedBy === 'stop' && before?.closedBy !== 'stop';
    if (isTold || before === undefined || isOpen(before)) ended.push(session);
  }
  return ended;
}

export function keyOf(key: SessionKey): string {
  return `${routerOf(key)} ${key.acctSessionId}`;
}

export function routerOf({ tenantId, nasId, nasAddress }: RouterKey): string {
  return `${tenantId} ${nasId} ${nasAddress}`;
}

function placesOf(session: Session): string[] {
  const { framedIp, callingStationId } = session;
  const places: string[] = [];
  if (framedIp === null && callingStationId === null) return places;
  const router = routerOf(session);
  if (framedIp !== null) places.push(`${router} ip ${framedIp}`);
  if (callingStationId !== null) places.push(`${router} device ${callingStationId}`);
  return places;
}
