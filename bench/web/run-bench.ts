import process from 'node:process';
import { BenchCleanup } from '../radius/bench-cleanup.ts';
import { fillInstallation } from './fill-installation.ts';
import type { FilledTenant } from './fill-people.ts';
import { KnownRows } from './known-rows.ts';
import { measureMemory } from './measure-memory.ts';
import { PageClients, type PageSample } from './measure-pages.ts';
import { measureRadius } from './measure-radius.ts';
import { pageKinds } from './page-kinds.ts';
import { startInstallation, type WebInstallation } from './start-installation.ts';
import { readWebOptions, type WebOptions, type WebSize } from './web-options.ts';
import { writeWebResults, type SizeFigures } from './web-results.ts';

/**
 * `npm run bench:web [-- --quick] [-- --large] [-- --only list,search]`: an installation of its own, filled, and eight
 * people who open its pages. What is measured and how to read it: bench/README.md. Fails when an answer was wrong.
 */
async function main(): Promise<void> {
  const options = readWebOptions(process.argv.slice(2));
  const cleanup = new BenchCleanup();
  const figures: SizeFigures[] = [];
  try {
    for (const size of options.sizes) {
      const installation = await startInstallation(cleanup);
      const tenant = await fillInstallation(installation, size);
      if (options.isServing) await serve(installation, tenant);
      figures.push(await measureSize(cleanup, installation, { size, tenant, options }));
      const versions = { node: process.versions.node, postgresql: installation.postgresVersion };
      console.log(`\n${writeWebResults(figures, { options, versions })}`);
      await cleanup.run();
    }
  } finally {
    await cleanup.run();
  }
  if (figures.some(({ pages }) => pages.some(({ faults }) => faults.length > 0))) process.exitCode = 1;
}

/** For looking at plans and profiles by hand, until Ctrl-C. */
async function serve({ url, adminUrl }: WebInstallation, tenant: FilledTenant): Promise<void> {
  console.log(JSON.stringify({ url, adminUrl, tenant }));
  await new Promise(() => setInterval(() => {}, 60_000));
}

async function measureSize(
  cleanup: BenchCleanup,
  installation: WebInstallation,
  { size, tenant, options }: { size: WebSize; tenant: FilledTenant; options: WebOptions },
): Promise<SizeFigures> {
  const { measureMs, rounds, only, withRadius } = options;
  const rows = await KnownRows.read(installation, tenant, size);
  const clients = new PageClients({ url: installation.url, tokens: tenant.tokens, seed: 7 });
  const pids = { api: (await installation.pids()).api, postgres: installation.postgresPid };
  const pages: PageSample[] = [];
  for (const kind of pageKinds.filter(({ name }) => only?.includes(name) ?? true)) {
    const samples: PageSample[] = [];
    for (let round = 0; round < rounds; round += 1) {
      samples.push(await clients.measure(kind, rows, { maxMs: measureMs, pids }));
      told(samples.at(-1)!);
    }
    // The last: what a process is slow at in its first minute is no page's.
    pages.push({ ...samples.at(-1)!, faults: [...new Set(samples.flatMap(({ faults }) => faults))] });
  }
  const memory = await measureMemory(installation);
  const given = { tenant, size, measureMs: measureMs * 2, rounds };
  const radius = withRadius ? await measureRadius(cleanup, installation, given) : [];
  return { size, pages, memory, radius };
}

/** A line as it goes, so that a long run is seen to live. */
function told({ page, perSecond, p50, p95, p99, cpu, faults }: PageSample): void {
  console.log(
    `${page.padEnd(10)} ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms, ` +
      `CPU ms: api ${cpu.apiMs.toFixed(2)}, PostgreSQL ${cpu.postgresMs.toFixed(2)}, others ${cpu.othersCores.toFixed(1)} cores` +
      (faults.length > 0 ? `; WRONG: ${faults[0]}` : ''),
  );
}

await main();
