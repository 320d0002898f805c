import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compressFiles } from './compress-files.ts';
import { holdBuildLock } from './build-lock.ts';
import { keepFormerAssets, readBuild, writeBuild } from './build-record.ts';
import { hashSources } from './hash-sources.ts';
import { findVite, runVite } from './run-vite.ts';

export interface WebBuildOptions {
  /** The folder that holds `web/` and `node_modules/`. */
  checkout: string;
  /** Builds although nothing has changed. */
  isForced?: boolean;
  say: (sentence: string) => void;
}

/**
 * Brings `web/admin/dist` to the present sources, unless it is there already. Builds at the same time, of other
 * starts, wait for each other; who opens a page meanwhile gets the former build. Throws BuildFailed.
 */
export async function buildWebApp(options: WebBuildOptions): Promise<'built' | 'unchanged'> {
  const { checkout, isForced = false, say } = options;
  const folder = join(checkout, 'web', 'admin');
  const dist = join(folder, 'dist');
  const isCurrent = (): boolean =>
    !isForced && existsSync(join(dist, 'index.html')) && readBuild(dist)?.sources === hashSources(checkout);
  if (isCurrent()) return 'unchanged';
  const vite = findVite(folder);
  // Ignored by version control, and on the same file system as dist, so that a rename is enough.
  const workFolder = join(folder, 'node_modules', '.trunkline');
  mkdirSync(workFolder, { recursive: true });
  const lock = await holdBuildLock(workFolder, { say });
  try {
    if (isCurrent()) return 'unchanged';
    const sources = hashSources(checkout);
    say('The web app is being built, once for these sources …');
    removeLeftovers(workFolder);
    const unfinished = join(workFolder, `build-${process.pid}`);
    await runVite({ vite, folder, outDirectory: unfinished });
    await compressFiles(unfinished);
    writeBuild(unfinished, sources);
    keepFormerAssets({ former: dist, present: unfinished });
    putInPlace({ unfinished, dist, aside: join(workFolder, `former-${process.pid}`) });
    return 'built';
  } finally {
    lock.release();
  }
}

/** Two renames: for the moment between them a page that is opened is told to come back. */
function putInPlace({ unfinished, dist, aside }: { unfinished: string; dist: string; aside: string }): void {
  if (existsSync(dist)) renameSync(dist, aside);
  renameSync(unfinished, dist);
  rmSync(aside, { recursive: true, force: true });
}

/** Of builds that were killed. Only who holds the lock works here. */
function removeLeftovers(workFolder: string): void {
  for (const name of readdirSync(workFolder)) {
    if (/^(?:build|former)-\d+$/.test(name)) rmSync(join(workFolder, name), { recursive: true, force: true });
  }
}
