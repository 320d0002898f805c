import { isIP } from 'node:net';
import { join } from 'node:path';
import { InvalidSetting } from '../../platform/config/index.ts';
import { tryPort } from './check-ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const loopback = '127.0.0.1';
/** What people have in their fingers; taken when it is free. */
const usualHttpPort = 8080;

/**
 * The settings of a start with `--demo`: a home of its own within the home, its own database, this machine alone,
 * and ports that are free, unless the environment names others. Throws InvalidSetting for an address that other
 * machines reach, because everybody knows the password.
 */
export async function demoEnvironment(environment: Environment, checkout: string): Promise<Environment> {
  for (const name of ['TRUNKLINE_HTTP_ADDRESS', 'TRUNKLINE_RADIUS_ADDRESS', 'TRUNKLINE_METRICS_ADDRESS']) {
    requireLoopback(name, environment[name]);
  }
  const httpIsFree = (await tryPort('TCP', loopback, usualHttpPort)) === undefined;
  return {
    TRUNKLINE_HTTP_ADDRESS: loopback,
    TRUNKLINE_RADIUS_ADDRESS: loopback,
    TRUNKLINE_HTTP_PORT: httpIsFree ? String(usualHttpPort) : '0',
    TRUNKLINE_AUTH_PORT: '0',
    TRUNKLINE_ACCT_PORT: '0',
    TRUNKLINE_RADSEC_PORT: '0',
    TRUNKLINE_METRICS_PORT: '0',
    TRUNKLINE_LOG_LEVEL: 'warn',
    ...environment,
    TRUNKLINE_LOCAL_ROUTERS: 'yes',
    // Never the data of a real installation, wherever those are.
    DATABASE_URL: undefined,
    TRUNKLINE_HOME: join(environment['TRUNKLINE_HOME'] || join(checkout, 'var'), 'demo'),
  };
}

function requireLoopback(name: string, value: string | undefined): void {
  const addresses = (value ?? '').split(',').map((address) => address.trim());
  // What is no address at all is told by who reads the settings.
  const open = addresses.find((address) => isIP(address) && !address.startsWith('127.') && address !== '::1');
  if (open === undefined) return;
  throw new InvalidSetting(
    `${name} is "${value}", and a demonstration listens on this machine alone; unset it or set it to ${loopback}`,
  );
}
