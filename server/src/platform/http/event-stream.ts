import type { ServerResponse } from 'node:http';
import { maxStreamBufferBytes, streamEndMs } from './limits.ts';

/** One open page that is told what happens, as server-sent events. */
export class EventStream {
  readonly tenantId: string;
  readonly sessionId: string;
  /** Of who listens, as it was last read. */
  can: (permission: string) => boolean;
  readonly #response: ServerResponse;
  #isEnded = false;

  constructor(
    response: ServerResponse,
    who: { tenantId: string; sessionId: string; can: (permission: string) => boolean },
  ) {
    this.#response = response;
    this.tenantId = who.tenantId;
    this.sessionId = who.sessionId;
    this.can = who.can;
  }

  /** One event with its data as JSON. A reader too slow for it is told that it missed some, and closed. */
  send(name: string, data: unknown): void {
    if (this.#isEnded) return;
    if (this.#response.writableLength > maxStreamBufferBytes) {
      this.#response.write('event: missed\ndata: {}\n\n');
      this.end();
      return;
    }
    this.#response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A comment, which keeps proxies from closing a silent connection. */
  beat(): void {
    if (!this.#isEnded) this.#response.write(': beat\n\n');
  }

  /** What waits is still sent, for a moment; the client connects again. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#response.end();
    const limit = setTimeout(() => this.#response.destroy(), streamEndMs);
    limit.unref();
    this.#response.once('close', () => clearTimeout(limit));
  }
}
