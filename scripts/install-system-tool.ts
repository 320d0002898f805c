import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

/**
 * `install-system-tool.ts <tool>`: makes sure that a program that tests need is there. Installs its Debian
 * package where it may, and otherwise fails with the command to run. Never passes without the tool.
 */
const packages: Record<string, string> = {
  radclient: 'freeradius-utils',
  freeradius: 'freeradius freeradius-postgresql freeradius-utils',
};

const tool = process.argv[2] ?? '';
const name = packages[tool];
if (!name) fail(`There is no package known for "${tool}"; known are ${Object.keys(packages).join(', ')}.`);
else if (isInstalled(tool)) console.log(`${tool} is installed`);
else install(tool, name);

function install(tool: string, name: string): void {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${name}`;
  const remedy = `${tool} is missing. Run: ${userInfo().uid === 0 ? '' : 'sudo sh -c '}'${command}'`;
  if (!isInstalled('apt-get')) {
    return fail(
      `${tool} is missing, and this is no Debian or Ubuntu. Install the package that contains it (${name}).`,
    );
  }
  const prefix = privilege();
  if (!prefix) return fail(remedy);
  console.log(`${tool} is missing; installing ${name}`);
  const done = spawnSync(prefix[0]!, [...prefix.slice(1), command], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0 || !isInstalled(tool)) fail(`Installing ${name} did not work. ${remedy}`);
}

/** A shell with the rights to install, or undefined; sudo only where it asks for no password. */
function privilege(): string[] | undefined {
  if (userInfo().uid === 0) return ['sh', '-c'];
  const asked = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return asked.status === 0 ? ['sudo', '-n', 'sh', '-c'] : undefined;
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
