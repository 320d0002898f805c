import { fileURLToPath } from 'node:url';
import { InvalidSetting, readConfig, type Config } from '@trunkline/server/platform/config/index.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';

const checkout = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** The settings of the installation on this machine, as the server itself would read them. */
export function readInstallation(terminal: Terminal): Config {
  try {
    return readConfig(terminal.env, checkout);
  } catch (error) {
    if (error instanceof InvalidSetting) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}
