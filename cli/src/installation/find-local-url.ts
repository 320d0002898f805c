import { existsSync, readFileSync } from 'node:fs';
import { runningPath, whoRuns, type Running } from '@trunkline/server/roles/supervisor/index.ts';
import { LOCAL_URL } from '../api/server-url.ts';
import type { Terminal } from '../command.ts';
import { readInstallation } from './read-installation.ts';

/** What runs on this machine's installation; undefined when nothing does. */
export function readRunning(home: string): Running | undefined {
  const path = runningPath(home);
  if (whoRuns(home) === undefined || !existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')) as Running;
}

/** The API of this machine's installation, on whichever port it runs; the standard one when it does not run. */
export function findLocalUrl(terminal: Terminal): string {
  const running = readRunning(readInstallation(terminal).home);
  return running?.listens['api']?.[0] ?? LOCAL_URL;
}
