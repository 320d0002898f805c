import type { Random } from '@trunkline/kit';
import type { KnownRows } from './known-rows.ts';

export interface ApiAnswer {
  readonly ok: boolean;
  // Answers of every shape are looked into.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly meta?: { readonly nextCursor: string | null };
}

export interface PageRequest {
  readonly path: string;
  /** Looks into the answer: what is wrong with it, or undefined. */
  readonly fault: (answer: ApiAnswer) => string | undefined;
}

/** One opening of a page: requests that go out together. */
export type Visit = readonly PageRequest[];

export interface PageKind {
  readonly name: string;
  readonly title: string;
  readonly budget: {
    /** Of the whole page, from its first request to its last answer. */
    readonly p95Ms: number;
    readonly perSecond?: number;
    readonly bytes?: number;
  };
  /** The next visit of a client. */
  readonly visit: (rows: KnownRows, random: Random) => Visit;
}
