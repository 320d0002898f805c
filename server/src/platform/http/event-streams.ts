import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '@trunkline/kit';
import { readCredential } from './admit-request.ts';
import type { Authenticator, SignedIn } from './authenticator.ts';
import { httpErrors } from './errors.ts';
import { EventStream } from './event-stream.ts';
import {
  streamBeatMs,
  streamCheckMs,
  streamRetryMs,
  streamsAtOnce,
  streamsPerSession,
  streamsPerTenant,
} from './limits.ts';
import type { Route } from './route.ts';

interface Open {
  stream: EventStream;
  token: string;
  checkAtMs: number;
}

/**
 * The streams of this process. They count as one request each, hold no turn of their tenant, and end with
 * the right to listen: who listens is read again twice a minute, past every cache.
 */
export class EventStreams {
  readonly #authenticator: Authenticator;
  readonly #clock: Clock;
  readonly #open = new Set<Open>();
  readonly #timer: NodeJS.Timeout;

  constructor({ authenticator, clock }: { authenticator: Authenticator; clock: Clock }) {
    this.#authenticator = authenticator;
    this.#clock = clock;
    this.#timer = setInterval(() => this.#beat(), streamBeatMs);
    this.#timer.unref();
  }

  /** Answers with a stream that stays open. Throws 429 when there are too many. */
  serve(
    listen: NonNullable<Route['listen']>,
    { request, reply, session }: { request: FastifyRequest; reply: FastifyReply; session: SignedIn },
  ): void {
    this.#refuseTooMany(session);
    const { raw } = reply;
    // Who left while it was asked who they are: their connection is over and will not say so again.
    if (raw.destroyed) return void reply.hijack();
    const stream = new EventStream(raw, {
      tenantId: session.tenantId,
      sessionId: session.sessionId,
      can: (permission) => session.can(permission),
    });
    const { token } = readCredential(request)!;
    const open = { stream, token, checkAtMs: this.#clock.monotonic() + streamCheckMs };
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) raw.setHeader(name, value);
    raw.setHeader('content-type', 'text/event-stream; charset=utf-8');
    raw.setHeader('cache-control', 'no-store, no-transform');
    // nginx would keep back events until its buffer is full.
    raw.setHeader('x-accel-buffering', 'no');
    // The end of a stream is the end of its connection; nobody waits on it for another request.
    raw.setHeader('connection', 'close');
    raw.writeHead(200);
    // The web framework answers HEAD by the same way.
    if (request.method === 'HEAD') return void raw.end();
    raw.write(`retry: ${streamRetryMs}\n\n`);
    this.#open.add(open);
    const leave = listen(stream, { params: request.params });
    raw.once('close', () => {
      this.#open.delete(open);
      leave();
    });
  }

  closeAll(): void {
    clearInterval(this.#timer);
    for (const { stream } of this.#open) stream.end();
  }

  #refuseTooMany({ sessionId, tenantId }: SignedIn): void {
    const streams = [...this.#open].map(({ stream }) => stream);
    const ofSession = streams.filter((stream) => stream.sessionId === sessionId).length;
    const ofTenant = streams.filter((stream) => stream.tenantId === tenantId).length;
    const isFull =
      streams.length >= streamsAtOnce || ofSession >= streamsPerSession || ofTenant >= streamsPerTenant;
    if (isFull) throw httpErrors.tooManyRequests({ retryAfterSeconds: streamCheckMs / 1_000 });
  }

  #beat(): void {
    const nowMs = this.#clock.monotonic();
    for (const open of this.#open) {
      open.stream.beat();
      if (nowMs < open.checkAtMs) continue;
      open.checkAtMs = nowMs + streamCheckMs;
      void this.#check(open);
    }
  }

  /** While the database is away nobody can be asked, nor is there anything to tell: the client comes again. */
  async #check({ stream, token }: Open): Promise<void> {
    try {
      const session = await this.#authenticator.find(token);
      if (!session || session.mustChangePassword || session.mustAddSecondFactor) stream.end();
      else stream.can = (permission) => session.can(permission);
    } catch {
      stream.end();
    }
  }
}
