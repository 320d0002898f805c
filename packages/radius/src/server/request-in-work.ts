import type { Packet } from '../packet.ts';
import type { DatagramSource } from './discard.ts';
import type { ClientLane } from './inbox.ts';
import type { KnownClient } from './known-client.ts';
import type { RadiusRequest } from './radius-server-options.ts';

/** A request whose reply is awaited: what the handler gets, and what is needed to answer it. */
export class RequestInWork<D> implements RadiusRequest<D> {
  readonly packet: Packet;
  readonly client: KnownClient<D>;
  readonly source: DatagramSource;
  readonly receivedAtMs: number;
  readonly hasMessageAuthenticator: boolean;
  readonly lane: ClientLane<D>;
  /** Port, identifier and code in 26 bits: a small integer, so that the map hashes no text. */
  readonly key: number;
  /** Monotonic. */
  readonly arrivedMs: number;
  /** `superseded`: still in work, but nobody waits for the reply any more. */
  state: 'pending' | 'superseded' | 'gone' = 'pending';
  /** Its neighbours in the list of those in work. */
  older: RequestInWork<D> | undefined = undefined;
  newer: RequestInWork<D> | undefined = undefined;

  constructor(request: {
    readonly packet: Packet;
    readonly source: DatagramSource;
    readonly receivedAtMs: number;
    readonly hasMessageAuthenticator: boolean;
    readonly lane: ClientLane<D>;
    readonly key: number;
    readonly arrivedMs: number;
  }) {
    this.packet = request.packet;
    this.client = request.lane.client;
    this.source = request.source;
    this.receivedAtMs = request.receivedAtMs;
    this.hasMessageAuthenticator = request.hasMessageAuthenticator;
    this.lane = request.lane;
    this.key = request.key;
    this.arrivedMs = request.arrivedMs;
  }
}
