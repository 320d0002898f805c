import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { systemClock, type Clock } from '@trunkline/kit';
import { systemTimers, type TimerHandle, type Timers } from '../client/timers.ts';
import type { DiscardKind } from '../server/discard.ts';
import type { KnownClient } from '../server/known-client.ts';
import { PacketPath, type ServerStats } from '../server/packet-path.ts';
import type { PacketPathOptions } from '../server/radius-server-options.ts';
import { newCloseCounts, type CloseKind } from './close-kind.ts';
import { RadsecConnection } from './radsec-connection.ts';

/** Bounds of what clients and strangers may take of the server. */
export interface RadsecLimits {
  /** Connections in all, those in their handshake included. */
  readonly maxConnections: number;
  /** Handshakes under way; one more, and the oldest ends. */
  readonly maxHandshakes: number;
  readonly handshakeMs: number;
  /** Of one client; one more, and its oldest ends: a router that lost its power never closed it. */
  readonly maxPerClient: number;
  /** A client that is alive asks or reports more often. */
  readonly idleMs: number;
  /** From the first byte of a packet to its last. */
  readonly packetMs: number;
  /** Packets of one connection that wait for their answer: as many as there are identifiers. */
  readonly maxInFlight: number;
  /** Replies that a client does not read. */
  readonly maxUnsentBytes: number;
}

export const DEFAULT_RADSEC_LIMITS: RadsecLimits = {
  maxConnections: 4_096,
  maxHandshakes: 256,
  handshakeMs: 10_000,
  maxPerClient: 16,
  idleMs: 15 * 60_000,
  packetMs: 10_000,
  maxInFlight: 256,
  maxUnsentBytes: 256 * 1024,
};

const LOOK_MS = 1_000;
/** How long the last replies may take to leave. */
const LAST_WORDS_MS = 500;
const KEEP_ALIVE_MS = 60_000;
const DEFAULT_CLOSE_MS = 5_000;
/** Replies kept for repetitions, which over TLS come only from a client that does not know better. */
const DEFAULT_MAX_REPLIES = 8_192;

/** A connection that ended. Comes at the rate of the network: count or sample, do not write each. */
export interface ClosedConnection {
  readonly kind: CloseKind;
  readonly address: string;
  readonly port: number;
  /** Of the client's certificate; undefined when it showed none. */
  readonly fingerprint: string | undefined;
  /** What TLS or the socket says, where the kind has one. */
  readonly cause: unknown;
}

export interface RadsecServerOptions<D> extends PacketPathOptions<D> {
  /** PEM: the server's certificate, with those between it and its authority, and its key. */
  readonly tls: { readonly certificate: string; readonly key: string };
  /**
   * The client that shows the certificate with this SHA-256 fingerprint (lower-case hex), or undefined: the connection
   * ends. Asked again for each packet. Its secret is `RADSEC_SECRET`. Must not throw.
   */
  readonly findClient: (fingerprint: string) => KnownClient<D> | undefined;
  /** Told of each connection that ended. Must not throw. */
  readonly onClosed?: (connection: ClosedConnection) => void;
  /** An error of the listening socket after binding. */
  readonly onError?: (error: Error) => void;
  readonly limits?: Partial<RadsecLimits>;
  readonly timers?: Timers;
}

export type RadsecStats = ServerStats & {
  readonly connections: number;
  readonly handshakes: number;
  /** Connections that ended since the start, by reason. */
  readonly closed: Record<CloseKind, number>;
};

/** What a packet says of its sender: nothing that comes behind it on this stream can be trusted (RFC 6614 §2.3). */
const FATAL: ReadonlySet<DiscardKind> = new Set([
  'malformed',
  'wrong-authenticator',
  'wrong-message-authenticator',
  'malformed-message-authenticator',
]);

/**
 * RADIUS over TLS (RFC 6614): authentication, accounting and Status-Server on one connection, TLS 1.2 or 1.3. Who a
 * client is its certificate says, by its fingerprint: TLS proves that the client holds its key. Wherever it comes from.
 * The way of its packets is that of `RadiusServer`.
 */
