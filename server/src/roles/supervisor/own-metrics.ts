import { realpathSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Clock } from '@trunkline/kit';
import type { RoleConfig } from '../../platform/config/index.ts';
import type { RoleProcess } from './role-process.ts';

export interface OwnMetricsOptions {
  readonly config: RoleConfig;
  readonly version: string;
  readonly clock: Clock;
}

interface Line {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * What only the supervisor knows: which roles answer, how often each came back, the room on the disks. Written
 * without a library, because the supervisor loads none.
 */
export async function ownMetrics(
  { config, version, clock }: OwnMetricsOptions,
  roles: readonly { readonly role: RoleProcess; readonly isAnswering: boolean }[],
): Promise<string> {
  const { user, system } = process.cpuUsage();
  const self = { role: 'supervisor' };
  const ofRole = (pick: (each: (typeof roles)[number]) => number): Line[] =>
    roles.map((each) => ({ labels: { role: each.role.role }, value: pick(each) }));
  const disks = await readDisks(config);
  return [
    family('trunkline_build_info', 'gauge', 'Which version runs on which node; always 1.', [
      { labels: { version, node: config.node, runtime: process.version }, value: 1 },
    ]),
    family(
      'trunkline_role_up',
      'gauge',
      'Whether the role answered the supervisor within a second.',
      ofRole(({ isAnswering }) => Number(isAnswering)),
    ),
    family(
      'trunkline_role_restarts_total',
      'counter',
      'How often the role ended by itself and was started again.',
      ofRole(({ role }) => role.restarts),
    ),
    family(
      'trunkline_disk_size_bytes',
      'gauge',
      'Size of the disk under the data, the journal, the database.',
      disks.map(({ disk, size }) => ({ labels: { disk }, value: size })),
    ),
    family(
      'trunkline_disk_free_bytes',
      'gauge',
      'Room left on it for this user.',
      disks.map(({ disk, free }) => ({ labels: { disk }, value: free })),
    ),
    family('process_cpu_seconds_total', 'counter', 'CPU time of the process, user and system.', [
      { labels: self, value: (user + system) / 1e6 },
    ]),
    family('process_resident_memory_bytes', 'gauge', 'Memory that the process holds.', [
      { labels: self, value: process.memoryUsage.rss() },
    ]),
    family('process_start_time_seconds', 'gauge', 'When the process started, since 1970 UTC.', [
      { labels: self, value: clock.now() / 1_000 - process.uptime() },
    ]),
  ].join('');
}

function family(name: string, type: 'gauge' | 'counter', help: string, lines: readonly Line[]): string {
  const samples = lines.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`);
    return `${name}{${pairs.join(',')}} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join('')}`;
}

function escape(text: string): string {
  return text.replace(/[\\\n"]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}

async function readDisks(config: RoleConfig): Promise<{ disk: string; size: number; free: number }[]> {
  const folders = {
    data: config.dataDirectory,
    journal: config.journalDirectory,
    database: join(config.dataDirectory, 'postgres'),
  };
  const read = Object.entries(folders).map(async ([disk, folder]) => {
    try {
      const { blocks, bavail, bsize } = await statfs(realpathSync(folder));
      return [{ disk, size: blocks * bsize, free: bavail * bsize }];
    } catch (error) {
      // With DATABASE_URL the database has no folder here.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
  return (await Promise.all(read)).flat();
}
