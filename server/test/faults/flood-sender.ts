import {
  RadiusClient,
  type PacketBuilder,
  type RadiusEndpoint,
  type Retransmission,
} from '@trunkline/radius';
import { sendSteadily } from './steady-rate.ts';

/** A router gone mad asks once and goes on with the next. */
const once: Retransmission = { initialMs: 2_000, maxWaitMs: 2_000, maxAttempts: 1, maxTotalMs: 2_000 };
/** Below the 16,384 identifiers of the sockets, so that none is used again while it waits. */
const maxOutstanding = 12_000;

/** Sends requests as fast as it is told, whatever becomes of them, and remembers which were answered. */
export class FloodSender {
  readonly #client: RadiusClient;
  readonly #endpoint: RadiusEndpoint;
  readonly #packetOf: (n: number) => PacketBuilder;
  #outstanding = 0;
  sent = 0;
  /** The numbers of the requests that got an authentic answer. */
  readonly answered = new Set<number>();

  constructor(options: {
    endpoint: RadiusEndpoint;
    localAddress: string;
    packetOf: (n: number) => PacketBuilder;
  }) {
    this.#endpoint = options.endpoint;
    this.#packetOf = options.packetOf;
    this.#client = new RadiusClient({ localAddress: options.localAddress });
  }

  /** Resolves when the last of `count` requests is answered or given up. */
  async send({ perSecond, count }: { perSecond: number; count: number }): Promise<void> {
    const end = this.sent + count;
    await sendSteadily(perSecond, {
      isWanted: () => this.sent < end || this.#outstanding > 0,
      send: () => {
        if (this.sent >= end || this.#outstanding >= maxOutstanding) return false;
        void this.#sendOne(this.sent++);
        return true;
      },
    });
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #sendOne(n: number): Promise<void> {
    this.#outstanding++;
    const result = await this.#client.send(this.#packetOf(n), this.#endpoint, { retransmission: once });
    this.#outstanding--;
    if (result.kind === 'reply') this.answered.add(n);
  }
}
