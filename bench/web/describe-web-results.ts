import { count, mean, ms, table } from '../radius/markdown-table.ts';
import type { MemoryFigure } from './measure-memory.ts';
import type { PageSample } from './measure-pages.ts';
import type { RadiusSample } from './measure-radius.ts';
import { pageKinds } from './page-kinds.ts';
import type { PageKind } from './page.ts';
import type { SizeFigures, WebResults } from './web-results.ts';

const memoryBudgetMb = 400;
/** The large installation beside the usual one. */
const mostSlower = 1.5;
/** Of the p99 of logins, while eight people browse. */
const mostMoved = 0.2;

/** The results for people, as Markdown. */
export function describeWebResults({ origin, sizes }: WebResults): string {
  const { command, date, commit, machine, versions } = origin;
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const usual = sizes[0];
  return [
    '# The pages of the web app',
    'Written by `npm run bench:web`. What is measured, and how to read it: `bench/README.md`.',
    `\`${command}\`, ${date}, commit ${commit}. ${machine}; ${programs.join(', ')}.`,
    ...sizes.flatMap((figures) => describeSize(figures, figures === usual ? undefined : usual)),
  ].join('\n\n');
}

function describeSize(
  { size, pages, memory, radius }: SizeFigures,
  usual: SizeFigures | undefined,
): string[] {
  const sessions = size.openSessions + size.recentSessions + size.oldSessions;
  return [
    `## ${count(size.subscribers)} subscribers`,
    `${count(sessions)} sessions (${count(size.openSessions)} open), ${count(size.logRows)} rows of the authentication log, ` +
      `${size.nas} NAS; eight clients without a pause between two pages.`,
    pageTable(pages, usual),
    ...(pages.some(({ faults }) => faults.length > 0) ? [faultList(pages)] : []),
    ...(memory.length > 0 ? ['Memory after that, shares that add up (PSS):', memoryTable(memory)] : []),
    ...(radius.length > 0 ? ['Logins at a steady rate meanwhile:', radiusTable(radius)] : []),
  ];
}

function pageTable(pages: readonly PageSample[], usual: SizeFigures | undefined): string {
  const rows = pageKinds.flatMap((kind) => {
    const sample = pages.find(({ page }) => page === kind.name);
    if (sample === undefined) return [];
    const before = usual?.pages.find(({ page }) => page === kind.name);
    return [pageRow(kind, sample, before)];
  });
  return table(
    [
      'page',
      'requests',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'budget p95',
      'verdict',
      'kB',
      'requests/s',
      'api CPU ms',
      'PostgreSQL CPU ms',
      'clients CPU ms',
      'cores lost to others',
      ...(usual ? ['times the usual size'] : []),
    ],
    rows,
  );
}

function pageRow(kind: PageKind, sample: PageSample, before: PageSample | undefined): string[] {
  const { p50, p95, p99, cpu, perSecond, bytes, visits, requests } = sample;
  return [
    kind.title,
    (requests / visits).toFixed(0),
    ms(p50),
    ms(p95),
    ms(p99),
    budgetOf(kind),
    verdictOf(kind, sample, before),
    (bytes / 1_000).toFixed(1),
    count(perSecond),
    ms(cpu.apiMs),
    ms(cpu.postgresMs),
    ms(cpu.clientsMs),
    cpu.othersCores.toFixed(1),
    ...(before ? [(p95 / before.p95).toFixed(2)] : []),
  ];
}

function budgetOf({ budget: { p95Ms, perSecond, bytes } }: PageKind): string {
  return [`${p95Ms} ms`, perSecond && `${perSecond}/s`, bytes && `${bytes / 1_000} kB`]
    .filter(Boolean)
    .join(', ');
}

/** A large installation is held against the usual one. */
export function verdictOf(
  { budget }: Pick<PageKind, 'budget'>,
  sample: Pick<PageSample, 'p95' | 'perSecond' | 'largestBytes' | 'faults'>,
  before: Pick<PageSample, 'p95'> | undefined,
): string {
  if (sample.faults.length > 0) return 'wrong answers';
  if (before) return sample.p95 <= before.p95 * mostSlower ? 'held' : 'missed: slower';
  if (sample.p95 > budget.p95Ms) return 'missed: p95';
  if (sample.perSecond < (budget.perSecond ?? 0)) return 'missed: rate';
  return sample.largestBytes > (budget.bytes ?? Infinity) ? 'missed: size' : 'held';
}

function faultList(pages: readonly PageSample[]): string {
  const faults = pages.flatMap(({ page, faults: found }) =>
    found.slice(0, 5).map((fault) => `- ${page}: ${fault}`),
  );
  return ['Wrong answers:', '', ...faults].join('\n');
}

function memoryTable(memory: readonly MemoryFigure[]): string {
  const total = memory.reduce((sum, { pssMb }) => sum + pssMb, 0);
  const verdict = total <= memoryBudgetMb ? 'held' : 'missed';
  const rows = memory.map(({ process, pssMb }) => [process, count(pssMb), '']);
  return table(
    ['', 'PSS MB', `budget ${memoryBudgetMb} MB`],
    [...rows, ['all together', count(total), verdict]],
  );
}

function radiusTable(samples: readonly RadiusSample[]): string {
  const kinds = [...new Set(samples.map(({ browsing }) => browsing))];
  const p99Of = (browsing: RadiusSample['browsing']): number =>
    mean(samples.filter((sample) => sample.browsing === browsing).map(({ p99 }) => p99));
  const alone = p99Of('nobody');
  const rows = kinds.map((browsing) => {
    const own = samples.filter((sample) => sample.browsing === browsing);
    const moved = p99Of(browsing) / alone - 1;
    return [
      browsing,
      count(mean(own.map(({ perSecond }) => perSecond))),
      mean(own.map(({ p50 }) => p50)).toFixed(2),
      p99Of(browsing).toFixed(2),
      browsing === 'nobody' ? '' : `${moved >= 0 ? '+' : ''}${(moved * 100).toFixed(0)} %`,
      browsing === 'paced' ? (moved <= mostMoved ? 'held' : 'missed') : '',
      count(own.reduce((sum, { unanswered }) => sum + unanswered, 0)),
    ];
  });
  return table(
    ['who browses', 'logins/s', 'p50 ms', 'p99 ms', 'p99 moved', 'budget 20 %', 'not accepted'],
    rows,
  );
}
