import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Holds the code against the dependency rule. A cruise that sees no modules finds no violations either,
 * so fewer than the expected number is a failure of its own.
 */
const minimumModules = 500;

interface Cruise {
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  modules: { source: string }[];
}

const depcruise = fileURLToPath(new URL('../node_modules/.bin/depcruise', import.meta.url));
const run = spawnSync(
  depcruise,
  [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'packages',
    'simulators',
    'server',
    'cli',
    'scripts',
    'bench',
    'demo',
    'web',
  ],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, cwd: fileURLToPath(new URL('..', import.meta.url)) },
);
if (run.error) throw run.error;
const { summary, modules } = JSON.parse(run.stdout) as Cruise;
const own = modules.filter(({ source }) =>
  /^(packages|simulators|server|cli|scripts|bench|demo|web)\/.*\.tsx?$/.test(source),
);
for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);
if (own.length < minimumModules)
  console.error(`only ${own.length} modules were looked at; at least ${minimumModules} are expected`);
if (summary.violations.length > 0 || own.length < minimumModules) process.exitCode = 1;
else console.log(`boundaries hold: ${own.length} modules looked at`);
