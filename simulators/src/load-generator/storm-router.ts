import { SeededRandom, type Clock } from '@trunkline/kit';
import { Class, Code, type Packet, type SharedSecret } from '@trunkline/radius';
import { ByteArena } from './byte-arena.ts';
import type { LatencyHistogram } from './latency-histogram.ts';
import { accountingPacket, loginPacket, type LoadSubscriber } from './load-packets.ts';
import { authenticReply } from './prepare-load.ts';
import { RequestLane, type Retries } from './request-lane.ts';

/** What all routers of a storm have come to. */
export interface StormTally {
  accepted: number;
  refused: number;
  started: number;
  silent: number;
  /** When the last start was acknowledged. */
  lastMs: number;
  readonly logins: LatencyHistogram;
  readonly starts: LatencyHistogram;
}

export interface StormMember {
  readonly subscriber: LoadSubscriber;
  readonly index: number;
}

export interface StormRouterOptions {
  readonly address: string;
  readonly server: { readonly address: string; readonly authPort: number; readonly acctPort: number };
  readonly secret: SharedSecret;
  readonly members: readonly StormMember[];
  readonly outstanding: number;
  readonly clock: Clock;
  readonly tally: StormTally;
  readonly seed: number;
}

const RETRIES: Retries = { afterMs: 1_000, maxAttempts: 30 };
const IDENTIFIERS = 256;
const CLASS_HEADER = 2;

/** One NAS with two sockets, whose subscribers dial in turn, each under an identifier of its own among 256. */
export class StormRouter {
  readonly #options: StormRouterOptions;
  readonly #logins = new ByteArena();
  /** Encoded but for the Class, which the Accept brings. */
  readonly #starts = new ByteArena();
  /** Starts on their way, by identifier: the reply is verified against them. */
  readonly #sentStarts: (Buffer | undefined)[] = [];
  #auth!: RequestLane;
  #acct!: RequestLane;
  #next = 0;
  #waiting = 0;

  private constructor(options: StormRouterOptions) {
    this.#options = options;
    const { address: nas, members, secret, seed } = options;
    const random = new SeededRandom(seed);
    for (const [number, { subscriber, index }] of members.entries()) {
      const identifier = number % IDENTIFIERS;
      const login = loginPacket({ kind: 'pap', subscriber, index, nas, random });
      this.#logins.append(
        login.request.encodeRequest({ identifier, secret, messageAuthenticator: true, random }),
      );
      const sessionId = `${seed.toString(16)}-${index.toString(16)}`;
      const start = accountingPacket({ step: 'Start', subscriber, index, nas, sessionId, seconds: 0 });
      this.#starts.append(start.encodeRequest({ identifier, secret, messageAuthenticator: false }));
    }
  }

  static async open(options: StormRouterOptions): Promise<StormRouter> {
    const router = new StormRouter(options);
    const { address, authPort, acctPort } = options.server;
    const lane = {
      localAddress: options.address,
      address,
      clock: options.clock,
      onSilence: () => router.#end('silent'),
    };
    router.#auth = await RequestLane.open({
      ...lane,
      port: authPort,
      onReply: (member, reply, latencyMs) => router.#answerLogin(member, reply, latencyMs),
    });
    router.#acct = await RequestLane.open({
      ...lane,
      port: acctPort,
      onReply: (member, reply, latencyMs) => router.#answerStart(member, reply, latencyMs),
    });
    return router;
  }

  get retransmissions(): number {
    return this.#auth.retransmissions + this.#acct.retransmissions;
  }

  /** Sends logins until as many wait as may, or the next identifier is still in use. */
  dial(): void {
    const { members, outstanding } = this.#options;
    while (this.#waiting < outstanding && this.#next < members.length) {
      const identifier = this.#next % IDENTIFIERS;
      if (!this.#auth.isFree(identifier) || !this.#acct.isFree(identifier)) return;
      this.#waiting++;
      this.#auth.send(this.#next, this.#logins.at(this.#next));
      this.#next++;
    }
  }

  retry(): void {
    this.#auth.retry(RETRIES);
    this.#acct.retry(RETRIES);
  }

  async close(): Promise<void> {
    await Promise.all([this.#auth.close(), this.#acct.close()]);
  }

  #answerLogin(member: number, reply: Buffer, latencyMs: number): void {
    const { secret, tally } = this.#options;
    const packet = authenticReply(this.#logins.at(member), reply, secret);
    if (packet?.code !== Code.AccessAccept) return this.#end('refused');
    tally.logins.record(latencyMs);
    tally.accepted++;
    const start = withClass(this.#starts.at(member), packet, secret);
    this.#sentStarts[member % IDENTIFIERS] = start;
    this.#acct.send(member, start);
  }

  #answerStart(member: number, reply: Buffer, latencyMs: number): void {
    const { clock, secret, tally } = this.#options;
    const packet = authenticReply(this.#sentStarts[member % IDENTIFIERS]!, reply, secret);
    if (packet?.code !== Code.AccountingResponse) return this.#end('refused');
    tally.starts.record(latencyMs);
    tally.lastMs = clock.monotonic();
    this.#end('started');
  }

  #end(how: 'started' | 'refused' | 'silent'): void {
    this.#options.tally[how]++;
    this.#waiting--;
    this.dial();
  }
}

/** The encoded start with every Class of the Accept behind it, and the authenticator that then is the right one. */
function withClass(start: Buffer, accept: Packet, secret: SharedSecret): Buffer {
  const classes = accept.rawAll(Class);
  const parts = classes.flatMap((value) => [
    Buffer.of(Class.number, value.length + CLASS_HEADER),
    Buffer.from(value),
  ]);
  const packet = Buffer.concat([start, ...parts]);
  packet.writeUInt16BE(packet.length, 2);
  packet.fill(0, 4, 20);
  secret.md5After(packet).copy(packet, 4);
  return packet;
}
