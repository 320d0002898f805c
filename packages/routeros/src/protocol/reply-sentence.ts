/** What a sentence of a router is about. */
export type ReplyKind = '!re' | '!done' | '!trap' | '!fatal' | '!empty' | 'unknown';

/** What a router says of one thing; a property that is not there is unset. */
export type Row = Readonly<Record<string, string>>;

export interface ReplySentence {
  readonly kind: ReplyKind;
  readonly tag: string | undefined;
  readonly row: Row;
  /** Words that are neither attributes nor a tag; `!fatal` gives its reason so. */
  readonly loose: readonly string[];
}

const KINDS: ReadonlySet<string> = new Set<ReplyKind>(['!re', '!done', '!trap', '!fatal', '!empty']);
const TAG = '.tag=';

/** Reads the words of a sentence. What is no attribute is kept apart, not refused: newer versions may say more. */
export function readReply(words: readonly string[]): ReplySentence {
  // Without a prototype: a router may well name a property `constructor`.
  const row = Object.create(null) as Record<string, string>;
  const loose: string[] = [];
  let tag: string | undefined;
  for (let index = 1; index < words.length; index++) {
    const word = words[index]!;
    const equals = word.startsWith('=') ? word.indexOf('=', 1) : -1;
    if (equals > 1) row[word.slice(1, equals)] = word.slice(equals + 1);
    else if (word.startsWith(TAG)) tag = word.slice(TAG.length);
    else loose.push(word);
  }
  const [first] = words;
  const kind = first !== undefined && KINDS.has(first) ? (first as ReplyKind) : 'unknown';
  return { kind, tag, row, loose };
}
