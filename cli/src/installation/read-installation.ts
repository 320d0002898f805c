import { fileURLToPath } from 'node:url';
import { InvalidSetting, readConfig, type Config } from '@trunkline/server/platform/config/index.ts';
import { demoEnvironment } from '@trunkline/server/roles/supervisor/index.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';

const checkout = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** The settings of the installation on this machine, as the server itself would read them. */
export function readInstallation(terminal: Terminal): Config {
  return readSettings(terminal.env);
}

/** Those of the demonstration beside it. */
export async function readDemoInstallation(terminal: Terminal): Promise<Config> {
  try {
    return readSettings(await demoEnvironment(terminal.env, checkout));
  } catch (error) {
    throw asCommandError(error);
  }
}

function readSettings(env: Readonly<Record<string, string | undefined>>): Config {
  try {
    return readConfig(env, checkout);
  } catch (error) {
    throw asCommandError(error);
  }
}

function asCommandError(error: unknown): unknown {
  return error instanceof InvalidSetting ? new CommandError(error.message, { cause: error }) : error;
}
