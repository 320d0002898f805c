import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { Secret } from '@trunkline/kit';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What every role process may know. Holds no password and no key. */
export interface RoleConfig {
  /** The name of this machine among the nodes of one installation. */
  node: string;
  logLevel: LogLevel;
  /** Everything a backup copies. The folders below exist, mode 0700, before a role starts. */
  dataDirectory: string;
  journalDirectory: string;
  snapshotDirectory: string;
  /** Where the authority of certificates lies; the master key there is read by the supervisor alone. */
  keysDirectory: string;
  http: {
    /** An IP address to bind; `::` takes IPv4 too where the system has both. */
    address: string;
    /** 0 lets the system choose; the role reports what it got. */
    port: number;
    /** Addresses or prefixes whose X-Forwarded-For is believed. */
    trustedProxies: string[];
  };
  radius: {
    /** IP addresses to bind, each with its own sockets: `::` takes IPv6 alone, `0.0.0.0` IPv4 alone. */
    addresses: string[];
    authPort: number;
    acctPort: number;
    /** RADIUS over TLS; absent: not taken. */
    radsec?: RadsecConfig;
  };
  /** Whether this server connects to routers on the machine it runs on. */
  mayRoutersBeLocal: boolean;
}

export interface RadsecConfig {
  /** 0 lets the system choose. */
  port: number;
  /** By which routers know this server: DNS names and IP addresses, the first of which they are told. */
  names: string[];
  /** The operator's own certificate and key; absent: ours. */
  ownFiles?: { certificate: string; key: string };
}

export interface Config {
  home: string;
  keysDirectory: string;
  /** The administrator's URL of an existing PostgreSQL; without it the embedded one runs. */
  databaseUrl: Secret | undefined;
  /** Where this machine answers Prometheus and health checks; nobody has to sign in there. */
  metrics: {
    /** An IP address to bind; of this machine alone unless said otherwise. */
    address: string;
    /** 0 lets the system choose. */
    port: number;
  };
  role: RoleConfig;
}

/** A setting that cannot be used. The message names the variable and the remedy. */
export class InvalidSetting extends Error {
  override name = 'InvalidSetting';
}

/** Each address has two sockets of its own. */
const maximumAddresses = 16;

type Environment = Record<string, string | undefined>;

/**
 * Reads all settings from the environment, once, in main.ts. Throws InvalidSetting. `checkout` is the
 * folder under which `var` is the default home.
 */
export function readConfig(environment: Environment, checkout: string): Config {
  const home = readHome(environment['TRUNKLINE_HOME'], checkout);
  const dataDirectory = join(home, 'data');
  const node = readNode(environment['TRUNKLINE_NODE']);
  const radsec = readRadsec(environment, node);
  return {
    home,
    keysDirectory: join(home, 'keys'),
    databaseUrl: readDatabaseUrl(environment['DATABASE_URL']),
    metrics: {
      address: readAddress(environment, 'TRUNKLINE_METRICS_ADDRESS', '127.0.0.1'),
      port: readPort(environment, 'TRUNKLINE_METRICS_PORT', 9464),
    },
    role: {
      node,
      keysDirectory: join(home, 'keys'),
      logLevel: readLogLevel(environment['TRUNKLINE_LOG_LEVEL']),
      dataDirectory,
      journalDirectory: join(dataDirectory, 'journal'),
      snapshotDirectory: join(dataDirectory, 'snapshot'),
      http: {
        address: readAddress(environment, 'TRUNKLINE_HTTP_ADDRESS', '::'),
        port: readPort(environment, 'TRUNKLINE_HTTP_PORT', 8080),
        trustedProxies: readPrefixes(environment['TRUNKLINE_TRUSTED_PROXIES']),
      },
      radius: {
        addresses: readAddresses(environment, 'TRUNKLINE_RADIUS_ADDRESS'),
        authPort: readPort(environment, 'TRUNKLINE_AUTH_PORT', 1812),
        acctPort: readPort(environment, 'TRUNKLINE_ACCT_PORT', 1813),
        ...(radsec && { radsec }),
      },
      mayRoutersBeLocal: readYesOrNo(environment, 'TRUNKLINE_LOCAL_ROUTERS'),
    },
  };
}

function readHome(value: string | undefined, checkout: string): string {
  if (!value) return join(checkout, 'var');
  if (!isAbsolute(value)) {
    throw new InvalidSetting(
      `TRUNKLINE_HOME is "${value}"; give the full path of the folder, for example TRUNKLINE_HOME=${resolve(value)}`,
    );
  }
  return resolve(value);
}

