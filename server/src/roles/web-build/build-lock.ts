import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess } from '../../platform/process/index.ts';
import { BuildFailed } from './build-failed.ts';

const lookAgainMs = 300;
/** A build takes some ten seconds; one that takes this long hangs. */
const waitLimitMs = 240_000;

/** One build at a time in this checkout. The lock of a process that no longer runs is taken over. */
export async function holdBuildLock(
  folder: string,
  { say }: { say: (sentence: string) => void },
): Promise<{ release: () => void }> {
  const path = join(folder, 'lock');
  const own = `${path}-${process.pid}`;
  // Written first and linked then: a lock appears with its content or not at all.
  writeFileSync(own, `${process.pid} ${identifyProcess(process.pid) ?? ''}`);
  try {
    for (let waitedMs = 0; waitedMs < waitLimitMs; waitedMs += lookAgainMs) {
      if (linkOnce(own, path)) return { release: () => rmSync(path, { force: true }) };
      if (!isHeld(path)) {
        rmSync(path, { force: true });
        continue;
      }
      if (waitedMs === 0) say('Another start is building the web app; waiting for it …');
      await sleep(lookAgainMs);
    }
    throw new BuildFailed(`another build has held ${path} for minutes; end it and try again`);
  } finally {
    rmSync(own, { force: true });
  }
}

function linkOnce(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(path: string): boolean {
  try {
    const [pid, identity] = readFileSync(path, 'utf8').split(' ', 2);
    return identity !== '' && identifyProcess(Number(pid)) === identity;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
