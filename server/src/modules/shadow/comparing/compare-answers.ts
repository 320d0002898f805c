import type { RejectReasonCode } from '../../aaa/index.ts';
import { guessCause } from './guess-cause.ts';
import { isMildMeaning, meanings, type Meaning } from './meanings.ts';
import type { ReadAnswer } from './read-answer.ts';
import type { Statement } from './read-statements.ts';

/** Two clocks and two roundings. */
const secondsTolerance = 2;

/** Why our answer is what it is. */
export interface OurCause {
  readonly reason: RejectReasonCode | null;
  /** In a sentence. */
  readonly explain: () => string;
}

/** One subject on which two answers to the same login disagree. */
export interface Difference {
  /** `we_refuse_expired`, `they_refuse_sessions`, `rate_differs`, `address_missing` (here), `pool_extra` (here). */
  readonly kind: string;
  /** Changes nothing of the service. */
  readonly isMild: boolean;
  readonly sentence: string;
}

/**
 * Everything that a subscriber or a router would notice if our answer stood in the place of theirs; none: nothing.
 * `waitedS`: how much later theirs was made, by which times counted down differ.
 */
export function compareAnswers(
  ours: ReadAnswer,
  theirs: ReadAnswer,
  { cause, waitedS }: { cause: OurCause; waitedS: number },
): Difference[] {
  if (ours.decision !== theirs.decision) return [otherDecision(ours, theirs, cause)];
  const keys = new Set([...ours.statements.keys(), ...theirs.statements.keys()]);
  const differences: Difference[] = [];
  for (const key of keys) {
    const [here, there] = [ours.statements.get(key), theirs.statements.get(key)];
    if (isEqual(here, there, secondsTolerance + waitedS)) continue;
    // Who is refused is told so in each server's own words, if at all.
    if (ours.decision === 'reject' && (key === 'message' || !here || !there)) continue;
    differences.push(difference(key, here, there));
  }
  if (differences.length === 0 || ours.decision === 'reject') return differences;
  const because = cause.explain();
  return differences.map((found) =>
    found.kind.startsWith('rate_') ? { ...found, sentence: `${found.sentence} Here: ${because}.` } : found,
  );
}

function otherDecision(ours: ReadAnswer, theirs: ReadAnswer, { reason, explain }: OurCause): Difference {
  if (ours.decision === 'reject') {
    const kind = `we_refuse_${(reason ?? 'aaa.unknown').replace('aaa.', '')}`;
    return { kind, isMild: false, sentence: `They let in; refused here. ${explain()}` };
  }
  const message = theirs.statements.get('message')?.text;
  const words = message === undefined ? '' : ` (${message})`;
  return {
    kind: `they_refuse_${guessCause(message)}`,
    isMild: false,
    sentence: `They refuse${words}; let in here: ${explain()}.`,
  };
}

function isEqual(here: Statement | undefined, there: Statement | undefined, tolerance: number): boolean {
  if (!here || !there) return here === there;
  if (here.key === there.key) return true;
  if (here.seconds === undefined || there.seconds === undefined) return false;
  return Math.abs(here.seconds - there.seconds) <= tolerance;
}

function difference(key: string, here: Statement | undefined, there: Statement | undefined): Difference {
  const [word, name] = key.split(':');
  const meaning = word as Meaning;
  const subject = name ?? meanings[meaning];
  const isMild = isMildMeaning(meaning);
  const label = subject.charAt(0).toUpperCase() + subject.slice(1);
  if (!here)
    return { kind: `${word}_missing`, isMild, sentence: `${label}: none here, ${there!.text} there.` };
  if (!there) return { kind: `${word}_extra`, isMild, sentence: `${label}: ${here.text} here, none there.` };
  const isSecret = here.text === there.text;
  const sentence = isSecret
    ? `${label}: not the same here and there.`
    : `${label}: ${here.text} here, ${there.text} there.`;
  return { kind: `${word}_differs`, isMild, sentence };
}
