import type { Format } from '@trunkline/web-ui';
import type { TFunction } from 'i18next';
import type { NasCheck } from './nas-queries.ts';

type Words = TFunction<'nas'>;
type Facts = Record<string, string>;

/** What was found as it stands in a sentence: figures, times and reasons in the person's language. */
export function checkFacts(
  { facts }: NasCheck,
  { format, reason }: { format: Format; reason: (code: string) => string },
): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      if (fact === null) return [name, '–'];
      if (name === 'port' || name === 'errorCause') return [name, String(fact)];
      if (name === 'lastPacketAt') return [name, format.relative(fact)];
      if (name === 'reason') return [name, reason(String(fact))];
      return [name, typeof fact === 'number' ? format.count(fact) : fact];
    }),
  );
}

/** What was found. A finding that this version of the page does not know is shown by its code. */
export function checkSentence(t: Words, { name, finding }: NasCheck, facts: Facts): string {
  return t(`check.${name}.${finding}.text` as 'check.heard.never.text', { ...facts, defaultValue: finding });
}

/** What to do about it; nothing where there is nothing to mend. */
export function checkRemedy(t: Words, { name, finding }: NasCheck, facts: Facts): string {
  return t(`check.${name}.${finding}.remedy` as 'check.heard.never.remedy', { ...facts, defaultValue: '' });
}
