import { isIPv6 } from 'node:net';
import type { Clock, Random } from '@trunkline/kit';
import {
  Code,
  ProxyState,
  RadiusClient,
  RelayedRequest,
  type ExchangeResult,
  type Hop,
  type Packet,
  type RadiusRequest,
  type Retransmission,
} from '@trunkline/radius';
import type { ShadowTerms, SnapshotNas } from '../../aaa/index.ts';

export type ProxyTerms = Extract<ShadowTerms, { mode: 'proxy' }>;

/** 2,048 logins and as many reports of one tenant at a time; a server that is away takes nothing that others need. */
const maxSocketsPerService = 8;
/**
 * A router's own retries find its request in work and are not passed on, so it is sent again from here: soon, because
 * routers wait a second or less. The other server takes it for the duplicate that it is.
 */
const retransmission: Retransmission = {
  initialMs: 400,
  maxWaitMs: 2_000,
  maxAttempts: 4,
  maxTotalMs: 6_000,
};
/** Without an answer to accounting for so long the other server counts as away. */
const awayAfterMs = 30_000;

/** What the other server said, or why nothing came. */
export type UpstreamAnswer =
  { readonly kind: 'reply'; readonly packet: Packet; readonly from: Hop } | { readonly kind: 'none' };

/** What happened since the start of the process. */
export interface UpstreamCounters {
  requests: number;
  replies: number;
  /** No answer in time: it is away, slow, or has another secret. */
  unanswered: number;
  /** As many requests were on their way as may be. */
  busy: number;
  /** The request could not be sent at all. */
  failed: number;
  /** It was one of these requests, come back: the other server is this one. */
  looped: number;
}

interface Upstream {
  /** By service and family: accounting that nobody takes must not hold up logins. */
  readonly clients: Map<string, RadiusClient>;
  /** Monotonic: since when accounting gets no answer; undefined: the last one got one. */
  silentSinceMs: number | undefined;
}

export interface UpstreamsOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Such as no socket to be had. */
  readonly onFault: (error: unknown) => void;
}

/** The other RADIUS servers, one for each tenant that has one, with sockets of their own. */
export class Upstreams {
  readonly #options: UpstreamsOptions;
  readonly #byTenant = new Map<string, Upstream>();
  readonly counters: UpstreamCounters = {
    requests: 0,
    replies: 0,
    unanswered: 0,
    busy: 0,
    failed: 0,
    looped: 0,
  };

  /** In each request, by which one that comes back is known. */
  readonly #mark = Buffer.alloc(12);

  constructor(options: UpstreamsOptions) {
    this.#options = options;
    options.random.fill(this.#mark);
  }

  /** Sends a packet on and waits for the authentic answer. Never rejects. */
  async ask(terms: ProxyTerms, { packet, client }: RadiusRequest<SnapshotNas>): Promise<UpstreamAnswer> {
    if (packet.rawAll(ProxyState).some((state) => state.equals(this.#mark))) {
      this.counters.looped++;
      return { kind: 'none' };
    }
    const relayed = new RelayedRequest(packet, { from: client.secret, proxyState: this.#mark });
    const port = packet.code === Code.AccessRequest ? terms.authPort : terms.acctPort;
    const endpoint = { address: terms.address, port, secret: terms.secret };
    this.counters.requests++;
    let result: ExchangeResult;
    try {
      const radius = this.#clientFor(client.data.tenant.id, { code: packet.code, address: terms.address });
      // Servers of before 2024 sign no answers; that one is asked for is what protects the request.
      const requiresMessageAuthenticator = false;
      result = await radius.send(relayed, endpoint, { retransmission, requiresMessageAuthenticator });
    } catch (error) {
      this.counters.failed++;
      this.#options.onFault(error);
      return { kind: 'none' };
    }
    this.#count(result);
    if (packet.code === Code.AccountingRequest) this.#noteHealth(client.data.tenant.id, result);
    if (result.kind !== 'reply') return { kind: 'none' };
    const from = { secret: terms.secret, authenticator: relayed.sentAuthenticator };
    return { kind: 'reply', packet: result.packet, from };
  }

  /** Accounting got no answer for so long that routers are not kept waiting for one. */
  isAway(tenantId: string): boolean {
    const since = this.#byTenant.get(tenantId)?.silentSinceMs;
    return since !== undefined && this.#options.clock.monotonic() - since >= awayAfterMs;
  }

  async close(): Promise<void> {
    const clients = [...this.#byTenant.values()].flatMap((upstream) => [...upstream.clients.values()]);
    await Promise.all(clients.map((client) => client.close()));
  }

  #count(result: ExchangeResult): void {
    if (result.kind === 'reply') this.counters.replies++;
    else if (result.kind === 'timeout') this.counters.unanswered++;
    else if (result.kind === 'busy') this.counters.busy++;
    else this.counters.failed++;
  }

  #noteHealth(tenantId: string, { kind }: ExchangeResult): void {
    const upstream = this.#byTenant.get(tenantId)!;
    if (kind === 'reply') upstream.silentSinceMs = undefined;
    else if (kind === 'timeout') upstream.silentSinceMs ??= this.#options.clock.monotonic();
  }

  #clientFor(tenantId: string, { code, address }: { code: number; address: string }): RadiusClient {
    const upstream = this.#byTenant.get(tenantId) ?? { clients: new Map(), silentSinceMs: undefined };
    this.#byTenant.set(tenantId, upstream);
    const family = isIPv6(address) ? '6' : '4';
    const key = `${code} ${family}`;
    const known = upstream.clients.get(key);
    if (known) return known;
    const { clock, random } = this.#options;
    const localAddress = family === '6' ? '::' : '0.0.0.0';
    const client = new RadiusClient({ localAddress, maxSockets: maxSocketsPerService, clock, random });
    upstream.clients.set(key, client);
    return client;
  }
}
