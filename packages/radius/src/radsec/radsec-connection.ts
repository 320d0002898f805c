import type { TLSSocket } from 'node:tls';
import type { DatagramSource } from '../server/discard.ts';
import type { CloseKind } from './close-kind.ts';
import { PacketFramer } from './packet-framer.ts';

export interface ConnectionOptions {
  readonly socket: TLSSocket;
  /** SHA-256 of the client's certificate, in lower-case hex. */
  readonly fingerprint: string;
  readonly maxInFlight: number;
  readonly maxUnsentBytes: number;
  readonly nowMs: () => number;
  readonly onPacket: (packet: Buffer, connection: RadsecConnection) => void;
  /** Once, however it ended. */
  readonly onClosed: (kind: CloseKind, connection: RadsecConnection, cause: unknown) => void;
}

/**
 * One TLS connection of a client. Packets that wait for their answer are bounded: beyond, the socket is not read, so
 * that the client waits and nothing is lost.
 */
export class RadsecConnection implements DatagramSource {
  readonly address: string;
  readonly port: number;
  readonly fingerprint: string;
  readonly #options: ConnectionOptions;
  readonly #socket: TLSSocket;
  readonly #framer = new PacketFramer();
  /** Packets taken that have neither a reply nor silence yet. */
  #inFlight = 0;
  #isPaused = false;
  #isTaking = false;
  #isClosed = false;
  /** Monotonic. */
  #lastPacketMs: number;
  #packetBeganMs: number | undefined;

  constructor(options: ConnectionOptions) {
    const { socket, fingerprint } = options;
    this.#options = options;
    this.#socket = socket;
    this.fingerprint = fingerprint;
    this.address = socket.remoteAddress ?? '';
    this.port = socket.remotePort ?? 0;
    this.#lastPacketMs = options.nowMs();
    socket.on('data', (chunk) => {
      this.#framer.push(chunk);
      this.#takePackets();
    });
    socket.on('error', (error) => this.close('broken', error));
    socket.on('end', () => this.close('ended'));
    socket.on('close', () => this.close('ended'));
  }

  /** False when the connection is gone, as is the reply then. */
  send(bytes: Buffer): boolean {
    this.#settle();
    if (this.#isClosed) return false;
    this.#socket.write(bytes);
    if (this.#socket.writableLength > this.#options.maxUnsentBytes) this.close('not-reading');
    return true;
  }

  /** A packet has got its silence. */
  leaveUnanswered(): void {
    this.#settle();
  }

  /** What is wrong with the connection as time goes by; undefined: nothing. */
  overdue({ idleMs, packetMs }: { idleMs: number; packetMs: number }): CloseKind | undefined {
    const nowMs = this.#options.nowMs();
    if (this.#packetBeganMs !== undefined && nowMs - this.#packetBeganMs > packetMs) return 'stalled';
    return this.#inFlight === 0 && nowMs - this.#lastPacketMs > idleMs ? 'idle' : undefined;
  }

  close(kind: CloseKind, cause?: unknown): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // What was answered may still leave; of all others nothing is waited for.
    if (kind === 'closing') this.#socket.destroySoon();
    else this.#socket.destroy();
    this.#options.onClosed(kind, this, cause);
  }

  /** Gives up what a peer that does not read keeps from leaving. */
  destroy(): void {
    this.#socket.destroy();
  }

  #takePackets(): void {
    // A packet that is refused at once settles within this loop.
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      this.#takeWhole();
    } finally {
      this.#isTaking = false;
    }
  }

  #takeWhole(): void {
    while (!this.#isClosed && this.#inFlight < this.#options.maxInFlight) {
      const packet = this.#framer.next();
      if (packet === 'bad-length') return this.close('bad-length');
      if (packet === undefined) return this.#awaitMore();
      this.#inFlight++;
      this.#packetBeganMs = undefined;
      this.#lastPacketMs = this.#options.nowMs();
      this.#options.onPacket(packet, this);
    }
    if (this.#isClosed || this.#isPaused) return;
    this.#isPaused = true;
    this.#socket.pause();
  }

  #awaitMore(): void {
    if (!this.#framer.isWithinPacket) this.#packetBeganMs = undefined;
    else this.#packetBeganMs ??= this.#options.nowMs();
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#socket.resume();
  }

  #settle(): void {
    this.#inFlight--;
    if (this.#isPaused && this.#inFlight <= this.#options.maxInFlight / 2) this.#takePackets();
  }
}
