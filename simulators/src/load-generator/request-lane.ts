import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Clock } from '@trunkline/kit';

const IDENTIFIERS = 256;
const FREE = -1;

export interface LaneOptions {
  readonly localAddress: string;
  readonly address: string;
  readonly port: number;
  readonly clock: Clock;
  /** A datagram from the server under the identifier of a waiting request, not yet verified. */
  readonly onReply: (request: number, datagram: Buffer, latencyMs: number) => void;
  /** No reply came to any of the attempts. */
  readonly onSilence: (request: number) => void;
}

export interface Retries {
  readonly afterMs: number;
  readonly maxAttempts: number;
}

/** One socket towards one port of the server, and the at most 256 requests that wait on it for their reply. */
export class RequestLane {
  retransmissions = 0;
  /** Datagrams that no request waited for. */
  strays = 0;
  readonly #options: LaneOptions;
  readonly #socket: Socket;
  readonly #requests = new Int32Array(IDENTIFIERS).fill(FREE);
  readonly #bytes: (Buffer | undefined)[] = Array.from({ length: IDENTIFIERS }, () => undefined);
  readonly #firstSentMs = new Float64Array(IDENTIFIERS);
  readonly #lastSentMs = new Float64Array(IDENTIFIERS);
  readonly #attempts = new Uint8Array(IDENTIFIERS);

  private constructor(options: LaneOptions, socket: Socket) {
    this.#options = options;
    this.#socket = socket;
    socket.on('message', (datagram) => this.#receive(datagram));
    // The system tells that nobody listens on the port; to the request it is silence like any other.
    socket.on('error', () => {});
  }

  static async open(options: LaneOptions): Promise<RequestLane> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 });
    socket.bind(0, options.localAddress);
    await once(socket, 'listening');
    // Connected: the kernel lets only datagrams of the server through, and sending looks up no address.
    socket.connect(options.port, options.address);
    await once(socket, 'connect');
    return new RequestLane(options, socket);
  }

  isFree(identifier: number): boolean {
    return this.#requests[identifier] === FREE;
  }

  /** Sends an encoded request under the identifier that is in it, which must be free. */
  send(request: number, bytes: Buffer): void {
    const identifier = bytes[1]!;
    const nowMs = this.#options.clock.monotonic();
    this.#requests[identifier] = request;
    this.#bytes[identifier] = bytes;
    this.#firstSentMs[identifier] = nowMs;
    this.#lastSentMs[identifier] = nowMs;
    this.#attempts[identifier] = 1;
    this.#socket.send(bytes);
  }

  /** Sends what has waited long enough once more, the same bytes, and gives up what was sent often enough. */
  retry({ afterMs, maxAttempts }: Retries): void {
    const nowMs = this.#options.clock.monotonic();
    for (let identifier = 0; identifier < IDENTIFIERS; identifier++) {
      const request = this.#requests[identifier]!;
      if (request === FREE || nowMs - this.#lastSentMs[identifier]! < afterMs) continue;
      if (this.#attempts[identifier]! >= maxAttempts) {
        this.#requests[identifier] = FREE;
        this.#options.onSilence(request);
      } else {
        this.#attempts[identifier]!++;
        this.#lastSentMs[identifier] = nowMs;
        this.retransmissions++;
        this.#socket.send(this.#bytes[identifier]!);
      }
    }
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #receive(datagram: Buffer): void {
    const identifier = datagram[1] ?? 0;
    const request = this.#requests[identifier]!;
    if (datagram.length < 20 || request === FREE) {
      this.strays++;
      return;
    }
    this.#requests[identifier] = FREE;
    const { clock, onReply } = this.#options;
    onReply(request, datagram, clock.monotonic() - this.#firstSentMs[identifier]!);
  }
}
