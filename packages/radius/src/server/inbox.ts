import { Code, MAX_PACKET_LENGTH } from '../code.ts';
import type { DatagramSource } from './discard.ts';
import type { KnownClient } from './known-client.ts';

/** Status-Server asks whether anybody is there: a client that asks more often than this is not waiting. */
const MAX_STATUS_WAITING = 4;

/** A datagram of a known client: nothing has been looked at but its first byte. */
export interface WaitingDatagram<D> {
  readonly lane: ClientLane<D>;
  readonly bytes: Buffer;
  readonly source: DatagramSource;
  /** Monotonic. */
  readonly arrivedMs: number;
  next: WaitingDatagram<D> | undefined;
}

/** What one client has waiting and in work. */
export class ClientLane<D> {
  readonly client: KnownClient<D>;
  /** Counted by `PendingShare`. */
  inWork = 0;
  readonly requests = new Line<D>();
  readonly status = new Line<D>();

  constructor(client: KnownClient<D>) {
    this.client = client;
  }
}

/**
 * Where datagrams of known clients wait for their turn: one line for each client, served one datagram each in
 * turn, so that a client who sends more than its share waits behind itself and nobody else. Reading a datagram
 * off the socket and putting it here costs a tenth of serving it; what is not read the kernel drops, whoever
 * sent it.
 *
 * A line may be as long as there are places free (dynamic thresholds, Choudhury and Hahne 1998): one flooding
 * client gets half of the places, n get 1/(n+1) each, and as much stays free for others. Status-Server has a
 * short line of its own beside each, for the answer to a client that floods must say that we live.
 */
export class Inbox<D> {
  readonly #capacity: number;
  /** Weak, because a client's object is replaced whenever its settings change. */
  readonly #lanes = new WeakMap<KnownClient<D>, ClientLane<D>>();
  /** The lines with somebody in them, the next to be served first. */
  #first: Line<D> | undefined;
  #last: Line<D> | undefined;
  #waiting = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** False when the client's line is full: the datagram is to be dropped. */
  add(client: KnownClient<D>, bytes: Buffer, source: DatagramSource, arrivedMs: number): boolean {
    const lane = this.#laneOf(client);
    const isStatus = bytes[0] === Code.StatusServer;
    const line = isStatus ? lane.status : lane.requests;
    const free = this.#capacity - this.#waiting;
    const limit = isStatus ? Math.min(MAX_STATUS_WAITING, free) : free;
    if (line.length >= limit) return false;
    if (line.length === 0) this.#appendLine(line);
    line.append({ lane, bytes: withoutLongPadding(bytes), source, arrivedMs, next: undefined });
    this.#waiting++;
    return true;
  }

  /** The datagram whose turn it is; its line goes to the end. */
  take(): WaitingDatagram<D> | undefined {
    const line = this.#first;
    if (line === undefined) return undefined;
    this.#first = line.behind;
    if (this.#first === undefined) this.#last = undefined;
    line.behind = undefined;
    const datagram = line.shift();
    if (line.length > 0) this.#appendLine(line);
    this.#waiting--;
    return datagram;
  }

  #laneOf(client: KnownClient<D>): ClientLane<D> {
    let lane = this.#lanes.get(client);
    if (lane === undefined) this.#lanes.set(client, (lane = new ClientLane(client)));
    return lane;
  }

  #appendLine(line: Line<D>): void {
    if (this.#last) this.#last.behind = line;
    else this.#first = line;
    this.#last = line;
  }
}

/** UDP carries sixteen times what a packet may have; the rest is padding, for which no memory is kept. */
function withoutLongPadding(bytes: Buffer): Buffer {
  return bytes.length <= MAX_PACKET_LENGTH ? bytes : Buffer.from(bytes.subarray(0, MAX_PACKET_LENGTH));
}

/** First in, first out. */
class Line<D> {
  length = 0;
  /** The line that is served after this one. */
  behind: Line<D> | undefined = undefined;
  #oldest: WaitingDatagram<D> | undefined = undefined;
  #newest: WaitingDatagram<D> | undefined = undefined;

  append(datagram: WaitingDatagram<D>): void {
    if (this.#newest) this.#newest.next = datagram;
    else this.#oldest = datagram;
    this.#newest = datagram;
    this.length++;
  }

  /** There must be one. */
  shift(): WaitingDatagram<D> {
    const datagram = this.#oldest!;
    this.#oldest = datagram.next;
    if (this.#oldest === undefined) this.#newest = undefined;
    datagram.next = undefined;
    this.length--;
    return datagram;
  }
}
