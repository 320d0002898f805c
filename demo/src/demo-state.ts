import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@trunkline/kit';

/** What a demonstration remembers between two starts: `<home>/demo.json`. */
export interface DemoState {
  readonly seed: number;
  /** Of the first router; each home has addresses of its own, so that two demonstrations do not meet. */
  readonly firstAddress: string;
  /** Undefined: the data are not complete. */
  readonly seededAt: string | undefined;
  /** How often the routers were started: their session ids must not come again. */
  readonly boots: number;
}

/** Everybody sees the same people; another seed is written into `demo.json` before the first start. */
const standardSeed = 20_260_101;

export function readDemoState(home: string): DemoState {
  const fresh = { seed: standardSeed, firstAddress: addressOf(home), seededAt: undefined, boots: 0 };
  try {
    return { ...fresh, ...(JSON.parse(readFileSync(pathOf(home), 'utf8')) as Partial<DemoState>) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return fresh;
    throw error;
  }
}

export function writeDemoState(home: string, state: DemoState): void {
  const unfinished = `${pathOf(home)}.unfinished`;
  writeFileSync(unfinished, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(unfinished, pathOf(home));
}

/** A network of 127.0.0.0/8 above those that tests and `trunkline sim` use. */
function addressOf(home: string): string {
  const hash = createHash('sha256').update(home).digest();
  return `127.${128 + (hash[0]! & 63)}.${hash[1]!}.1`;
}

function pathOf(home: string): string {
  return join(home, 'demo.json');
}

/** As it stands in the file. */
export function instantText(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
