import type { Clock } from '@trunkline/kit';
import { RouterUnavailable, routerFailureKind } from '../router-failure.ts';
import type { RouterPool } from '../router-pool.ts';
import type { Router } from '../router.ts';
import { locateSession, type SessionPlace, type WatchedSession } from './locate-session.ts';
import { keyOfPlace, readCounters, type Counters } from './read-counters.ts';

const lookEveryMs = 1_000;
/** After a failure; the connections themselves have their own, longer waits. */
const retryEveryMs = 3_000;
/** Of one router, by all pages of this process. */
const maxWatched = 200;

/** What a page is told each second. */
export type RateNews =
  | { readonly kind: 'rate'; readonly at: Date; readonly downloadBps: number; readonly uploadBps: number }
  /** `reason`: a kind of failure, `not_there` or `too_many`. */
  | { readonly kind: 'unavailable'; readonly reason: string };

type Listener = (news: RateNews) => void;

interface Watched {
  readonly session: WatchedSession;
  readonly listeners: Set<Listener>;
  place: SessionPlace | undefined;
  last: { readonly counters: Counters; readonly atMs: number } | undefined;
  /** What was told last, so that it is told once. */
  unavailable: string | undefined;
}

interface Watch {
  router: Router;
  readonly watched: Map<string, Watched>;
  timer: NodeJS.Timeout | undefined;
}

/**
 * What sessions carry just now, asked of their router each second for as long as somebody watches: one print for all
 * that are watched on a router, however many pages do. Nobody watches: nothing is asked.
 */
export class LiveRates {
  readonly #pool: RouterPool;
  readonly #clock: Clock;
  readonly #watches = new Map<string, Watch>();

  constructor({ pool, clock }: { pool: RouterPool; clock: Clock }) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /** Tells from now on; answers what ends that. */
  watch(router: Router, session: WatchedSession, listener: Listener): () => void {
    const watch = this.#watchOf(router);
    let watched = watch.watched.get(session.id);
    if (!watched) {
      if (watch.watched.size >= maxWatched) {
        listener({ kind: 'unavailable', reason: 'too_many' });
        return () => {};
      }
      watched = { session, listeners: new Set(), place: undefined, last: undefined, unavailable: undefined };
      watch.watched.set(session.id, watched);
    }
    const joined = watched;
    joined.listeners.add(listener);
    if (joined.unavailable !== undefined) listener({ kind: 'unavailable', reason: joined.unavailable });
    if (watch.timer === undefined) this.#schedule(watch, 0);
    return () => {
      joined.listeners.delete(listener);
      if (joined.listeners.size === 0) watch.watched.delete(session.id);
      if (watch.watched.size === 0) this.#end(watch);
    };
  }

  #watchOf(router: Router): Watch {
    const known = this.#watches.get(router.nasId);
    if (known) {
      known.router = router;
      return known;
    }
    const watch = { router, watched: new Map<string, Watched>(), timer: undefined };
    this.#watches.set(router.nasId, watch);
    return watch;
  }

  #end(watch: Watch): void {
    clearTimeout(watch.timer);
    if (this.#watches.get(watch.router.nasId) === watch) this.#watches.delete(watch.router.nasId);
  }

  #schedule(watch: Watch, waitMs: number): void {
    watch.timer = setTimeout(() => void this.#look(watch), waitMs);
  }

  async #look(watch: Watch): Promise<void> {
    const startedMs = this.#clock.monotonic();
    let waitMs = retryEveryMs;
    try {
      await this.#locate(watch);
      await this.#read(watch);
      waitMs = Math.max(0, lookEveryMs - (this.#clock.monotonic() - startedMs));
    } catch (error) {
      const reason = routerFailureKind(error) ?? new RouterUnavailable('closed', '').kind;
      for (const watched of watch.watched.values()) tellUnavailable(watched, reason);
    }
    if (watch.watched.size > 0) this.#schedule(watch, waitMs);
  }

  async #locate({ router, watched }: Watch): Promise<void> {
    for (const one of watched.values()) {
      if (one.place) continue;
      one.place = await this.#pool.run(router, (client) => locateSession(client, one.session));
      if (!one.place) tellUnavailable(one, 'not_there');
    }
  }

  async #read({ router, watched }: Watch): Promise<void> {
    const places = [...watched.values()].flatMap(({ place }) => (place ? [place] : []));
    if (places.length === 0) return;
    const counters = await readCounters(this.#pool, router, places);
    const atMs = this.#clock.monotonic();
    for (const one of watched.values()) {
      const told = one.place && counters.get(keyOfPlace(one.place));
      if (told) this.#tell(one, { counters: told, atMs });
      // Gone from where it was: looked for anew, for it may have come back in another place.
      else one.place = one.last = undefined;
    }
  }

  #tell(watched: Watched, now: { counters: Counters; atMs: number }): void {
    const { last } = watched;
    watched.last = now;
    watched.unavailable = undefined;
    if (!last) return;
    const seconds = (now.atMs - last.atMs) / 1_000;
    const downloadBytes = now.counters.downloadBytes - last.counters.downloadBytes;
    const uploadBytes = now.counters.uploadBytes - last.counters.uploadBytes;
    // Counters that went back belong to another session of the same name.
    if (seconds <= 0 || downloadBytes < 0 || uploadBytes < 0) return;
    const news: RateNews = {
      kind: 'rate',
      at: new Date(this.#clock.now()),
      downloadBps: Math.round((downloadBytes * 8) / seconds),
      uploadBps: Math.round((uploadBytes * 8) / seconds),
    };
    for (const listener of watched.listeners) listener(news);
  }
}

function tellUnavailable(watched: Watched, reason: string): void {
  watched.last = undefined;
  if (watched.unavailable === reason) return;
  watched.unavailable = reason;
  for (const listener of watched.listeners) listener({ kind: 'unavailable', reason });
}
