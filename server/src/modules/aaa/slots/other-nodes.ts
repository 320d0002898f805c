import type { Clock } from '@trunkline/kit';

/** Roles give a sign of life every five seconds. */
const aliveMs = 20_000;

/** A node's last sign of life, by that node's clock. */
export interface NodeBeat {
  readonly node: string;
  readonly beatAtMs: number;
}

interface KnownNode {
  readonly beatAtMs: number;
  /** Monotonic. */
  readonly heardMs: number;
}

/**
 * Which other nodes are alive: those whose sign of life has changed of late, for their clocks may be wrong. Only
 * at the first look at a node its clock has to do.
 */
export class OtherNodes {
  readonly #clock: Clock;
  #known: ReadonlyMap<string, KnownNode> = new Map();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes the last beat of each other node, as the database has them; true when one of them is alive. */
  look(beats: readonly NodeBeat[]): boolean {
    this.#known = new Map(beats.map((beat) => [beat.node, this.#hear(beat)]));
    const nowMs = this.#clock.monotonic();
    return [...this.#known.values()].some(({ heardMs }) => nowMs - heardMs < aliveMs);
  }

  #hear({ node, beatAtMs }: NodeBeat): KnownNode {
    const before = this.#known.get(node);
    if (before?.beatAtMs === beatAtMs) return before;
    const ageMs = before ? 0 : Math.abs(this.#clock.now() - beatAtMs);
    return { beatAtMs, heardMs: this.#clock.monotonic() - ageMs };
  }
}
