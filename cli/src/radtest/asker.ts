import type { ExchangeResult, PacketBuilder, RadiusEndpoint, SendOptions } from '@trunkline/radius';

/** What a test asks through: datagrams, or one connection over TLS. */
export interface Asker {
  send(request: PacketBuilder, endpoint: RadiusEndpoint, options: SendOptions): Promise<ExchangeResult>;
  sendDelayed(
    build: (delaySeconds: number) => PacketBuilder,
    endpoint: RadiusEndpoint,
    options: SendOptions,
  ): Promise<ExchangeResult>;
  close(): Promise<void>;
}

/** The three files that make a router over TLS, in PEM. */
export interface RadsecFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}
