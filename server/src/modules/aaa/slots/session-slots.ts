import type { Random } from '@trunkline/kit';
import { reservationLimit } from '../../policy/index.ts';
import { ShardedMap } from '../sharded-map.ts';

/** A login that the NAS never confirmed gives its slot back after this. */
const reservationMs = 60_000;
/** A session unheard for so many interim intervals, and a margin, has ended without a word. */
const silentIntervals = 3;
const silenceMarginMs = 60_000;
/** A NAS may report more sessions of one subscriber than allowed; more than this are not remembered. */
const maxSlotsPerSubscriber = 1024;
/** Ends of sessions remembered while the table is being filled from older sources. */
const maxEndsRemembered = 1_000_000;
/** Routers known with their restarts; of one forgotten the sessions end by silence. */
const maxRouters = 100_000;

/** One router: a NAS may be a prefix with several behind it, which know nothing of each other. */
interface Router {
  readonly nasId: string;
  readonly nasAddress: string;
}

/** What marks one device at one router. */
interface Place extends Router {
  /** Calling-Station-Id as the NAS spells it; empty: it said none. */
  readonly stationId: string;
}

/** One object for all its slots: most of what a slot would hold is the same for thousands. */
interface KnownRouter extends Router {
  /** Its sessions from before this instant are gone. */
  restartedAtMs: number;
}

interface Slot {
  /** Of the login; then of the accounting, which a router with several addresses may send from another. */
  router: KnownRouter;
  readonly stationId: string;
  /** 0: not by a login that this process saw. */
  readonly reservation: number;
  /** Empty until the NAS confirms. */
  sessionId: string;
  sinceMs: number;
  expiresAtMs: number;
}

export interface LoginAttempt extends Place {
  readonly subscriberId: string;
  readonly maxSessions: number;
  readonly nowMs: number;
}

/** What accounting says of a session. */
export interface SessionEvent extends Place {
  /** Whom the packet names; the login behind `reservation` knows better. */
  readonly subscriberId: string | undefined;
  readonly sessionId: string;
  readonly kind: 'alive' | 'ended';
  /** Of the login that led here; 0: unknown. */
  readonly reservation: number;
  /** How often the NAS reports. */
  readonly intervalS: number;
  readonly atMs: number;
}

/**
 * Who is online, to bound the sessions of a subscriber: reserved at the Accept, confirmed by accounting,
 * given back by a Stop, by silence or by a restart of the router. A view of this process, bounded by time:
 * when it errs, it errs for minutes. All instants are of the monotonic clock: a jump of the wall clock neither
 * frees the slots of who is online nor holds those of who is gone.
 */
export class SessionSlots {
  readonly #bySubscriber = new ShardedMap<string, Slot[]>();
  /** Whose login a reservation was, as long as its slot lives. */
  readonly #byReservation = new ShardedMap<number, string>();
  /** By NAS and then by address. */
  readonly #routers = new Map<string, Map<string, KnownRouter>>();
  #routerCount = 0;
  #nextReservation: number;
  #endedWhileLoading: Set<string> | undefined = new Set();

  constructor(random: Random) {
    // A start that differs between runs, so that a Class from before a restart confirms nobody else's slot.
    this.#nextReservation = 1 + random.integer(2 ** 32) * 2 ** 15;
  }

  /**
   * Takes a slot for a login, or answers 0 when all are taken. A login from the same device at the same router
   * takes over that device's own slot: its old session is over, or a lost Stop would lock it out.
   */
  reserve(attempt: LoginAttempt): number {
    const { subscriberId, stationId, nowMs } = attempt;
    const slots = this.#liveSlots(subscriberId, nowMs);
    const own = slots && stationId !== '' ? slots.findIndex((slot) => isSamePlace(slot, attempt)) : -1;
    if (own < 0 && (slots?.length ?? 0) >= attempt.maxSessions) return 0;
    const reservation = this.#takeReservation();
    const slot: Slot = {
      router: this.#routerOf(attempt),
      stationId,
      reservation,
      sessionId: '',
      sinceMs: nowMs,
      expiresAtMs: nowMs + reservationMs,
    };
    if (slots && own >= 0) {
      this.#byReservation.delete(slots[own]!.reservation);
      slots[own] = slot;
    } else {
      this.#add(subscriberId, slots, slot);
    }
    this.#byReservation.set(reservation, subscriberId);
    return reservation;
  }

  /** Whether `reserve` would find a slot now; takes none. */
  hasRoom(attempt: LoginAttempt): boolean {
    const slots = this.#liveSlots(attempt.subscriberId, attempt.nowMs) ?? [];
    if (slots.length < attempt.maxSessions) return true;
    return attempt.stationId !== '' && slots.some((slot) => isSamePlace(slot, attempt));
  }

  /** A login was refused after all. */
  cancel(subscriberId: string, reservation: number): void {
    this.#giveBack(subscriberId, (slot) => slot.reservation === reservation && slot.sessionId === '');
  }

