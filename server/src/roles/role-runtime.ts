import process from 'node:process';
import { cryptoRandom, systemClock, type Clock, type Random } from '@trunkline/kit';
import type { RoleConfig } from '../platform/config/index.ts';
import { createKeys, type Keys } from '../platform/keys/index.ts';
import { createLog, type Log } from '../platform/log/index.ts';
import { addProcessMetrics, MetricRegistry } from '../platform/metrics/index.ts';
import { stopLimitMs, type FromRole, type Question, type ToRole } from './role-messages.ts';
import type { RoleName } from './role-names.ts';
import { RoleStatusStore } from './role-status-store.ts';

/** Everything a role gets. It reads no environment and no key file itself. */
export interface RoleContext {
  role: RoleName;
  config: RoleConfig;
  /** Connects as this role's own database role. The database may be away when the role starts. */
  databaseUrl: string;
  keys: Keys;
  log: Log;
  clock: Clock;
  random: Random;
  /** The name of this machine among the nodes; the same as `config.node`. */
  node: string;
}

export interface RunningRole {
  /**
   * What it answers on, as URLs with the ports that the system gave: `http://127.0.0.1:8080`,
   * `radius-auth://0.0.0.0:1812`, `radius-acct://0.0.0.0:1813`. Empty for a role that only works.
   */
  listens: string[];
  /** Takes no more work, ends what is under way within `stopLimitMs`, closes sockets and pools. */
  stop(): Promise<void>;
  /** A small JSON object, shown by `/` and by doctor: counters and ages, no personal data. */
  stats?(): Record<string, unknown>;
  /** Registers what the role counts, for Prometheus. Called once. */
  addMetrics?(metrics: MetricRegistry): void;
  /** Why nothing should be sent here now, in words for an operator; none: ready. */
  notReady?(): string[];
  /** It can do nothing while the database is away, and is then not ready. */
  needsDatabase?: boolean;
}

/** Each role's main.ts exports one. It resolves when the role answers; a rejection ends the process. */
export type StartRole = (context: RoleContext) => Promise<RunningRole>;

const beatMs = 5_000;

/**
 * The life of a role process: takes its start message from the supervisor, starts, reports, beats, and
 * ends on `stop`, on SIGTERM, when the supervisor is gone, or on an error nobody caught.
 */
export async function runRole(role: RoleName, start: StartRole): Promise<void> {
  const message = await startMessage(role);
  const log = createLog({
    name: role,
    node: message.config.node,
    level: message.config.logLevel,
    clock: systemClock,
    write: (line) => process.stderr.write(line),
    asText: process.stderr.isTTY,
  });
  const die = (error: unknown): void => {
    log.fatal({ error }, 'the role ends after an error that nothing handled');
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);

  const context: RoleContext = {
    role,
    config: message.config,
    databaseUrl: message.databaseUrl,
    keys: createKeys(Buffer.from(message.masterKey, 'base64')),
    log,
    clock: systemClock,
    random: cryptoRandom,
    node: message.config.node,
  };
  const life = new RoleLife(context);
  // Armed before the start, so that a stop or a lost supervisor is heard while the role still starts.
  process.on('message', (received: ToRole) => {
    if (received.type === 'stop') void life.end(0);
    else if (received.type !== 'start') void life.answer(received.type, received.id);
  });
  process.on('SIGTERM', () => void life.end(0));
  process.on('disconnect', () => {
    log.warn('the supervisor is gone; the role ends');
    void life.end(1);
  });
  await life.begin(start);
}

class RoleLife {
  readonly #context: RoleContext;
  readonly #startedAtMs: number;
  readonly #status: RoleStatusStore;
  readonly #metrics = new MetricRegistry();
  /** Undefined until the first beat is through. */
  #isDatabaseUp: boolean | undefined;
  #running: RunningRole | undefined;
  #beat: NodeJS.Timeout | undefined;
  #isEnding = false;

  constructor(context: RoleContext) {
    this.#context = context;
    this.#startedAtMs = context.clock.now();
    this.#status = new RoleStatusStore(context.databaseUrl);
    addProcessMetrics(this.#metrics, context);
    this.#metrics.gauge(
      'trunkline_database_up',
      'Whether the last sign of life, one every 5 s, reached the database.',
      () => (this.#isDatabaseUp === undefined ? undefined : Number(this.#isDatabaseUp)),
    );
  }

  async answer(question: Question, id: number): Promise<void> {
    if (question === 'metrics') return report({ type: 'metrics', id, text: await this.#metrics.text() });
    report({ type: 'readiness', id, reasons: this.#notReady() });
  }

  #notReady(): string[] {
    if (!this.#running) return ['it is still starting'];
    const reasons = this.#running.notReady?.() ?? [];
    const lacksDatabase = this.#running.needsDatabase === true && this.#isDatabaseUp === false;
    return lacksDatabase ? [...reasons, 'the database is away'] : reasons;
  }

  async begin(start: StartRole): Promise<void> {
    const { log } = this.#context;
    try {
      this.#running = await start(this.#context);
    } catch (error) {
      log.fatal({ error }, 'the role could not start');
      process.exit(1);
    }
    if (this.#isEnding) return;
    this.#running.addMetrics?.(this.#metrics);
    log.info({ listens: this.#running.listens }, 'ready');
    report({ type: 'ready', listens: this.#running.listens });
    this.#beat = setInterval(() => void this.#writeBeat(), beatMs);
    await this.#writeBeat();
  }

  async end(code: number): Promise<void> {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const { log } = this.#context;
    clearInterval(this.#beat);
    // Not unref'ed: the limit must hold although everything else may have let go of the loop.
    setTimeout(() => {
      log.error({ limitMs: stopLimitMs }, 'the role did not stop in time and is ended');
      process.exit(1);
    }, stopLimitMs);
    try {
      await this.#running?.stop();
    } catch (error) {
      log.error({ error }, 'the role failed while stopping');
      process.exit(1);
    }
    await this.#status.close();
    log.info('stopped');
    process.exit(code);
  }

  /** Signs of life are for people: a database that is away must not disturb the role. */
  async #writeBeat(): Promise<void> {
    const { clock, log, node, role } = this.#context;
    try {
      await this.#status.write({
        node,
        role,
        pid: process.pid,
        startedAtMs: this.#startedAtMs,
        beatAtMs: clock.now(),
        stats: this.#running?.stats?.() ?? {},
      });
      this.#isDatabaseUp = true;
    } catch (error) {
      this.#isDatabaseUp = false;
      log.debug({ error }, 'the sign of life could not be written');
    }
  }
}

function startMessage(role: RoleName): Promise<Extract<ToRole, { type: 'start' }>> {
  // Already undone when the supervisor went while this process was loading.
  if (!process.connected) {
    process.stderr.write(`The ${role} role is started by the supervisor: run "bin/trunkline start".\n`);
    process.exit(2);
  }
  return new Promise((resolve) => {
    process.once('disconnect', leave);
    process.once('message', (message: ToRole) => {
      process.off('disconnect', leave);
      if (message.type === 'start') resolve(message);
      else process.exit(0);
    });
  });
}

function leave(): never {
  process.exit(1);
}

function report(message: FromRole): void {
  // A supervisor that is gone is noticed by 'disconnect'; sending to it would only throw.
  if (process.connected) process.send?.(message);
}
