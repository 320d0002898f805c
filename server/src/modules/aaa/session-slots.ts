import type { Random } from '@trunkline/kit';
import { reservationLimit } from '../policy/index.ts';

/** A login that the NAS never confirmed gives its slot back after this. */
const reservationMs = 60_000;
/** A session unheard for so many interim intervals, and a margin, has ended without a word. */
const silentIntervals = 3;
const silenceMarginMs = 60_000;
/** A NAS may report more sessions of one subscriber than allowed; more than this are not remembered. */
const maxSlotsPerSubscriber = 1024;
/** Ends of sessions remembered while the table is being filled from older sources. */
const maxEndsRemembered = 1_000_000;

/** Restarts of routers remembered; of one forgotten the sessions end by silence. */
const maxRestartsRemembered = 100_000;

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

interface Slot extends Place {
  /** Of the login; then of the accounting, which a router with several addresses may send from another. */
  nasAddress: string;
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
 * when it errs, it errs for minutes.
 */
export class SessionSlots {
  readonly #bySubscriber = new Map<string, Slot[]>();
  /** Whose login a reservation was, as long as its slot lives. */
  readonly #byReservation = new Map<number, string>();
  /** Sessions of a router from before this instant are gone with its restart. */
  readonly #restartedAtMs = new Map<string, number>();
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
    const { subscriberId, nasId, nasAddress, stationId, nowMs } = attempt;
    const slots = this.#liveSlots(subscriberId, nowMs);
    const own = stationId === '' ? -1 : slots.findIndex((slot) => isSamePlace(slot, attempt));
    if (own < 0 && slots.length >= attempt.maxSessions) return 0;
    if (own >= 0) this.#byReservation.delete(slots.splice(own, 1)[0]!.reservation);
    const reservation = this.#takeReservation();
    slots.push({
      nasId,
      nasAddress,
      stationId,
      reservation,
      sessionId: '',
      sinceMs: nowMs,
      expiresAtMs: nowMs + reservationMs,
    });
    this.#bySubscriber.set(subscriberId, slots);
    this.#byReservation.set(reservation, subscriberId);
    return reservation;
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
    const key = routerKey(router);
    const restartedAtMs = Math.max(atMs, this.#restartedAtMs.get(key) ?? 0);
    // Behind those known longer, so that the oldest is the first to go.
    this.#restartedAtMs.delete(key);
    this.#restartedAtMs.set(key, restartedAtMs);
    if (this.#restartedAtMs.size <= maxRestartsRemembered) return;
    this.#restartedAtMs.delete(this.#restartedAtMs.keys().next().value!);
  }

  /** From here on no older source tells of sessions that may have ended since. */
  endLoading(): void {
    this.#endedWhileLoading = undefined;
  }

  /** Gives back what has run out, for the subscribers nobody asks about. At most `limit` of them. */
  sweep(nowMs: number, limit: number): void {
    let looked = 0;
    for (const subscriberId of this.#bySubscriber.keys()) {
      if (looked++ >= limit) return;
      const live = this.#liveSlots(subscriberId, nowMs);
      // Moved to the end of the map's order, so that the next sweep goes on with others.
      this.#bySubscriber.delete(subscriberId);
      if (live.length > 0) this.#bySubscriber.set(subscriberId, live);
    }
  }

  /** Subscribers with at least one slot taken or not yet swept. */
  get subscribers(): number {
    return this.#bySubscriber.size;
  }

  #keepAlive(subscriberId: string, event: SessionEvent): void {
    const slots = this.#liveSlots(subscriberId, event.atMs);
    const expiresAtMs = event.atMs + silentIntervals * event.intervalS * 1000 + silenceMarginMs;
    const slot = slots.find((slot) => isOf(slot, event)) ?? slots.find((slot) => confirms(slot, event));
    if (slot) {
      slot.expiresAtMs = slot.sessionId === '' ? expiresAtMs : Math.max(slot.expiresAtMs, expiresAtMs);
      slot.sinceMs = Math.max(slot.sinceMs, event.atMs);
      slot.sessionId = event.sessionId;
      slot.nasAddress = event.nasAddress;
    } else if (slots.length < maxSlotsPerSubscriber) {
      const { nasId, nasAddress, stationId, sessionId, atMs } = event;
      slots.push({ nasId, nasAddress, stationId, reservation: 0, sessionId, sinceMs: atMs, expiresAtMs });
    }
    if (slots.length > 0) this.#bySubscriber.set(subscriberId, slots);
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

  /** The subscriber's slots without those that have run out, which are given back here. */
  #liveSlots(subscriberId: string, nowMs: number): Slot[] {
    const slots = this.#bySubscriber.get(subscriberId);
    if (!slots) return [];
    for (let place = slots.length - 1; place >= 0; place--) {
      if (this.#isLive(slots[place]!, nowMs)) continue;
      this.#byReservation.delete(slots.splice(place, 1)[0]!.reservation);
    }
    return slots;
  }

  #isLive(slot: Slot, nowMs: number): boolean {
    return slot.expiresAtMs > nowMs && slot.sinceMs >= (this.#restartedAtMs.get(routerKey(slot)) ?? 0);
  }

  #takeReservation(): number {
    const reservation = this.#nextReservation;
    this.#nextReservation = reservation + 1 < reservationLimit ? reservation + 1 : 1;
    return reservation;
  }
}

function isSamePlace(slot: Place, other: Place): boolean {
  return slot.stationId === other.stationId && isSameRouter(slot, other);
}

function isSameRouter(a: Router, b: Router): boolean {
  return a.nasAddress === b.nasAddress && a.nasId === b.nasId;
}

/** This session's own slot. */
function isOf(slot: Slot, session: Router & { readonly sessionId: string }): boolean {
  return slot.sessionId === session.sessionId && isSameRouter(slot, session);
}

/** The slot of the login that this session came from: by its Class, or where the NAS echoes none, by its device. */
function confirms(slot: Slot, event: SessionEvent): boolean {
  if (slot.sessionId !== '') return false;
  if (event.reservation !== 0) return slot.reservation === event.reservation;
  return isSamePlace(slot, event);
}

function sessionKey(event: SessionEvent): string {
  return `${routerKey(event)} ${event.sessionId}`;
}

function routerKey({ nasId, nasAddress }: Router): string {
  return `${nasId} ${nasAddress}`;
}
