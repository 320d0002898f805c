import { setTimeout as delay } from 'node:timers/promises';
import { uuidv7 } from '@trunkline/kit';
import { forgetEnded } from './claim/claim-store.ts';
import { batchSubscribers, evaluateDue } from './due/evaluate-due.ts';
import { followChanges } from './due/follow-changes.ts';
import { judgeClaims } from './claim/judge-claims.ts';
import type { SubscriberKey } from './due/due-store.ts';
import { takeTurn } from './turn/take-turn.ts';
import { NasMemory, type TurnDeps } from './turn/turn.ts';
import { listNasWithWork, type NasKey } from './turn/turn-store.ts';

const lookEveryMs = 250;
/** Each look costs a row of every claim that waits for its interim, which are all sessions after a change of speed. */
const judgeEveryMs = 5_000;
const forgetEveryMs = 1_000;
/** While the database is away, asked again after this, doubling to the most. */
const maxBackoffMs = 5_000;
/** Batches of due subscribers between two looks at the feed. */
const maxBatches = 20;
/** Turns at once. One that waits for a router holds no connection to the database and next to no memory. */
const maxTurns = 256;
/** NAS remembered; the one whose turn was longest ago is forgotten first, and found silent once more if it is. */
const maxRemembered = 4_000;
const maxForgotten = 1_000;

export interface ReconcilerDeps extends TurnDeps {
  /** Told of a subscriber about whom the policy could not be asked. */
  readonly onSubscriberFault: (error: unknown, key: SubscriberKey) => void;
  /** Told when a loop or a turn fails; the next look tries again. */
  readonly onFault: (error: unknown, place: string) => void;
}

export interface ReconcilerStats {
  evaluated: number;
  turns: number;
  failures: number;
}

/**
 * Brings what the policy wants to live sessions: follows what changed, asks the policy about who is due, and lets each
 * NAS with work have its turn. Turns run beside each other, so that a router that is slow or dead takes nothing from
 * another one; within a turn a router gets as many requests at once as it answers in order.
 */
export class Reconciler {
  readonly #deps: ReconcilerDeps;
  readonly #worker: string;
  readonly #turns = new Map<string, Promise<void>>();
  readonly #memories = new Map<string, NasMemory>();
  readonly #stats: ReconcilerStats = { evaluated: 0, turns: 0, failures: 0 };

  constructor(deps: ReconcilerDeps) {
    this.#deps = deps;
    this.#worker = uuidv7(deps.clock, deps.random);
  }

  stats(): ReconcilerStats & { running: number } {
    return { ...this.#stats, running: this.#turns.size };
  }

  /** Works until the signal; then turns end what they have sent. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([
      this.#every(lookEveryMs, signal, 'decide', () => this.decide()),
      this.#every(lookEveryMs, signal, 'enforce', () => this.#startTurns(signal)),
      this.#every(judgeEveryMs, signal, 'judge', () => this.#judgeClaims()),
      this.#every(forgetEveryMs, signal, 'forget', () => this.#forgetEnded()),
    ]);
    await Promise.all(this.#turns.values());
  }

  /** One look at what changed and who is due. */
  async decide(): Promise<void> {
    const { database, clock, random, onSubscriberFault } = this.#deps;
    await followChanges({ database }, { nowMs: clock.now() });
    for (let batch = 0; batch < maxBatches; batch++) {
      const due = await evaluateDue({ database, clock, random, onFault: onSubscriberFault });
      this.#stats.evaluated += due;
      if (due < batchSubscribers) return;
    }
  }

  /** One look at claims, and at sessions that are over. */
  async judge(): Promise<void> {
    await this.#judgeClaims();
    await this.#forgetEnded();
  }

  async #judgeClaims(): Promise<void> {
    await judgeClaims(this.#deps);
  }

  async #forgetEnded(): Promise<void> {
    const { database, onThrottled } = this.#deps;
    const { ends } = await database.acrossTenants((tx) => forgetEnded(tx, { limit: maxForgotten }));
    for (const { newsAt, confirmedAt } of ends) {
      if (newsAt && confirmedAt)
        onThrottled?.('disconnect', (confirmedAt.getTime() - newsAt.getTime()) / 1000);
    }
  }

  /** Gives every NAS with work that has none a turn, and waits for those it began. */
  async enforce(signal: AbortSignal): Promise<void> {
    await this.#startTurns(signal);
    await Promise.all(this.#turns.values());
  }

  async #startTurns(signal: AbortSignal): Promise<void> {
    const { database, clock } = this.#deps;
    const waiting = await database.acrossTenants((tx) =>
      listNasWithWork(tx, { nowMs: clock.now(), limit: maxTurns }),
    );
    for (const key of waiting) {
      if (this.#turns.size >= maxTurns) return;
      if (!this.#turns.has(key.nasId)) this.#turns.set(key.nasId, this.#turn(key, signal));
    }
  }

  async #turn(key: NasKey, signal: AbortSignal): Promise<void> {
    this.#stats.turns++;
    try {
      const memory = this.#memory(key.nasId);
      await takeTurn(this.#deps, { key, worker: this.#worker, memory, signal });
    } catch (error) {
      this.#fault(error, `turn at NAS ${key.nasId}`);
    } finally {
      this.#turns.delete(key.nasId);
    }
  }

  #memory(nasId: string): NasMemory {
    const memory = this.#memories.get(nasId) ?? new NasMemory(this.#deps);
    this.#memories.delete(nasId);
    this.#memories.set(nasId, memory);
    if (this.#memories.size > maxRemembered) this.#memories.delete(this.#memories.keys().next().value!);
    return memory;
  }

  async #every(ms: number, signal: AbortSignal, place: string, work: () => Promise<void>): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await work();
        failures = 0;
      } catch (error) {
        // Once per outage: the database may be away for an hour.
        if (failures++ === 0) this.#fault(error, place);
      }
      const waitMs = Math.min(ms * 2 ** Math.min(failures, 10), Math.max(ms, maxBackoffMs));
      await delay(failures === 0 ? ms : waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #fault(error: unknown, place: string): void {
    this.#stats.failures++;
    this.#deps.onFault(error, place);
  }
}
