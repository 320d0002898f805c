import { isIPv6 } from 'node:net';
import { RadsecServer, type PacketPathOptions, type RadsecStats } from '@trunkline/radius';
import type { SnapshotNas } from '../../modules/aaa/index.ts';
import {
  openCertificateAuthority,
  openServerCertificate,
  type ServerCertificate,
} from '../../platform/certificates/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import { addStats, isWithoutIpv6 } from './radius-listener.ts';
import type { RadiusNotices } from './radius-notices.ts';

export interface RadsecListenerOptions extends PacketPathOptions<SnapshotNas> {
  /** The NAS that shows the certificate with this fingerprint. */
  readonly findNas: (fingerprint: string) => SnapshotNas | undefined;
  readonly onError: (error: Error) => void;
  readonly notices: RadiusNotices;
}

/**
 * Opens RADIUS over TLS on every address. Undefined where it is switched off, and where certificate or port cannot be
 * used: datagrams are answered all the same, and the log says what to do.
 */
export async function openRadsecListener(
  { config, clock }: RoleContext,
  options: RadsecListenerOptions,
): Promise<RadsecListener | undefined> {
  const { radsec, addresses } = config.radius;
  if (!radsec) return undefined;
  const listener = new RadsecListener();
  try {
    const { keysDirectory } = config;
    const authority = await openCertificateAuthority({ keysDirectory, clock });
    const { names, ownFiles } = radsec;
    const tls = await openServerCertificate(authority, { keysDirectory, names, ownFiles });
    await listener.listen({ ...options, tls, addresses, port: radsec.port });
    return listener;
  } catch (error) {
    await listener.close(0);
    options.notices.failed('RADIUS over TLS is not taken; datagrams are', error);
    return undefined;
  }
}

/** The TLS servers of one port, one for each address. */
export class RadsecListener {
  readonly #servers: RadsecServer<SnapshotNas>[] = [];
  readonly listens: string[] = [];
  /** The same on every address. */
  port = 0;

  async listen(
    options: RadsecListenerOptions & {
      readonly tls: ServerCertificate;
      readonly addresses: readonly string[];
      readonly port: number;
    },
  ): Promise<void> {
    const { addresses, findNas, notices, ...rest } = options;
    this.port = options.port;
    for (const address of addresses) {
      const server = new RadsecServer<SnapshotNas>({
        ...rest,
        findClient: (fingerprint) => findNas(fingerprint)?.client,
        onClosed: notices.connectionClosed,
      });
      try {
        this.port = await server.listen({ address, port: this.port });
      } catch (error) {
        if (address === '::' && this.#servers.length > 0 && isWithoutIpv6(error)) continue;
        throw error;
      }
      this.#servers.push(server);
      this.listens.push(`radsec://${isIPv6(address) ? `[${address}]` : address}:${this.port}`);
    }
  }

  /** Sums over the addresses. */
  stats(): RadsecStats {
    const [first, ...rest] = this.#servers.map((server) => server.stats());
    return rest.reduce((sum, stats) => addStats(sum, stats), first!);
  }

  async close(timeoutMs: number): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close({ timeoutMs })));
  }
}