function readDatabaseUrl(value: string | undefined): Secret | undefined {
  if (!value) return undefined;
  const remedy =
    'write it as postgres://user:password@host:5432/database, or unset it to use the embedded PostgreSQL';
  // The value holds a password: it is never repeated in a message.
  if (!URL.canParse(value)) throw new InvalidSetting(`DATABASE_URL is not a URL; ${remedy}`);
  const url = new URL(value);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw new InvalidSetting(`DATABASE_URL does not begin with postgres://; ${remedy}`);
  }
  if (!url.hostname) throw new InvalidSetting(`DATABASE_URL names no host; ${remedy}`);
  return new Secret(value);
}

function readNode(value: string | undefined): string {
  const node = value || hostname();
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(node)) {
    throw new InvalidSetting(
      `TRUNKLINE_NODE is "${node}"; set it to a name of letters, digits, dots and hyphens, at most 63 characters`,
    );
  }
  return node;
}

function readLogLevel(value: string | undefined): LogLevel {
  const level = logLevels.find((known) => known === (value || 'info'));
  if (!level)
    throw new InvalidSetting(`TRUNKLINE_LOG_LEVEL is "${value}"; set it to one of ${logLevels.join(', ')}`);
  return level;
}

function readAddress(environment: Environment, name: string, standard: string): string {
  const value = environment[name] || standard;
  if (!isIP(value)) {
    const otherwise = standard === '::' ? 'all' : standard;
    throw new InvalidSetting(
      `${name} is "${value}"; set it to an IP address of this machine, or unset it to use ${otherwise}`,
    );
  }
  return value;
}

function readAddresses(environment: Environment, name: string): string[] {
  const addresses = (environment[name] || '0.0.0.0,::').split(',').map((item) => item.trim());
  if (addresses.length > maximumAddresses || !addresses.every((address) => isIP(address))) {
    throw new InvalidSetting(
      `${name} is "${environment[name]}"; set it to IP addresses of this machine with commas, or unset it to use all`,
    );
  }
  return addresses;
}

function readPort(environment: Environment, name: string, standard: number): number {
  const value = environment[name];
  if (!value) return standard;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new InvalidSetting(
      `${name} is "${value}"; set it to a port from 1 to 65535 (standard ${standard})`,
    );
  }
  return port;
}

function readRadsec(environment: Environment, node: string): RadsecConfig | undefined {
  if (environment['TRUNKLINE_RADSEC_PORT'] === 'off') return undefined;
  const port = readPort(environment, 'TRUNKLINE_RADSEC_PORT', 2083);
  const names = (environment['TRUNKLINE_RADSEC_NAME'] || node).split(',').map((name) => name.trim());
  if (names.length > maximumAddresses || !names.every(isHost)) {
    throw new InvalidSetting(
      `TRUNKLINE_RADSEC_NAME is "${environment['TRUNKLINE_RADSEC_NAME']}"; set it to the DNS names or IP addresses at which routers reach this server, with commas`,
    );
  }
  const certificate = environment['TRUNKLINE_RADSEC_CERTIFICATE'];
  const key = environment['TRUNKLINE_RADSEC_KEY'];
  if (!certificate !== !key) {
    throw new InvalidSetting(
      'TRUNKLINE_RADSEC_CERTIFICATE and TRUNKLINE_RADSEC_KEY belong together; set both, or neither to use a certificate that Trunkline makes',
    );
  }
  return { port, names, ...(certificate && key && { ownFiles: { certificate, key } }) };
}

function isHost(name: string): boolean {
  return isIP(name) !== 0 || /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/.test(name);
}

function readYesOrNo(environment: Environment, name: string): boolean {
  const value = environment[name] || 'no';
  if (value !== 'yes' && value !== 'no')
    throw new InvalidSetting(`${name} is "${value}"; set it to yes or no`);
  return value === 'yes';
}

function readPrefixes(value: string | undefined): string[] {
  const prefixes = (value ?? '').split(',').map((item) => item.trim());
  return prefixes.filter(Boolean).map((prefix) => {
    const [address = '', length, ...rest] = prefix.split('/');
    const maximum = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
    const isUsable = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= maximum);
    if (maximum < 0 || !isUsable || rest.length > 0) {
      throw new InvalidSetting(
        `TRUNKLINE_TRUSTED_PROXIES holds "${prefix}"; write addresses or prefixes with commas, such as 127.0.0.1,10.0.0.0/8`,
      );
    }
    return prefix;
  });
}
