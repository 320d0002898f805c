import { whoRuns } from '@trunkline/server/roles/supervisor/index.ts';
import type { Config } from '@trunkline/server/platform/config/index.ts';
import type { Command, Terminal } from '../command.ts';
import { checkAlarms } from '../doctor/check-alarms.ts';
import { checkDatabase } from '../doctor/check-database.ts';
import { checkDisk } from '../doctor/check-disk.ts';
import { checkJournals } from '../doctor/check-journals.ts';
import { checkPermissions } from '../doctor/check-permissions.ts';
import { checkPorts } from '../doctor/check-ports.ts';
import type { Check, Finding, Patient } from '../doctor/finding.ts';
import { readRunning } from '../installation/find-local-url.ts';
import { readInstallation } from '../installation/read-installation.ts';
import { parseOptions } from '../parse-options.ts';
import { printable } from '../terminal/printable.ts';

const usage = `
trunkline doctor [--json]

Looks at this machine's installation: whether it runs, ports, permissions, disk, database, clock, journals,
roles, and the alarms that the product's own figures show.
Each line is ok, warn or fail, with what mends it. Ends with 1 when something fails. Changes nothing.
`;

const checks: Check[] = [checkPermissions, checkDisk, checkPorts, checkDatabase, checkJournals, checkAlarms];

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'say what is wrong with this installation, and what mends it',
  usage,
  run: runDoctor,
};

async function runDoctor(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, { json: { type: 'boolean', default: false } });
  const config = asItRuns(readInstallation(terminal));
  const patient: Patient = { config, pid: whoRuns(config.home), clock: terminal.clock };
  const findings = [describeRun(patient)];
  // One after the other: each wants a quiet machine for what it measures.
  for (const check of checks) findings.push(...(await check(patient)));
  if (values.json) terminal.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else for (const finding of findings) terminal.stdout.write(describe(finding));
  return findings.some(({ level }) => level === 'fail') ? 1 : 0;
}

/** The product may have been started under another name than this shell's settings say. */
function asItRuns(config: Config): Config {
  const node = readRunning(config.home)?.node ?? config.role.node;
  return { ...config, role: { ...config.role, node } };
}

function describeRun({ pid, config }: Patient): Finding {
  const subject = 'running';
  if (pid !== undefined)
    return { level: 'ok', subject, message: `Trunkline runs on ${config.home} as process ${pid}` };
  return {
    level: 'warn',
    subject,
    message: `Trunkline does not run on ${config.home}`,
    remedy: 'Start it: bin/trunkline start',
  };
}

function describe({ level, subject, message, remedy }: Finding): string {
  const line = `${level.padEnd(5)} ${subject.padEnd(12)} ${printable(message)}\n`;
  return remedy ? `${line}${' '.repeat(19)}${printable(remedy)}\n` : line;
}
