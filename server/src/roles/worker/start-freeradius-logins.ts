import { LoginLog, type LoginLogStats } from '../../modules/freeradius/index.ts';
import { Database } from '../../platform/db/index.ts';
import type { RoleContext } from '../role-runtime.ts';

const maxConnections = 1;
const statementTimeoutMs = 30_000;

/** Brings the logins that FreeRADIUS servers answered into the authentication log, beside the jobs. */
export function startFreeradiusLogins(context: RoleContext): {
  stats(): Readonly<LoginLogStats>;
  stop(): Promise<void>;
} {
  const { clock, random, log } = context;
  const database = new Database({
    url: context.databaseUrl,
    applicationName: 'trunkline-worker-logins',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
  const logins = new LoginLog({
    database,
    clock,
    random,
    onLookFault: (error) => log.warn({ error }, 'logins that FreeRADIUS answered wait for the log'),
    onRowFault: (error) => log.error({ error }, 'the log cannot take a login that FreeRADIUS answered'),
  });
  const stopping = new AbortController();
  const running = logins.run(stopping.signal);
  return {
    stats: () => logins.stats(),
    async stop() {
      stopping.abort();
      await running;
      await database.close();
    },
  };
}
