import type { RoleConfig } from '../../platform/config/index.ts';

/**
 * The ports that a role took stand in the settings from then on. Where the system was asked to choose, a role that
 * starts again thereby listens where it did: open pages and routers know no other port.
 */
export function withTakenPorts({ http, radius, ...rest }: RoleConfig, listens: string[]): RoleConfig {
  return {
    ...rest,
    http: { ...http, port: takenPort(listens, 'http:') ?? http.port },
    radius: {
      ...radius,
      authPort: takenPort(listens, 'radius-auth:') ?? radius.authPort,
      acctPort: takenPort(listens, 'radius-acct:') ?? radius.acctPort,
      ...(radius.radsec && {
        radsec: { ...radius.radsec, port: takenPort(listens, 'radsec:') ?? radius.radsec.port },
      }),
    },
  };
}

/** Undefined also when several addresses got a port each. */
function takenPort(listens: string[], protocol: string): number | undefined {
  const urls = listens.map((listen) => new URL(listen)).filter((url) => url.protocol === protocol);
  const ports = new Set(urls.map(({ port }) => Number(port || 80)));
  return ports.size === 1 ? [...ports][0] : undefined;
}
