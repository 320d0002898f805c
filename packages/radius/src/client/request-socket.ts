import type { RemoteInfo } from 'node:dgram';
import type { UdpSocket } from '../server/udp-socket.ts';

/** The identifier is one byte, so that one source port carries this many requests at once (RFC 2865 §3). */
export const IDENTIFIERS = 256;

/** Who waits for the reply to an identifier. */
export interface ReplyReceiver {
  receive(datagram: Buffer, source: RemoteInfo): void;
  /** The socket cannot be used at all. */
  fail(error: Error): void;
}

/** A source port and its identifiers. */
export class RequestSocket {
  readonly #socket: UdpSocket;
  readonly #receivers: (ReplyReceiver | undefined)[] = Array.from({ length: IDENTIFIERS });
  #next = 0;
  #free = IDENTIFIERS;

  constructor(
    open: (onDatagram: (datagram: Buffer, source: RemoteInfo) => void) => UdpSocket,
    onStray: () => void,
  ) {
    this.#socket = open((datagram, source) => {
      const receiver = datagram.length > 1 ? this.#receivers[datagram[1]!] : undefined;
      if (receiver) receiver.receive(datagram, source);
      else onStray();
    });
  }

  get free(): number {
    return this.#free;
  }

  /** Rejects when the socket cannot be bound; whoever waits for a reply has then been told. */
  async whenBound(): Promise<void> {
    try {
      await this.#socket.bound;
    } catch (error) {
      for (const receiver of this.#receivers) receiver?.fail(error as Error);
      throw error;
    }
  }

  /**
   * Takes identifiers in turn, so that a freed one rests before its next use and a late reply to the old
   * request finds nobody. There must be a free one.
   */
  claim(receiver: ReplyReceiver): number {
    while (this.#receivers[this.#next]) this.#next = (this.#next + 1) % IDENTIFIERS;
    const identifier = this.#next;
    this.#receivers[identifier] = receiver;
    this.#next = (identifier + 1) % IDENTIFIERS;
    this.#free--;
    return identifier;
  }

  release(identifier: number): void {
    this.#receivers[identifier] = undefined;
    this.#free++;
  }

  send(bytes: Buffer, port: number, address: string, done: (error: Error | null) => void): void {
    this.#socket.send(bytes, port, address, done);
  }

  close(): Promise<void> {
    return this.#socket.close();
  }
}
