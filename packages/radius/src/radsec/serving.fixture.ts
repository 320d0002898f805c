import { X509Certificate } from 'node:crypto';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach } from 'vitest';
import { Code } from '../code.ts';
import { PacketBuilder } from '../packet-builder.ts';
import type { Discard } from '../server/discard.ts';
import type { KnownClient } from '../server/known-client.ts';
import { SharedSecret } from '../shared-secret.ts';
import * as certificates from './certificates.fixture.ts';
import { PacketFramer } from './packet-framer.ts';
import { RADSEC_SECRET } from './radsec-secret.ts';
import { RadsecServer, type ClosedConnection, type RadsecServerOptions } from './radsec-server.ts';

export const secret = new SharedSecret(RADSEC_SECRET);
export const nas: KnownClient = { secret, messageAuthenticator: 'require', data: undefined };
export const routerFingerprint = fingerprintOf(certificates.router.certificate);

export const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

export interface Serving {
  readonly server: RadsecServer;
  readonly port: number;
  readonly discards: Discard<undefined>[];
  readonly closed: ClosedConnection[];
}

/** A server that knows the router alone and accepts everybody. */
export async function serve(options: Partial<RadsecServerOptions<undefined>> = {}): Promise<Serving> {
  const discards: Discard<undefined>[] = [];
  const closed: ClosedConnection[] = [];
  const server = new RadsecServer({
    tls: certificates.server,
    findClient: (fingerprint) => (fingerprint === routerFingerprint ? nas : undefined),
    handle: ({ packet }) =>
      new PacketBuilder(packet.code === Code.AccountingRequest ? Code.AccountingResponse : Code.AccessAccept),
    onDiscard: (discard) => discards.push(discard),
    onClosed: (connection) => closed.push(connection),
    ...options,
  });
  const port = await server.listen({ address: '127.0.0.1', port: 0 });
  closers.push(() => server.close({ timeoutMs: 0 }));
  return { server, port, discards, closed };
}

/** A TLS client that sends bytes as they are. */
export class Peer {
  readonly socket: TLSSocket;
  readonly received: Buffer[] = [];
  isClosed = false;
  readonly #framer = new PacketFramer();

  private constructor(socket: TLSSocket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.#framer.push(chunk);
      for (let packet = this.#framer.next(); packet instanceof Buffer; packet = this.#framer.next()) {
        this.received.push(packet);
      }
      socket.emit('packet');
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.isClosed = true;
      socket.emit('packet');
    });
  }

  static async open(
    port: number,
    as: { certificate: string; key: string } | null = certificates.router,
    version?: 'TLSv1.2' | 'TLSv1.3',
  ): Promise<Peer> {
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: certificates.authority,
      servername: 'radsec.test',
      ...(as && { cert: as.certificate, key: as.key }),
      ...(version && { minVersion: version, maxVersion: version }),
    });
    closers.push(() => socket.destroy());
    const peer = new Peer(socket);
    await new Promise<void>((resolve) => {
      socket.once('secureConnect', resolve);
      socket.once('close', () => resolve());
    });
    return peer;
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The reply at this place, or undefined when the connection ended before it. */
  async nth(index: number): Promise<Buffer | undefined> {
    while (this.received.length <= index && !this.isClosed) await this.#news();
    return this.received[index];
  }

  /** Not `once`, which an error of the connection would reject. */
  #news(): Promise<void> {
    return new Promise((resolve) => this.socket.once('packet', resolve));
  }

  async ended(): Promise<void> {
    while (!this.isClosed) await this.#news();
  }
}

function fingerprintOf(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();
}