export class RadsecServer<D = undefined> {
  readonly #options: RadsecServerOptions<D>;
  readonly #limits: RadsecLimits;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #path: PacketPath<D>;
  readonly #closed = newCloseCounts();
  /** Sockets in their handshake with the instants at which it must be done, the oldest first; by their far ends. */
  readonly #handshakes = new Map<string, { readonly socket: Socket; readonly endsAtMs: number }>();
  readonly #connections = new Set<RadsecConnection>();
  readonly #byFingerprint = new Map<string, Set<RadsecConnection>>();
  #server: Server | undefined;
  #timer: TimerHandle;

  constructor(options: RadsecServerOptions<D>) {
    this.#options = options;
    this.#limits = { ...DEFAULT_RADSEC_LIMITS, ...options.limits };
    this.#clock = options.clock ?? systemClock;
    this.#timers = options.timers ?? systemTimers;
    this.#path = new PacketPath(
      'radsec',
      { ...options, maxReplies: options.maxReplies ?? DEFAULT_MAX_REPLIES },
      {
        // What goes into the path are connections, and so is what comes back.
        send: (bytes, source) => {
          if (!(source as RadsecConnection).send(bytes)) this.#path.counters.sendFailures++;
        },
        leaveUnanswered: (kind, source, cause) =>
          this.#leaveUnanswered(kind, source as RadsecConnection, cause),
      },
    );
  }

  /** Binds and resolves to the port taken; rejects with the system's error, or that of TLS for a bad certificate. */
  listen(local: { readonly address: string; readonly port: number }): Promise<number> {
    if (this.#server) throw new Error('RadsecServer.listen: already listening');
    const server = createServer({
      cert: this.#options.tls.certificate,
      key: this.#options.tls.key,
      minVersion: 'TLSv1.2',
      requestCert: true,
      // Whose a certificate is says its fingerprint, also of one that signed itself or that another authority did.
      rejectUnauthorized: false,
      handshakeTimeout: this.#limits.handshakeMs,
    });
    this.#server = server;
    server.on('connection', (socket) => this.#begin(socket));
    server.on('secureConnection', (socket) => this.#welcome(socket));
    server.on('tlsClientError', (error, socket) => this.#failHandshake(socket, error));
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: local.address, port: local.port, ipv6Only: true, exclusive: true }, () => {
        server.off('error', reject);
        server.on('error', (error) => this.#options.onError?.(error));
        this.#timer = this.#timers.start(LOOK_MS, this.#look);
        resolve((server.address() as { port: number }).port);
      });
    });
  }

  /** Takes no further connections and requests, waits for those in work, at most `timeoutMs`, and closes all. */
  async close({ timeoutMs = DEFAULT_CLOSE_MS }: { timeoutMs?: number } = {}): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    this.#timers.stop(this.#timer);
    const closed = new Promise((resolve) => server.close(resolve));
    await this.#path.close(timeoutMs);
    for (const { socket } of this.#handshakes.values()) socket.destroy();
    const open = [...this.#connections];
    for (const connection of open) connection.close('closing');
    const giveUp = this.#timers.start(LAST_WORDS_MS, () => {
      for (const connection of open) connection.destroy();
    });
    await closed;
    this.#timers.stop(giveUp);
  }

  /** A copy of the counters since the start, with what is there just now. */
  stats(): RadsecStats {
    return {
      ...this.#path.stats(),
      connections: this.#connections.size,
      handshakes: this.#handshakes.size,
      closed: { ...this.#closed },
    };
  }

  #begin(socket: Socket): void {
    const { maxConnections, maxHandshakes, handshakeMs } = this.#limits;
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || remotePort === undefined) return void socket.destroy();
    if (this.#connections.size + this.#handshakes.size >= maxConnections) {
      this.#tellClosed('too-many-connections', socket);
      return void socket.destroy();
    }
    if (this.#handshakes.size >= maxHandshakes) this.#endOldestHandshake('handshake-crowded');
    const key = placeOf(socket);
    this.#handshakes.set(key, { socket, endsAtMs: this.#clock.monotonic() + handshakeMs });
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.setNoDelay(true);
    socket.once('close', () => {
      if (this.#handshakes.get(key)?.socket !== socket) return;
      this.#handshakes.delete(key);
      this.#tellClosed('handshake-failed', { remoteAddress, remotePort });
    });
  }

  #welcome(socket: TLSSocket): void {
    this.#handshakes.delete(placeOf(socket));
    // A client could keep us busy with key exchanges alone.
    socket.disableRenegotiation();
    const refusal = this.#judge(socket);
    if (typeof refusal !== 'string') return this.#accept(socket, refusal.fingerprint);
    const fingerprint = fingerprintOf(socket);
    this.#tellClosed(refusal, socket, { fingerprint });
    socket.on('error', () => {});
    socket.destroy();
  }

  #judge(socket: TLSSocket): CloseKind | { readonly fingerprint: string } {
    const fingerprint = fingerprintOf(socket);
    if (!this.#server) return 'closing';
    if (fingerprint === undefined) return 'no-certificate';
    if (new Date(socket.getPeerX509Certificate()!.validTo).getTime() < this.#clock.now()) {
      return 'expired-certificate';
    }
    return this.#options.findClient(fingerprint) ? { fingerprint } : 'unknown-certificate';
  }

  #accept(socket: TLSSocket, fingerprint: string): void {
    const { maxInFlight, maxUnsentBytes, maxPerClient } = this.#limits;
    const connection = new RadsecConnection({
      socket,
      fingerprint,
      maxInFlight,
      maxUnsentBytes,
      nowMs: () => this.#clock.monotonic(),
      onPacket: this.#takePacket,
      onClosed: this.#forget,
    });
    let siblings = this.#byFingerprint.get(fingerprint);
    if (!siblings) this.#byFingerprint.set(fingerprint, (siblings = new Set()));
    if (siblings.size >= maxPerClient) [...siblings][0]!.close('displaced');
    this.#byFingerprint.set(fingerprint, siblings.add(connection));
    this.#connections.add(connection);
  }

  readonly #takePacket = (packet: Buffer, connection: RadsecConnection): void => {
    const client = this.#options.findClient(connection.fingerprint);
    if (!client) connection.close('revoked');
    this.#path.take(packet, connection, client);
  };

  #leaveUnanswered(kind: DiscardKind | undefined, connection: RadsecConnection, cause: unknown): void {
    connection.leaveUnanswered();
    // RFC 6614 §2.1: a code that is not ours is passed over, for it says nothing of the stream.
    if (kind !== undefined && FATAL.has(kind) && cause !== 'unknown-code') connection.close('invalid-packet');
  }

  readonly #forget = (kind: CloseKind, connection: RadsecConnection, cause: unknown): void => {
    this.#connections.delete(connection);
    const siblings = this.#byFingerprint.get(connection.fingerprint);
    siblings?.delete(connection);
    if (siblings?.size === 0) this.#byFingerprint.delete(connection.fingerprint);
    const { address, port, fingerprint } = connection;
    this.#tellClosed(kind, { remoteAddress: address, remotePort: port }, { fingerprint, cause });
  };

  #failHandshake(socket: TLSSocket, cause: Error): void {
    const key = placeOf(socket);
    if (!this.#handshakes.delete(key)) return;
    this.#tellClosed('handshake-failed', socket, { cause });
    socket.destroy();
  }

  #endOldestHandshake(kind: CloseKind): void {
    for (const [key, { socket }] of this.#handshakes) {
      this.#handshakes.delete(key);
      this.#tellClosed(kind, socket);
      socket.destroy();
      return;
    }
  }

  /** Once a second: what ends because time went by, or because its client is not known any more. */
  readonly #look = (): void => {
    const nowMs = this.#clock.monotonic();
    for (const { endsAtMs } of this.#handshakes.values()) {
      if (nowMs < endsAtMs) break;
      this.#endOldestHandshake('handshake-failed');
    }
    for (const connection of this.#connections) {
      const isKnown = this.#options.findClient(connection.fingerprint) !== undefined;
      const kind = isKnown ? connection.overdue(this.#limits) : 'revoked';
      if (kind) connection.close(kind);
    }
    this.#timer = this.#timers.start(LOOK_MS, this.#look);
  };

  #tellClosed(
    kind: CloseKind,
    { remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>,
    { fingerprint, cause }: { fingerprint?: string | undefined; cause?: unknown } = {},
  ): void {
    this.#closed[kind]++;
    const from = { address: remoteAddress ?? '', port: remotePort ?? 0 };
    this.#options.onClosed?.({ kind, ...from, fingerprint, cause });
  }
}

/** The far end of a connection: no two that are open have the same. */
function placeOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

function fingerprintOf(socket: TLSSocket): string | undefined {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
}
