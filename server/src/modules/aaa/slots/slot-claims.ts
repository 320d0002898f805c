import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import { OtherNodes } from './other-nodes.ts';
import {
  claimSessions,
  pruneClaims,
  readOtherBeats,
  releaseSessions,
  type SlotClaim,
  type SlotRelease,
} from './slot-claim-store.ts';

/** A login waits no longer than this for the database; then what this node knows decides. */
const claimLimitMs = 250;
/** After a claim that did not come back in time none is tried for so long: each would cost a login its wait. */
const restMs = 2_000;
/** As long as a login may take to its first accounting packet and that to the database. */
const claimS = 60;
const batchClaims = 200;
/** Logins waiting at one time; for those beyond, what this node knows decides. */
const maxWaiting = 4_096;
/** Ends of sessions waiting to be told; a claim that is not given back runs out by itself. */
const maxReleases = 10_000;
const watchMs = 2_000;
const prunedEachTime = 5_000;

export interface SlotClaimsOptions {
  /** A pool of its own, so that a claim waits behind no other work. */
  readonly database: Database;
  readonly clock: Clock;
  readonly node: string;
  readonly onFault: (error: unknown) => void;
}

interface Waiting {
  readonly claim: SlotClaim;
  readonly settle: (isGranted: boolean) => void;
  readonly untilMs: number;
}

/**
 * Session slots between radius nodes: while another node is alive, a login that this node grants is also claimed
 * in PostgreSQL. A node that is alone asks nobody; nor does one whose database is slow or away.
 */
export class SlotClaims {
  readonly #options: SlotClaimsOptions;
  readonly #waiting: Waiting[] = [];
  #releases: SlotRelease[] = [];
  readonly #others: OtherNodes;
  #hasOthers = false;
  #restsUntilMs = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #watching: Promise<void> | undefined;
  #claimed = 0;
  #refused = 0;
  #undecided = 0;

  constructor(options: SlotClaimsOptions) {
    this.#options = options;
    this.#others = new OtherNodes(options.clock);
  }

  /** Resolves when it is known whether there are other nodes, or that nobody can say. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.#watch(), watchMs);
    await this.#watch();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([this.#working, this.#watching]);
    await this.#options.database.close();
  }

  /** Whether a login has to be claimed as well. */
  get areNeeded(): boolean {
    return this.#hasOthers;
  }

  /** False: the other nodes have granted as many sessions as allowed. True also when the database cannot say. */
  claim(claim: SlotClaim): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#waiting.length >= maxWaiting || this.#isResting) return resolve(this.#undecide());
      const late = setTimeout(() => {
        this.#restsUntilMs = this.#options.clock.monotonic() + restMs;
        resolve(this.#undecide());
      }, claimLimitMs);
      const settle = (isGranted: boolean): void => {
        clearTimeout(late);
        resolve(isGranted);
      };
      this.#waiting.push({ claim, settle, untilMs: this.#options.clock.monotonic() + claimLimitMs });
      this.#work();
    });
  }

  /** A session has ended: its claim, where it is young enough to have one, is given back. */
  release(release: SlotRelease): void {
    if (!this.#hasOthers || this.#releases.length >= maxReleases) return;
    this.#releases.push(release);
    this.#work();
  }

  stats(): { hasOtherNodes: boolean; claimed: number; refused: number; undecided: number } {
    return {
      hasOtherNodes: this.#hasOthers,
      claimed: this.#claimed,
      refused: this.#refused,
      undecided: this.#undecided,
    };
  }

  get #isResting(): boolean {
    return this.#options.clock.monotonic() < this.#restsUntilMs;
  }

  #undecide(): true {
    this.#undecided++;
    return true;
  }

  /** One transaction at a time: what comes meanwhile is the next batch. */
  #work(): void {
    this.#working ??= this.#workAll();
  }

  async #workAll(): Promise<void> {
    // Requests that came in the same turn of the loop share the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0 || this.#releases.length > 0) {
      const releases = this.#releases.splice(0, batchClaims);
      const nowMs = this.#options.clock.monotonic();
      const waiting = this.#waiting.splice(0, batchClaims).filter(({ untilMs }) => nowMs < untilMs);
      try {
        await this.#workBatch(waiting, releases);
      } catch (error) {
        this.#options.onFault(error);
        this.#restsUntilMs = this.#options.clock.monotonic() + restMs;
        for (const { settle } of waiting) settle(this.#undecide());
      }
    }
    // In the same step as the last look at what waits, or a claim that comes between would wait for nobody.
    this.#working = undefined;
  }

  async #workBatch(waiting: readonly Waiting[], releases: readonly SlotRelease[]): Promise<void> {
    const { database, clock } = this.#options;
    const claims = waiting.map(({ claim }) => claim);
    const granted = await database.acrossTenants(async (tx) => {
      if (releases.length > 0) await releaseSessions(tx, releases);
      return claims.length > 0 ? claimSessions(tx, { claims, atMs: clock.now(), claimS }) : [];
    });
    waiting.forEach(({ settle }, place) => {
      if (granted[place]) this.#claimed++;
      else this.#refused++;
      settle(granted[place]!);
    });
  }

  #watch(): Promise<void> {
    this.#watching ??= this.#look().finally(() => (this.#watching = undefined));
    return this.#watching;
  }

  async #look(): Promise<void> {
    const { database, clock, node, onFault } = this.#options;
    try {
      this.#hasOthers = await database.acrossTenants(async (tx) => {
        const hasOthers = this.#others.look(await readOtherBeats(tx, node));
        if (hasOthers) await pruneClaims(tx, { atMs: clock.now(), claimS, limit: prunedEachTime });
        return hasOthers;
      });
    } catch (error) {
      // What was known last goes on: the nodes are likely still there, and without the database none can claim.
      onFault(error);
    }
  }
}
