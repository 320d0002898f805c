import { systemClock } from '@trunkline/kit';
import { effectivePolicy, type PolicyQuestion } from '../../server/src/modules/policy/index.ts';
import { keepResults } from '../keep-results.ts';
import { table } from '../radius/markdown-table.ts';
import { askedQuestions } from './questions.ts';

const roundMs = 1_000;
const rounds = 5;
/** The clock is read once for so many decisions. */
const decisionsAtOnce = 1_000;

interface Figures {
  readonly name: string;
  readonly decision: string;
  /** Of all rounds the middle one's. */
  readonly perSecond: number;
}

/** `npm run bench:policy`: decisions a second of one thread, each at another instant. */
function main(): void {
  const figures = askedQuestions.map(({ name, question }): Figures => {
    const { cause } = effectivePolicy(question);
    const rates = Array.from({ length: rounds }, () => decisionsPerSecond(question));
    return {
      name,
      decision: cause.code,
      perSecond: rates.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!,
    };
  });
  const rows = figures.map(({ name, decision, perSecond }) => [
    name,
    decision,
    Math.round(perSecond).toLocaleString('en-US'),
    `${Math.round(1e9 / perSecond)} ns`,
  ]);
  const text = `# Policy

How often one thread answers \`effectivePolicy\`, at instants a millisecond apart. A login asks once, of some 27 µs that it
may take at 37,000 a second; enforcement asks once for each subscriber who is due.

${table(['Asked about', 'Decided by', 'Decisions a second', 'Each'], rows)}
`;
  console.log(keepResults('policy', { text, figures: { figures } }));
}

function decisionsPerSecond(question: PolicyQuestion<never>): number {
  const asked = { ...question };
  const beganMs = systemClock.monotonic();
  let decisions = 0;
  for (;;) {
    for (let n = 0; n < decisionsAtOnce; n++)
      effectivePolicy({ ...asked, nowMs: question.nowMs + decisions++ });
    const tookMs = systemClock.monotonic() - beganMs;
    if (tookMs >= roundMs) return (decisions / tookMs) * 1_000;
  }
}

main();
