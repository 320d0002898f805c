import type { Config, RoleConfig } from '../../platform/config/index.ts';
import { firstCommands, type Ports } from '../first-commands.ts';

/** How the first person gets in; each is told by the start that knows it. */
export interface FirstAccess {
  /** Only at the very first start. */
  owner?: { tenant: string; email: string; password: string };
  /** As long as nobody has signed in. */
  setupCode?: string;
}

/** What a person wants to know once everything answers. */
export function describeRunning(options: {
  config: Config;
  listens: Record<string, string[]>;
  metricsUrl: string;
  databasePlace: string;
  access: FirstAccess;
}): string {
  const { config, listens, metricsUrl, databasePlace, access } = options;
  const all = Object.values(listens).flat();
  const url = describeHttp(all, config.role);
  return [
    '',
    `Trunkline is running on this machine (node "${config.role.node}").`,
    '',
    `  Web app and API  ${url}`,
    `  RADIUS           authentication ${describePorts(all, 'radius-auth:')}, accounting ${describePorts(all, 'radius-acct:')}`,
    `  Metrics          ${metricsUrl}/metrics`,
    `  Database         ${databasePlace}`,
    `  Data             ${config.role.dataDirectory}`,
    `  Keys             ${config.keysDirectory} (keep a copy elsewhere: without them a backup cannot be opened)`,
    ...describeAccess(access, url),
    '',
    'What to do next, in the web app or in another terminal, to see a first subscriber log in through RADIUS:',
    '',
    ...firstCommands(portsOf(all, config.role)).map((command) => `  ${command}`),
    '',
    'Each explains itself with --help. "bin/trunkline doctor" says what is wrong. Ctrl-C stops everything.',
    '',
  ].join('\n');
}

/** The only place where the first password and the code of the set-up link are ever shown. */
export function describeAccess({ owner, setupCode }: FirstAccess, url: string): string[] {
  return [...describeSetup(setupCode, url), ...(owner ? describeOwner(owner) : [])];
}

/** The code stands behind a #, which browsers send to nobody: it is in no log of a server or proxy. */
function describeSetup(code: string | undefined, url: string): string[] {
  if (code === undefined) return [];
  const place = url.startsWith('http') ? url.split(' ', 1)[0]! : '<address>';
  return [
    '',
    'Nobody has signed in yet. Open this link, once, to become the owner:',
    '',
    `  ${place}/setup#${code}`,
  ];
}

function describeOwner(owner: NonNullable<FirstAccess['owner']>): string[] {
  return [
    '',
    'Or sign in, from a script or the command line, with what is shown this once:',
    '',
    `  e-mail    ${owner.email}`,
    `  password  ${owner.password}`,
    `  tenant    ${owner.tenant}`,
    '',
    'A password of your own is asked for at the first sign-in, and the link above then holds no more.',
  ];
}

/** An address that a browser on this machine can open. */
function describeHttp(listens: string[], config: RoleConfig): string {
  const url = listens.map((listen) => new URL(listen)).find(({ protocol }) => protocol === 'http:');
  if (!url) return 'not yet';
  const isEverywhere = config.http.address === '::' || config.http.address === '0.0.0.0';
  return isEverywhere ? `http://localhost:${url.port || 80} (on all addresses)` : url.origin;
}

/** The ports taken; where a role does not listen yet, those it is told to take. */
function portsOf(listens: string[], { http, radius }: RoleConfig): Ports {
  const portOf = (protocol: string): number | undefined => {
    const url = listens.map((listen) => new URL(listen)).find((candidate) => candidate.protocol === protocol);
    return url && Number(url.port || 80);
  };
  return {
    http: portOf('http:') ?? http.port,
    auth: portOf('radius-auth:') ?? radius.authPort,
    acct: portOf('radius-acct:') ?? radius.acctPort,
  };
}

function describePorts(listens: string[], protocol: string): string {
  const urls = listens.map((listen) => new URL(listen)).filter((url) => url.protocol === protocol);
  return urls.length === 0 ? 'not yet' : `UDP ${[...new Set(urls.map(({ port }) => port))].join(', ')}`;
}
