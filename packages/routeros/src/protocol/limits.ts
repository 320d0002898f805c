/** What we take from a router: it may be broken, or somebody else in its place. */
export interface RouterosLimits {
  readonly maxWordBytes: number;
  readonly maxSentenceWords: number;
  readonly maxSentenceBytes: number;
  /** Of one command. */
  readonly maxRows: number;
  /** Of all rows of one command. */
  readonly maxReplyBytes: number;
  /** Sentences in a row that belong to no command of ours. */
  readonly maxStraySentences: number;
}

/** Room for every print of a router with 20,000 sessions; a row has about 200 bytes. */
export const DEFAULT_LIMITS: RouterosLimits = {
  maxWordBytes: 1024 * 1024,
  maxSentenceWords: 512,
  maxSentenceBytes: 2 * 1024 * 1024,
  maxRows: 100_000,
  maxReplyBytes: 32 * 1024 * 1024,
  maxStraySentences: 1_000,
};
