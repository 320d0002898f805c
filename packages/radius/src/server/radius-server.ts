import type { DatagramSource } from './discard.ts';
import { PacketPath, type ServerStats } from './packet-path.ts';
import type { RadiusServerOptions } from './radius-server-options.ts';
import { openUdpSocket, type UdpSocket } from './udp-socket.ts';

const DEFAULT_RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
export const DEFAULT_CLOSE_MS = 5_000;

/**
 * A RADIUS server on one UDP socket. Two plugs: `findClient` knows the secrets, `handle` decides the replies.
 * Strangers get silence; what becomes of the others' packets stands in `PacketPath`.
 */
export class RadiusServer<D = undefined> {
  readonly #options: RadiusServerOptions<D>;
  readonly #path: PacketPath<D>;
  #socket: UdpSocket | undefined;

  constructor(options: RadiusServerOptions<D>) {
    this.#options = options;
    this.#path = new PacketPath(options.role, options, {
      send: (bytes, source) => this.#socket?.send(bytes, source.port, source.address, this.#afterSend),
      leaveUnanswered: () => {},
    });
  }

  /**
   * Binds and resolves to the port taken (useful with port 0); rejects with the system's error. On a machine
   * with several addresses bind a concrete one: a reply sent from a wildcard socket leaves from whichever
   * address the route prefers, and a NAS ignores replies from an address it did not ask.
   */
  async listen(local: { readonly address: string; readonly port: number }): Promise<number> {
    if (this.#socket) throw new Error('RadiusServer.listen: already listening');
    const open = this.#options.openSocket ?? openUdpSocket;
    this.#socket = open({
      local,
      receiveBufferBytes: this.#options.receiveBufferBytes ?? DEFAULT_RECEIVE_BUFFER_BYTES,
      onDatagram: (datagram, source) => this.#receive(datagram, source),
      onError: (error) => {
        this.#path.counters.socketErrors++;
        this.#options.onError?.(error);
      },
    });
    return this.#socket.bound;
  }

  /** Takes no further requests, waits for those in work, at most `timeoutMs`, and closes the socket. */
  async close({ timeoutMs = DEFAULT_CLOSE_MS }: { timeoutMs?: number } = {}): Promise<void> {
    await this.#path.close(timeoutMs);
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) await socket.close();
  }

  /** A copy of the counters since the start, with what waits, what is in work and what is kept just now. */
  stats(): ServerStats {
    return this.#path.stats();
  }

  #receive(datagram: Buffer, source: DatagramSource): void {
    // Anyone can write such a datagram, and sending to port 0 throws.
    if (source.port === 0) return this.#path.refuse('no-reply-port', source);
    this.#path.take(datagram, source, this.#options.findClient(source.address));
  }

  /** One function for all sends: a closure for each would be garbage for each. */
  readonly #afterSend = (error: Error | null): void => {
    if (error) this.#path.counters.sendFailures++;
  };
}
