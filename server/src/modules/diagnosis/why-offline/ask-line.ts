import {
  findLastLogLine,
  hasPppSecret,
  listArp,
  listDhcpLeases,
  listHotspotActive,
  listInterfaces,
  listPppActive,
  listPppoeServers,
  RouterosTrap,
  type RouterosCaller,
} from '@trunkline/routeros';
import { describeFailure, routerFailureKind, type Router, type RouterPool } from '../../routers/index.ts';
import type { LineAnswer, SeenLine } from './evidence.ts';

export interface AskedLine {
  readonly username: string;
  /** `aa:bb:cc:dd:ee:ff`; null: not known. */
  readonly mac: string | null;
  /** Of the session that is open; null: none is, or not known. */
  readonly address: string | null;
  /** Of the last session; null: not known. */
  readonly portName: string | null;
}

/** What a router shows of a line, or why it does not, within the time. */
export async function askLine(
  pool: RouterPool,
  { router, line, timeMs }: { router: Router; line: AskedLine; timeMs: number },
): Promise<LineAnswer> {
  const signal = AbortSignal.timeout(timeMs);
  try {
    const asked = pool.run(router, (client) => readLine(client, line, signal), { signal });
    // Connecting has a longer time of its own, which goes on for whoever asks next.
    return { kind: 'seen', line: await Promise.race([asked, whenAborted(signal)]) };
  } catch (error) {
    const failure = routerFailureKind(error);
    if (failure === undefined) throw error;
    return { kind: 'failed', failure, message: describeFailure(error) };
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
}

async function readLine(
  client: RouterosCaller,
  { username, mac, address, portName }: AskedLine,
  signal: AbortSignal,
): Promise<SeenLine> {
  const options = { signal };
  const macAddress = mac?.toUpperCase();
  const ofMac = { signal, where: { 'mac-address': macAddress } };
  const [ppp, hotspot, hasLocalUser, port, arp, leases, log] = await Promise.all([
    listPppActive(client, { signal, where: { name: username } }),
    whereOffered([], () => listHotspotActive(client, { signal, where: { user: username } })),
    whereOffered(false, () => hasPppSecret(client, username, options)),
    readPort(client, portName, signal),
    macAddress === undefined ? [] : whereOffered([], () => listArp(client, ofMac)),
    macAddress === undefined ? [] : whereOffered([], () => listDhcpLeases(client, ofMac)),
    whereOffered(undefined, () =>
      findLastLogLine(client, [username, ...(macAddress ? [macAddress] : [])], options),
    ),
  ]);
  // A line without a dial is the address that its device holds.
  const holds =
    address !== null &&
    (leases.some(({ status, activeAddress }) => status === 'bound' && activeAddress === address) ||
      arp.some((entry) => entry.isComplete && entry.address === address));
  const session = ppp[0] ?? hotspot[0] ?? (holds ? { uptimeS: undefined, address } : undefined);
  const seen = arp.find(({ isComplete }) => isComplete);
  const lease = leases.find(({ status }) => status === 'bound');
  const device = seen
    ? ({ by: 'arp', place: seen.interfaceName } as const)
    : lease && ({ by: 'dhcp', place: lease.server ?? 'its DHCP server' } as const);
  return {
    session: session ? { uptimeS: session.uptimeS ?? null, address: session.address ?? null } : null,
    hasLocalUser,
    port,
    device: device ?? null,
    log: log ? { time: log.time.slice(0, mostText), message: log.message.slice(0, mostText) } : null,
  };
}

/** Text of the router in an answer. */
const mostText = 200;

/** The port of the last session; else, when nothing of what is served is up, one that says so. */
async function readPort(
  client: RouterosCaller,
  portName: string | null,
  signal: AbortSignal,
): Promise<SeenLine['port']> {
  const served =
    portName === null
      ? (await whereOffered([], () => listPppoeServers(client, { signal })))
          .filter(({ isDisabled }) => !isDisabled)
          .map(({ interfaceName }) => interfaceName)
      : [portName];
  const found = await Promise.all(
    served.slice(0, mostPorts).map((name) => listInterfaces(client, { signal, where: { name } })),
  );
  const ports = found.flat();
  if (ports.length === 0 || (portName === null && ports.some(({ isRunning }) => isRunning))) return null;
  return {
    name: ports.map(({ name }) => name).join(', '),
    isUp: ports.some(({ isRunning, isDisabled }) => isRunning && !isDisabled),
  };
}

/** A router serves PPPoE on some ports; a big one on a few hundred VLANs. */
const mostPorts = 20;

/** Not every router has every menu, and not every user may see each. */
async function whereOffered<T>(otherwise: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RouterosTrap) return otherwise;
    throw error;
  }
}
