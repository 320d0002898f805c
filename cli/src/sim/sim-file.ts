import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { configFolder, readPrivateJson, writePrivateJson } from '../private-file.ts';

/**
 * What was prepared for a fleet. The seed gives every secret and password of the fleet, so that the file is as
 * private as they are.
 */
export interface PreparedFleet {
  readonly url: string;
  readonly seed: number;
  readonly routers: number;
  readonly subscribers: number;
  readonly firstAddress: string;
  readonly coaPort: number;
  /** By router. */
  readonly nasIds: readonly string[];
  /** Boots that the routers have behind them; a run goes on from there, lest session ids come again. */
  readonly boots: number;
}

export async function savePrepared(env: Terminal['env'], prepared: PreparedFleet): Promise<void> {
  await writePrivateJson(simPath(env), prepared);
}

/** Throws where nothing was prepared for this server. */
export async function loadPrepared(env: Terminal['env'], url: string): Promise<PreparedFleet> {
  const content = (await readPrivateJson(simPath(env))) as PreparedFleet | undefined;
  if (content?.url === url && Array.isArray(content.nasIds)) return content;
  throw new CommandError(`no fleet is prepared for ${url}; do it with: trunkline sim --prepare`);
}

function simPath(env: Terminal['env']): string {
  return join(configFolder(env), 'sim.json');
}
