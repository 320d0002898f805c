import type { Figures } from '@trunkline/test-kit';
import type { AccountingSender } from './accounting-sender.ts';
import { latencyText } from './latency-record.ts';
import type { LoginSender } from './login-sender.ts';

/** Accounting and logins at the same time, with the latencies of each phase of a test. */
export class Traffic {
  readonly accounting: AccountingSender;
  readonly logins: LoginSender;
  readonly #latencies: Record<string, string> = {};

  constructor(accounting: AccountingSender, logins: LoginSender) {
    this.accounting = accounting;
    this.logins = logins;
  }

  start(): void {
    this.accounting.start();
    this.logins.start();
  }

  /** Does the work while both go on, and keeps how they were answered meanwhile. */
  async during<T>(phase: string, work: Promise<T>): Promise<T> {
    const result = await work;
    const { accounting, logins } = this;
    const [acknowledged, answered] = [accounting, logins].map(({ latency }) => latencyText(latency.take()));
    this.#latencies[phase] = `accounting ${acknowledged}, logins ${answered}`;
    return result;
  }

  /** Resolves when everything begun is answered to its end. */
  async finish(): Promise<void> {
    await Promise.all([this.accounting.finish(), this.logins.finish()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.accounting.close(), this.logins.close()]);
  }

  figures(): Figures {
    const { acknowledged, sessions, retransmissions } = this.accounting;
    const { accepted, rejected } = this.logins;
    return { acknowledged, sessions, retransmissions, accepted, rejected, ...this.#latencies };
  }
}
