import { setTimeout as delay } from 'node:timers/promises';
import { isRowFault } from '../../../platform/db/index.ts';
import { batchLogins, logLogins, type LogLoginsDeps } from './log-logins.ts';
import { dropLogin } from './login-store.ts';

const lookEveryMs = 1_000;
/** While the database is away, asked again after this at most. */
const maxBackoffMs = 10_000;

export interface LoginLogDeps extends LogLoginsDeps {
  /** Told when a look fails; the next one tries again. */
  readonly onLookFault: (error: unknown) => void;
  /** Told of a login that the log can never take; it is gone. */
  readonly onRowFault: (error: unknown) => void;
}

export interface LoginLogStats {
  logins: number;
  dropped: number;
  failures: number;
}

/** Follows the logins that FreeRADIUS servers answer into the authentication log. */
export class LoginLog {
  readonly #deps: LoginLogDeps;
  readonly #stats: LoginLogStats = { logins: 0, dropped: 0, failures: 0 };

  constructor(deps: LoginLogDeps) {
    this.#deps = deps;
  }

  stats(): Readonly<LoginLogStats> {
    return this.#stats;
  }

  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let count = 0;
      try {
        count = await this.look();
        failures = 0;
      } catch (error) {
        if (failures++ === 0) this.#deps.onLookFault(error);
        this.#stats.failures++;
      }
      if (count === batchLogins) continue;
      const waitMs = Math.min(lookEveryMs * 2 ** Math.min(failures, 10), maxBackoffMs);
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One batch; where one row spoils it, one by one. Answers how many were taken. */
  async look(): Promise<number> {
    try {
      const count = await logLogins(this.#deps);
      this.#stats.logins += count;
      return count;
    } catch (error) {
      if (!isRowFault(error)) throw error;
    }
    return this.#oneByOne();
  }

  async #oneByOne(): Promise<number> {
    for (let count = 0; count < batchLogins; count++) {
      try {
        if ((await logLogins(this.#deps, 1)) === 0) return count;
        this.#stats.logins++;
      } catch (error) {
        if (!isRowFault(error)) throw error;
        await this.#deps.database.acrossTenants((tx) => dropLogin(tx));
        this.#stats.dropped++;
        this.#deps.onRowFault(error);
      }
    }
    return batchLogins;
  }
}
