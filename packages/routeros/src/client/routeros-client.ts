import type { Socket } from 'node:net';
import { RouterosClosed, RouterosTimeout } from '../errors.ts';
import type { Attributes, Command } from '../protocol/command-sentence.ts';
import { DEFAULT_LIMITS, type RouterosLimits } from '../protocol/limits.ts';
import type { Reply } from '../session/pending-call.ts';
import { RouterosSession, type CallOptions } from '../session/routeros-session.ts';
import { systemTimers, type Timers } from '../session/timers.ts';
import { logIn } from './login.ts';
import { openStream, type RouterAddress } from './open-stream.ts';

/** The system asks a silent peer after this long whether it is still there. */
const TCP_KEEPALIVE_MS = 30_000;

export interface ConnectOptions extends RouterAddress {
  readonly username: string;
  readonly password: string;
  /** For connecting and logging in together, and then for each command that brings no other. */
  readonly timeoutMs: number;
  /** Ends the attempt to connect; the connection itself is ended by `close`. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<RouterosLimits> | undefined;
  readonly timers?: Timers | undefined;
}

export interface CommandOptions extends CallOptions, Pick<Command, 'queries' | 'proplist'> {}

/** What the typed commands need of a client. */
export type RouterosCaller = Pick<RouterosClient, 'call'>;

/**
 * One logged-in connection to a router.
 *
 *     const client = await RouterosClient.connect({ host, port: 8728, username, password, timeoutMs: 5_000 });
 *     const { rows } = await client.call('/ppp/active/print', {}, { proplist: ['name', 'address'] });
 *     client.close();
 *
 * Calls reject with the errors of this package, or with the reason of their signal.
 */
export class RouterosClient {
  /** SHA-256 of the router's certificate, hex: what to demand the next time. */
  readonly fingerprint: string | undefined;
  /** Resolves with the reason when the connection is over, by whom ever. */
  readonly whenClosed: Promise<Error>;
  readonly #session: RouterosSession;
  #isOpen = true;

  private constructor(socket: Socket, fingerprint: string | undefined, options: ConnectOptions) {
    const closed = Promise.withResolvers<Error>();
    this.fingerprint = fingerprint;
    this.whenClosed = closed.promise;
    this.#session = new RouterosSession({
      send: (bytes) => socket.write(bytes),
      onEnd: (error) => {
        this.#isOpen = false;
        socket.destroy();
        closed.resolve(error);
      },
      timers: options.timers ?? systemTimers,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      timeoutMs: options.timeoutMs,
    });
    socket.setNoDelay(true).setKeepAlive(true, TCP_KEEPALIVE_MS);
    socket.on('data', (chunk) => this.#session.receive(chunk));
    socket.on('error', (cause) => this.#session.end(new RouterosClosed('the connection broke', { cause })));
    socket.on('close', () => this.#session.end(new RouterosClosed('the router closed the connection')));
  }

  /** Connects and logs in. Rejects, with nothing left open, when one of the two fails or takes too long. */
  static async connect(options: ConnectOptions): Promise<RouterosClient> {
    const { timeoutMs, timers = systemTimers } = options;
    options.signal?.throwIfAborted();
    const deadline = new AbortController();
    const timer = timers.start(timeoutMs, () =>
      deadline.abort(new RouterosTimeout(`no connection after ${timeoutMs} ms`)),
    );
    const signal = options.signal ? AbortSignal.any([options.signal, deadline.signal]) : deadline.signal;
    try {
      const { socket, fingerprint } = await openStream(options, signal);
      const client = new RouterosClient(socket, fingerprint, options);
      try {
        await logIn(client.#session, options, signal);
      } catch (error) {
        client.close();
        throw error;
      }
      return client;
    } finally {
      timers.stop(timer);
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Commands under way. */
  get inFlight(): number {
    return this.#session.inFlight;
  }

  /** Sends one command and waits for all of its answer. */
  call(path: string, attributes: Attributes = {}, options: CommandOptions = {}): Promise<Reply> {
    const { queries, proplist, ...callOptions } = options;
    return this.#session.call({ path, attributes, queries, proplist }, callOptions);
  }

  /** Calls under way fail with RouterosClosed. */
  close(): void {
    this.#session.end(new RouterosClosed('the connection was closed'));
  }
}
