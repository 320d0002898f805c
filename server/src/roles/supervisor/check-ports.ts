import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config, RoleConfig } from '../../platform/config/index.ts';

export class PortTaken extends Error {
  override name = 'PortTaken';
}

interface Wanted {
  protocol: 'TCP' | 'UDP';
  address: string;
  port: number;
  portVariable: string;
  addressVariable: string;
}

const retryMs = 250;

/**
 * Makes sure that supervisor and roles will get their ports, before anything starts, and returns the roles' settings
 * with `::` replaced by `0.0.0.0` where the system has no IPv6. Throws PortTaken with a sentence that names
 * the port and the variable. Children of a killed supervisor get `patienceMs` to let go.
 */
export async function checkPorts(
  { role: config, metrics }: Pick<Config, 'role' | 'metrics'>,
  patienceMs: number,
): Promise<RoleConfig> {
  await settle(
    {
      protocol: 'TCP',
      address: metrics.address,
      port: metrics.port,
      portVariable: 'TRUNKLINE_METRICS_PORT',
      addressVariable: 'TRUNKLINE_METRICS_ADDRESS',
    },
    patienceMs,
  );
  const http = await settle(
    {
      protocol: 'TCP',
      address: config.http.address,
      port: config.http.port,
      portVariable: 'TRUNKLINE_HTTP_PORT',
      addressVariable: 'TRUNKLINE_HTTP_ADDRESS',
    },
    patienceMs,
  );
  const addresses: string[] = [];
  for (const address of config.radius.addresses) {
    if (await usesRadiusAddress(config, address, patienceMs)) addresses.push(address);
  }
  return { ...config, http: { ...config.http, address: http }, radius: { ...config.radius, addresses } };
}

/** False for `::` on a system without IPv6, which is no reason not to serve IPv4. */
async function usesRadiusAddress(config: RoleConfig, address: string, patienceMs: number): Promise<boolean> {
  const hasOthers = config.radius.addresses.length > 1;
  if (address === '::' && hasOthers && isWithoutIpv6(await tryPort('UDP', address, 0))) return false;
  const radius = { protocol: 'UDP', address, addressVariable: 'TRUNKLINE_RADIUS_ADDRESS' } as const;
  const { authPort, acctPort, radsec } = config.radius;
  await settle({ ...radius, port: authPort, portVariable: 'TRUNKLINE_AUTH_PORT' }, patienceMs);
  await settle({ ...radius, port: acctPort, portVariable: 'TRUNKLINE_ACCT_PORT' }, patienceMs);
  if (radsec) {
    const wanted = { protocol: 'TCP', port: radsec.port, portVariable: 'TRUNKLINE_RADSEC_PORT' } as const;
    await settle({ ...radius, ...wanted }, patienceMs);
  }
  return true;
}

function isWithoutIpv6(code: string | undefined): boolean {
  return code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL';
}

/** Whether one could listen there now: the error code of the attempt, or undefined. */
export async function tryPort(
  protocol: 'TCP' | 'UDP',
  address: string,
  port: number,
): Promise<string | undefined> {
  try {
    await (protocol === 'TCP' ? bindTcp(address, port) : bindUdp(address, port));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code;
  }
}

async function settle(wanted: Wanted, patienceMs: number): Promise<string> {
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    const code = await tryPort(wanted.protocol, wanted.address, wanted.port);
    if (code === undefined) return wanted.address;
    if (wanted.address === '::' && isWithoutIpv6(code))
      return settle({ ...wanted, address: '0.0.0.0' }, patienceMs);
    if (code !== 'EADDRINUSE' || waitedMs >= patienceMs) throw new PortTaken(explain(wanted, code));
    await sleep(retryMs);
  }
}

function explain({ protocol, address, port, portVariable, addressVariable }: Wanted, code: string): string {
  if (code === 'EADDRINUSE') {
    const option = protocol === 'TCP' ? 't' : 'u';
    return (
      `Port ${port} (${protocol}) is taken by another program. Set ${portVariable} to a free port, or stop that program ` +
      `(ss -ln${option}p "sport = :${port}" shows it).`
    );
  }
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}. Set ${addressVariable} to one that it has.`;
  if (code === 'EACCES')
    return `This user may not listen on port ${port} (${protocol}). Set ${portVariable} to one above 1023.`;
  return `Port ${port} (${protocol}) on ${address} cannot be used: ${code}. Set ${portVariable} or ${addressVariable}.`;
}

function bindTcp(address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function bindUdp(address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({
      type: address.includes(':') ? 'udp6' : 'udp4',
      ipv6Only: address.includes(':'),
    });
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve()));
  });
}
