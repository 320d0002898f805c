import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';

/**
 * `install-system-tool.ts <tool>`: makes sure that a program that tests or benchmarks need is there. Installs
 * its Debian packages where it may, and otherwise fails with the command to run. Never passes without the tool.
 */
interface SystemTool {
  readonly packages: string;
  /** What must be there besides the program itself. */
  readonly files: readonly string[];
  /** Started and enabled by the package, and not wanted: it would take the ports that the product answers on. */
  readonly service?: string;
}

const tools: Record<string, SystemTool> = {
  radclient: { packages: 'freeradius-utils', files: [] },
  strace: { packages: 'strace', files: [] },
  chromium: { packages: 'chromium', files: [] },
  eapol_test: { packages: 'eapoltest', files: [] },
  radsecproxy: { packages: 'radsecproxy', files: [], service: 'radsecproxy.service' },
  freeradius: {
    packages: 'freeradius freeradius-postgresql freeradius-utils',
    files: ['/usr/lib/freeradius/rlm_sql_postgresql.so'],
    service: 'freeradius.service',
  },
};

const name = process.argv[2] ?? '';
const tool = tools[name];
if (!tool) fail(`There is no package known for "${name}"; known are ${Object.keys(tools).join(', ')}.`);
else if (isComplete(name, tool)) console.log(`${name} is installed`);
else install(name, tool);

function install(program: string, wanted: SystemTool): void {
  const { packages, service } = wanted;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages}`;
  const remedy =
    `${program} is missing. Run: ${userInfo().uid === 0 ? 'sh -c' : 'sudo sh -c'} '${command}'` +
    (service ? `, and, as its service is not needed: systemctl disable --now ${service}` : '');
  if (!isInstalled('apt-get')) {
    return fail(
      `${program} is missing, and this is no Debian or Ubuntu. Install the packages that contain it (${packages}).`,
    );
  }
  const prefix = privilege();
  if (!prefix) return fail(remedy);
  console.log(`${program} is missing; installing ${packages}`);
  // A service that was there before stays as it is, whoever started it.
  const isOurs = service !== undefined && !isInstalled(program);
  const script = isOurs ? withoutService(command, service) : command;
  const done = spawnSync(prefix[0]!, [...prefix.slice(1), script], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0 || !isComplete(program, wanted))
    fail(`Installing ${packages} did not work. ${remedy}`);
}

/**
 * Installs without the service being started now or at the next boot. Debian asks policy-rc.d before it starts
 * one; where the machine has its own, that one decides.
 */
function withoutService(command: string, service: string): string {
  const policy = '/usr/sbin/policy-rc.d';
  return [
    `if [ ! -e ${policy} ]; then`,
    `  trap 'rm -f ${policy}' EXIT INT TERM`,
    `  printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod 755 ${policy}`,
    'fi',
    `${command} || exit 1`,
    `if command -v systemctl > /dev/null; then systemctl disable ${service}; fi`,
  ].join('\n');
}

/** A shell with the rights to install, or undefined; sudo only where it asks for no password. */
function privilege(): string[] | undefined {
  if (userInfo().uid === 0) return ['sh', '-c'];
  const asked = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return asked.status === 0 ? ['sudo', '-n', 'sh', '-c'] : undefined;
}

function isComplete(program: string, { files }: SystemTool): boolean {
  return isInstalled(program) && files.every((file) => existsSync(file));
}

function isInstalled(program: string): boolean {
  // Servers stand where only root's path leads.
  const script = 'PATH="$PATH:/usr/sbin:/sbin"; command -v "$1"';
  return spawnSync('sh', ['-c', script, 'sh', program], { stdio: 'ignore' }).status === 0;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
