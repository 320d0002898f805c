import type { RouterKey, SessionKey } from './fold-store.ts';
import { isOpen, type Session } from './session.ts';

/** The rows that a batch works on, each once, as they become event by event. */
export class SessionBook {
  readonly #byKey = new Map<string, Session[]>();
  readonly #byId = new Map<string, Session>();
  readonly #read = new Map<string, Session>();
  /** Ids by router, and by router and address or device; an id stays when its session no longer matches. */
  readonly #places = new Map<string, Set<string>>();
  readonly #inHistory = new Set<string>();

  /** Takes rows as they stand in the database; one that is here already stays as it is. */
  addRead(sessions: readonly Session[], { inHistory = false }: { inHistory?: boolean } = {}): void {
    for (const session of sessions) {
      if (this.#byId.has(session.id)) continue;
      this.#read.set(session.id, session);
      if (inHistory) this.#inHistory.add(session.id);
      this.put(session);
    }
  }

  put(session: Session): void {
    const isNew = !this.#byId.has(session.id);
    this.#byId.set(session.id, session);
    const key = keyOf(session);
    const rows = this.#byKey.get(key) ?? [];
    this.#byKey.set(
      key,
      isNew
        ? [...rows, session].toSorted(byEpoch)
        : rows.map((row) => (row.id === session.id ? session : row)),
    );
    for (const place of placesOf(session)) {
      const ids = this.#places.get(place);
      if (ids) ids.add(session.id);
      else this.#places.set(place, new Set([session.id]));
    }
  }

  rowsOf(key: SessionKey): readonly Session[] {
    return this.#byKey.get(keyOf(key)) ?? [];
  }

  isInHistory(session: Session): boolean {
    return this.#inHistory.has(session.id);
  }

  openOfRouter(router: RouterKey): Session[] {
    return this.#at(routerOf(router));
  }

  /** Open sessions at the session's router with its device or address. */
  rivalsOf(session: Session): Session[] {
    const [, ...places] = placesOf(session);
    return [...new Set(places.flatMap((place) => this.#at(place)))];
  }

  /** The rows to write: new, or other than they were read. */
  changed(): Session[] {
    return [...this.#byId.values()]
      .filter((session) => session !== this.#read.get(session.id) && !this.isInHistory(session))
      .toSorted(byKey);
  }

  /** Sessions whose end is news: closed now and not before, or told by a Stop where it was only concluded. */
  ended(): Session[] {
    return this.changed().filter((session) => {
      const before = this.#read.get(session.id);
      if (isOpen(session)) return false;
      const isTold = session.closedBy === 'stop' && before?.closedBy !== 'stop';
      return isTold || before === undefined || isOpen(before);
    });
  }

  #at(place: string): Session[] {
    const ids = this.#places.get(place) ?? [];
    return [...ids].map((id) => this.#byId.get(id)!).filter(isOpen);
  }
}

export function keyOf(key: SessionKey): string {
  return `${routerOf(key)} ${key.acctSessionId}`;
}

export function routerOf({ tenantId, nasId, nasAddress }: RouterKey): string {
  return `${tenantId} ${nasId} ${nasAddress}`;
}

function placesOf(session: Session): string[] {
  const router = routerOf(session);
  const places = [router];
  if (session.framedIp !== null) places.push(`${router} ip ${session.framedIp}`);
  if (session.callingStationId !== null) places.push(`${router} device ${session.callingStationId}`);
  return places;
}

function byEpoch(a: Session, b: Session): number {
  return a.epoch - b.epoch;
}

function byKey(a: Session, b: Session): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left === right) return byEpoch(a, b);
  return left < right ? -1 : 1;
}