  /** Follows what accounting says. Repeating an event changes nothing. */
  observe(event: SessionEvent): void {
    const subscriberId = this.#byReservation.get(event.reservation) ?? event.subscriberId;
    if (subscriberId === undefined) return;
    if (event.kind === 'ended') this.#end(subscriberId, event);
    else if (!this.#endedWhileLoading?.has(sessionKey(event))) this.#keepAlive(subscriberId, event);
  }

  /** A session was closed without a packet: unheard of for too long, or its NAS does not know it. */
  release(session: Router & { readonly subscriberId: string; readonly sessionId: string }): void {
    this.#giveBack(session.subscriberId, (slot) => isOf(slot, session));
  }

  /** Accounting-On or -Off: every session of this router from before is over. */
  forgetRouter(router: Router, atMs: number): void {
    const known = this.#routerOf(router);
    known.restartedAtMs = Math.max(atMs, known.restartedAtMs);
  }

  /** From here on no older source tells of sessions that may have ended since. */
  endLoading(): void {
    this.#endedWhileLoading = undefined;
  }

  /** Gives back what has run out, for the next `limit` subscribers: nobody may ask about them. */
  sweep(nowMs: number, limit: number): void {
    this.#bySubscriber.visitNext(limit, (_slots, subscriberId) => this.#liveSlots(subscriberId, nowMs));
  }

  /** Subscribers with at least one slot taken or not yet swept. */
  get subscribers(): number {
    return this.#bySubscriber.size;
  }

  #keepAlive(subscriberId: string, event: SessionEvent): void {
    const slots = this.#liveSlots(subscriberId, event.atMs);
    const expiresAtMs = event.atMs + silentIntervals * event.intervalS * 1000 + silenceMarginMs;
    const slot = slots?.find((slot) => isOf(slot, event)) ?? slots?.find((slot) => confirms(slot, event));
    if (slot) {
      slot.expiresAtMs = slot.sessionId === '' ? expiresAtMs : Math.max(slot.expiresAtMs, expiresAtMs);
      slot.sinceMs = Math.max(slot.sinceMs, event.atMs);
      slot.sessionId = event.sessionId;
      slot.router = this.#routerOf(event);
    } else if ((slots?.length ?? 0) < maxSlotsPerSubscriber) {
      const { stationId, sessionId, atMs } = event;
      const router = this.#routerOf(event);
      this.#add(subscriberId, slots, {
        router,
        stationId,
        reservation: 0,
        sessionId,
        sinceMs: atMs,
        expiresAtMs,
      });
    }
  }

  /** `slots`: those that the subscriber has. A list is made with its one slot: grown by `push` it has room for 17. */
  #add(subscriberId: string, slots: Slot[] | undefined, slot: Slot): void {
    if (slots) slots.push(slot);
    else this.#bySubscriber.set(subscriberId, [slot]);
  }

  #end(subscriberId: string, event: SessionEvent): void {
    if (this.#endedWhileLoading && this.#endedWhileLoading.size < maxEndsRemembered) {
      this.#endedWhileLoading.add(sessionKey(event));
    }
    this.#giveBack(subscriberId, (slot) => isOf(slot, event) || confirms(slot, event));
  }

  #giveBack(subscriberId: string, isIt: (slot: Slot) => boolean): void {
    const slots = this.#bySubscriber.get(subscriberId);
    const place = slots ? slots.findIndex(isIt) : -1;
    if (!slots || place < 0) return;
    this.#byReservation.delete(slots.splice(place, 1)[0]!.reservation);
    if (slots.length === 0) this.#bySubscriber.delete(subscriberId);
  }

  /** The subscriber's slots without those that have run out, which are given back here; undefined: none. */
  #liveSlots(subscriberId: string, nowMs: number): Slot[] | undefined {
    const slots = this.#bySubscriber.get(subscriberId);
    if (!slots) return undefined;
    for (let place = slots.length - 1; place >= 0; place--) {
      if (isLive(slots[place]!, nowMs)) continue;
      this.#byReservation.delete(slots.splice(place, 1)[0]!.reservation);
    }
    if (slots.length > 0) return slots;
    this.#bySubscriber.delete(subscriberId);
    return undefined;
  }

  #routerOf({ nasId, nasAddress }: Router): KnownRouter {
    const known = this.#routers.get(nasId)?.get(nasAddress);
    if (known) return known;
    if (this.#routerCount >= maxRouters) this.#forgetOldestNas();
    const router = { nasId, nasAddress, restartedAtMs: -Infinity };
    const ofNas = this.#routers.get(nasId);
    if (ofNas) ofNas.set(nasAddress, router);
    else this.#routers.set(nasId, new Map([[nasAddress, router]]));
    this.#routerCount++;
    return router;
  }

  #forgetOldestNas(): void {
    const [nasId, routers] = this.#routers.entries().next().value!;
    this.#routers.delete(nasId);
    this.#routerCount -= routers.size;
  }

  #takeReservation(): number {
    const reservation = this.#nextReservation;
    this.#nextReservation = reservation + 1 < reservationLimit ? reservation + 1 : 1;
    return reservation;
  }
}

function isLive({ expiresAtMs, sinceMs, router }: Slot, nowMs: number): boolean {
  return expiresAtMs > nowMs && sinceMs >= router.restartedAtMs;
}

function isSamePlace(slot: Slot, other: Place): boolean {
  return slot.stationId === other.stationId && isSameRouter(slot.router, other);
}

function isSameRouter(a: Router, b: Router): boolean {
  return a.nasAddress === b.nasAddress && a.nasId === b.nasId;
}

/** This session's own slot. */
function isOf(slot: Slot, session: Router & { readonly sessionId: string }): boolean {
  return slot.sessionId === session.sessionId && isSameRouter(slot.router, session);
}

/** The slot of the login that this session came from: by its Class, or where the NAS echoes none, by its device. */
function confirms(slot: Slot, event: SessionEvent): boolean {
  if (slot.sessionId !== '') return false;
  if (event.reservation !== 0) return slot.reservation === event.reservation;
  return isSamePlace(slot, event);
}

function sessionKey({ nasId, nasAddress, sessionId }: SessionEvent): string {
  return `${nasId} ${nasAddress} ${sessionId}`;
}
