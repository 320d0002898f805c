import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Clock } from '@trunkline/kit';
import type { RoleConfig } from '../../platform/config/index.ts';
import type { RoleName } from '../role-names.ts';

export interface OwnMetricsOptions {
  readonly config: RoleConfig;
  readonly version: string;
  readonly clock: Clock;
  readonly disks: readonly DiskRoom[];
  /** Of disks, since the start. */
  readonly failedReadings: number;
}

export interface DiskRoom {
  /** What lies on it: `data`, `journal` or `database`. */
  readonly disk: string;
  readonly size: number;
  readonly free: number;
}

/** A role as the supervisor sees it. */
export interface RoleState {
  readonly role: RoleName;
  readonly restarts: number;
  readonly isAnswering: boolean;
}

interface Line {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * What only the supervisor knows: which roles answer, how often each came back, the room on the disks. Written
 * without a library, because the supervisor loads none.
 */
export function ownMetrics(
  { config, version, clock, disks, failedReadings }: OwnMetricsOptions,
  roles: readonly RoleState[],
): string {
  const { user, system } = process.cpuUsage();
  const self = { role: 'supervisor' };
  const ofRole = (pick: (each: RoleState) => number): Line[] =>
    roles.map((each) => ({ labels: { role: each.role }, value: pick(each) }));
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
      ofRole(({ restarts }) => restarts),
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
    family(
      'trunkline_metric_reading_failures_total',
      'counter',
      'Families left out because reading them failed; not zero is a fault of the program.',
      [{ labels: self, value: failedReadings }],
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

/** Where the data, the journal and the database lie. One that cannot be read is left out and told to `onFailure`. */
export async function readDisks(config: RoleConfig, onFailure: () => void): Promise<DiskRoom[]> {
  const folders = {
    data: config.dataDirectory,
    journal: config.journalDirectory,
    database: join(config.dataDirectory, 'postgres'),
  };
  const read = Object.entries(folders).map(async ([disk, folder]) => {
    try {
      const { blocks, bavail, bsize } = await statfs(folder);
      return [{ disk, size: blocks * bsize, free: bavail * bsize }];
    } catch (error) {
      // With DATABASE_URL the database has no folder here. A disk that fails must not hide all other figures.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onFailure();
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}
