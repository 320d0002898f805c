import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import process from 'node:process';
import { faults, type Fault } from './fault-catalogue.ts';
import { root } from './find-test-files.ts';

const folder = `${root}bench/results/torture/`;
const summaryFile = `${root}bench/results/torture.md`;

interface TestOutcome {
  readonly name: string;
  readonly isPassed: boolean;
  readonly seconds: number;
}

export interface Outcome {
  readonly isPassed: boolean;
  readonly tests: readonly TestOutcome[];
  readonly figures: readonly FigureEntry[];
}

/** `id` may name several faults, as the test does: 'A5 B1'. */
interface FigureEntry {
  readonly id: string;
  readonly figures: Readonly<Record<string, unknown>>;
}

interface Result extends Outcome {
  readonly id: string;
  readonly commit: string;
  readonly machine: string;
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  success: boolean;
  testResults: { assertionResults: { fullName: string; status: string; duration?: number | null }[] }[];
}

/** A run that ended before its report was written has not passed. */
export function readOutcome(reportFile: string, figuresFile: string): Outcome {
  if (!existsSync(reportFile)) return { isPassed: false, tests: [], figures: [] };
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const tests = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .map(({ fullName, status, duration }) => ({
      name: fullName,
      isPassed: status === 'passed',
      seconds: Math.round((duration ?? 0) / 100) / 10,
    }));
  const lines = existsSync(figuresFile) ? readFileSync(figuresFile, 'utf8').split('\n').filter(Boolean) : [];
  return { isPassed: report.success, tests, figures: lines.map((line) => JSON.parse(line) as FigureEntry) };
}

/** What of an outcome is about this fault. */
export function concerns(outcome: Outcome, id: string): Outcome {
  const named = new RegExp(String.raw`\b${id}\b`);
  const tests = outcome.tests.filter(({ name }) => named.test(name));
  return {
    isPassed: tests.every(({ isPassed }) => isPassed),
    tests,
    figures: outcome.figures.filter((entry) => named.test(entry.id)),
  };
}

/** A fault of which no test ran has not been held against anything. */
export function mergeOutcomes(outcomes: readonly Outcome[]): Outcome {
  const tests = outcomes.flatMap((outcome) => outcome.tests);
  return {
    isPassed: tests.length > 0 && outcomes.every(({ isPassed }) => isPassed),
    tests,
    figures: outcomes.flatMap((outcome) => outcome.figures),
  };
}

export function writeResult(fault: Fault, outcome: Outcome): void {
  mkdirSync(folder, { recursive: true });
  const result: Result = { id: fault.id, ...outcome, commit: commit(), machine: machine() };
  writeFileSync(`${folder}${fault.id}.json`, `${JSON.stringify(result, undefined, 2)}\n`);
}

/** One table of the last result of every fault, for people. */
export function writeSummary(): void {
  const known = existsSync(folder) ? readdirSync(folder) : [];
  const rows = faults.map((fault) => {
    if (!known.includes(`${fault.id}.json`)) return `| ${fault.id} | ${fault.fault} | not run yet | | |`;
    const result = JSON.parse(readFileSync(`${folder}${fault.id}.json`, 'utf8')) as Result;
    const seconds = result.tests.reduce((sum, test) => sum + test.seconds, 0);
    const figures = result.figures
      .map(({ figures }) =>
        Object.entries(figures)
          .map(([name, value]) => `${name} ${value as string}`)
          .join(', '),
      )
      .join('; ');
    const verdict = result.isPassed ? `held, ${result.tests.length} tests` : 'FAILED';
    return `| ${fault.id} | ${fault.fault} | ${verdict} | ${Math.round(seconds)} s | ${figures} |`;
  });
  const text = `# Faults at full scale

The last result of each, written by \`npm run torture -- ID\`. What must hold, and at which sizes, stands in
\`bench/torture/fault-catalogue.ts\` and in the tests that carry the id; each file in \`torture/\` names the commit
and the machine.

| Id | Fault | Result | Took | Figures |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
  writeFileSync(summaryFile, text);
}

function commit(): string {
  const short = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const changed = execFileSync('git', ['status', '--porcelain', '--', '.', ':!bench/results'], {
    cwd: root,
    encoding: 'utf8',
  });
  return changed === '' ? short : `${short} with changes`;
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GiB, Node ${process.versions.node}`;
}
