import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, identifyProcess } from '../process/index.ts';

/** What postmaster.pid says; lines as in PostgreSQL's miscadmin.h. */
interface PidFile {
  pid: number;
  status: string | undefined;
}

const pollMs = 50;
/** PostgreSQL's fast shutdown writes a checkpoint first; slow disks need their time. */
const fastStopLimitMs = 60_000;
const immediateStopLimitMs = 5_000;

/** The running postmaster of this cluster, or undefined; a file left by a dead one does not count. */
export function findPostmaster(cluster: string): number | undefined {
  const file = readPidFile(cluster);
  return file && isPostmasterOf(cluster, file.pid) ? file.pid : undefined;
}

/** Whether the server with this pid answers. */
export function isReady(cluster: string, pid: number): boolean {
  const file = readPidFile(cluster);
  return file?.pid === pid && file.status === 'ready';
}

/**
 * Removes a postmaster.pid whose process is gone. PostgreSQL itself would refuse to start when the
 * system has meanwhile given the number to another process of the same user.
 */
export function removeStalePidFile(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  if (existsSync(path) && findPostmaster(cluster) === undefined) rmSync(path, { force: true });
}

/** Ends a postmaster: fast, then at once, then by force. Resolves when the process is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  const identity = identifyProcess(pid);
  if (!identity) return;
  const isGone = (): boolean => identifyProcess(pid) !== identity;
  const steps = [
    { signal: 'SIGINT', limitMs: fastStopLimitMs },
    { signal: 'SIGQUIT', limitMs: immediateStopLimitMs },
    { signal: 'SIGKILL', limitMs: immediateStopLimitMs },
  ] as const;
  for (const { signal, limitMs } of steps) {
    if (!isGone()) sendSignal(pid, signal);
    for (let waitedMs = 0; waitedMs < limitMs; waitedMs += pollMs) {
      if (isGone()) return;
      await sleep(pollMs);
    }
  }
  throw new Error(`the PostgreSQL process ${pid} does not end`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function readPidFile(cluster: string): PidFile | undefined {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  const pid = Number(lines[0]);
  // A file cut short by a full disk names nobody.
  return Number.isInteger(pid) && pid > 0 ? { pid, status: lines[7]?.trim() } : undefined;
}

function isPostmasterOf(cluster: string, pid: number): boolean {
  const command = commandOf(pid);
  return command !== undefined && /postgres/.test(command[0] ?? '') && command.includes(cluster);
}
