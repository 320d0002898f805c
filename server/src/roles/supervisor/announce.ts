import type { Config, RoleConfig } from '../../platform/config/index.ts';
import { firstCommands, type Ports } from '../first-commands.ts';

export interface FirstOwner {
  tenant: string;
  email: string;
  password: string;
}

/** What a person wants to know once everything answers. */
export function describeRunning(options: {
  config: Config;
  listens: Record<string, string[]>;
  metricsUrl: string;
  databasePlace: string;
  owner: FirstOwner | undefined;
}): string {
  const { config, listens, metricsUrl, databasePlace, owner } = options;
  const all = Object.values(listens).flat();
  return [
    '',
    `Trunkline is running on this machine (node "${config.role.node}").`,
    '',
    `  API and status   ${describeHttp(all, config.role)}`,
    `  RADIUS           authentication ${describePorts(all, 'radius-auth:')}, accounting ${describePorts(all, 'radius-acct:')}`,
    `  Metrics          ${metricsUrl}/metrics`,
    `  Database         ${databasePlace}`,
    `  Data             ${config.role.dataDirectory}`,
    `  Keys             ${config.keysDirectory} (keep a copy elsewhere: without them a backup cannot be opened)`,
    ...(owner ? describeOwner(owner) : []),
    '',
    'What to do next, in another terminal, to see a first subscriber log in through RADIUS:',
    '',
    ...firstCommands(portsOf(all, config.role)).map((command) => `  ${command}`),
    '',
    'Each explains itself with --help. "bin/trunkline doctor" says what is wrong. Ctrl-C stops everything.',
    '',
  ].join('\n');
}

/** The only place where the first password is ever shown. */
export function describeOwner(owner: FirstOwner): string[] {
  return [
    '',
    'This is the first start, so an owner was made. The password is shown this once:',
    '',
    `  e-mail    ${owner.email}`,
    `  password  ${owner.password}`,
    `  tenant    ${owner.tenant}`,
    '',
    'A password of your own is asked for at the first sign-in.',
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
