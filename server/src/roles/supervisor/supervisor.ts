import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import type { Config, RoleConfig } from '../../platform/config/index.ts';
import { databaseUrls, type BootstrapOptions } from '../../platform/db/bootstrap.ts';
import type { DatabasePasswords, DatabaseUrls } from '../../platform/db/roles.ts';
import { masterKeyIds, type KeyFiles } from '../../platform/keys/index.ts';
import { stopLimitMs } from '../role-messages.ts';
import { roleNames, type RoleName } from '../role-names.ts';
import { describeAccess, describeRunning, type FirstAccess } from './announce.ts';
import { BackOff } from './back-off.ts';
import { checkPorts } from './check-ports.ts';
import type { Demo } from './demo.ts';
import { chooseDatabaseServer, type DatabaseServer } from './database-server.ts';
import { makeHome, openKeys, removeRunning, writeRunning } from './home.ts';
import { lockHome, type HomeLock } from './home-lock.ts';
import { MetricsListener } from './metrics-listener.ts';
import { RoleProcess } from './role-process.ts';
import { runStep, StepFailed } from './run-step.ts';
import { withTakenPorts } from './taken-ports.ts';

export interface SupervisorOptions {
  config: Config;
  /** The program file that runs a role or a step by its name: main.ts. */
  program: string;
  /** For the children, without DATABASE_URL: no role learns the administrator's password. */
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  say: (sentence: string) => void;
  /** Only with `--demo`. */
  demo?: Demo | undefined;
}

/** On a server that DATABASE_URL names, too: its own database is only used to connect. */
export const databaseName = 'trunkline';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
/** How long the announcement waits for all roles; they go on starting after it. */
const readyLimitMs = 30_000;
/** Children of a killed supervisor end by themselves within their stop limit. */
const leftoverLimitMs = stopLimitMs + 2_000;

/**
 * Runs the product on one machine: database first, roles after it, and the other way round at the end.
 * Holds the administrator's URL and all passwords, and gives each role its own alone.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #abort = new AbortController();
  readonly #roles = new Map<RoleName, RoleProcess>();
  readonly #listens: Record<string, string[]> = {};
  #roleConfig: RoleConfig;
  #config: Config;
  #lock: HomeLock | undefined;
  #metrics: MetricsListener | undefined;
  #keys: KeyFiles | undefined;
  #keyIds: string[] = [];
  #server: DatabaseServer | undefined;
  #urls: DatabaseUrls | undefined;
  #starting: Promise<void> = Promise.resolve();
  #onListens: () => void = () => {};

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#config = options.config;
    this.#roleConfig = options.config.role;
  }

  /** Resolves when everything runs. Throws, with a sentence for people, what makes a start pointless. */
  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  /** Ends everything in order, also in the middle of a start. Resolves when no child is left. */
  async stop(): Promise<void> {
    this.#abort.abort();
    // What the start still waits for ends by the abort; its error was told to the caller of start.
    await this.#starting.catch(() => {});
    await this.#options.demo?.stop();
    await Promise.all([this.#roles.get('radius')?.stop(), this.#roles.get('api')?.stop()]);
    await this.#roles.get('fold')?.stop();
    await this.#roles.get('worker')?.stop();
    await this.#server?.stop();
    await this.#metrics?.close();
    if (this.#lock) removeRunning(this.#config.home);
    this.#lock?.release();
    this.#lock = undefined;
  }

  /**
   * Reads the key files again and gives what they hold to one role after the other. The api comes last: it
   * alone seals, and by then the others open what it seals. Logins pause while the radius role starts. Asked again
   * while there are several keys, it lets the radius role write its snapshot anew.
   */
  async renewKeys(): Promise<void> {
    // A start that failed, or was stopped, leaves no role to give them to.
    await this.#starting.catch(() => {});
    if (this.#abort.signal.aborted) return;
    const { clock, say } = this.#options;
    const keys = openKeys(this.#config, clock);
    const keyIds = masterKeyIds(keys.masterKey);
    const isSame = keyIds.join() === this.#keyIds.join();
    if (isSame && keyIds.length === 1) return;
    say(`The master key is ${keyIds[0]}; ${isSame ? 'the radius role starts' : 'each role starts'} anew.`);
    this.#keys = keys;
    for (const name of isSame ? (['radius'] as const) : (['radius', 'worker', 'fold', 'api'] as const)) {
      await this.#roles.get(name)?.renew();
    }
    this.#keyIds = keyIds;
    this.#writeRunning();
  }

  /** Ends everything at once. The journal and PostgreSQL recover at the next start. */
  kill(): void {
    this.#abort.abort();
    this.#options.demo?.kill();
    for (const role of this.#roles.values()) role.kill();
    this.#server?.kill();
    if (this.#lock) removeRunning(this.#config.home);
    this.#lock?.release();
  }

  async #start(): Promise<void> {
    const { clock, say, demo } = this.#options;
    const { signal } = this.#abort;
    makeHome(this.#config);
    this.#lock = lockHome(this.#config.home);
    const role = await checkPorts(this.#config, this.#lock.wasStale ? leftoverLimitMs : 0);
    this.#config = { ...this.#config, role };
    await this.#openMetrics();
    const webApp = this.#buildWebApp();
    const compiled = this.#compileRoles();
    this.#keys = openKeys(this.#config, clock);
    this.#keyIds = masterKeyIds(this.#keys.masterKey);
    this.#server = chooseDatabaseServer({
      config: this.#config,
      superuserPassword: this.#keys.passwords['superuser']!,
      clock,
      signal,
      say,
      onReturn: () => this.#takeUrls(this.#databaseIdentity(this.#server!)!),
    });
    await this.#openDatabase(this.#server);
    signal.throwIfAborted();
    await demo?.seed({ urls: this.#urls!, masterKey: this.#keys.masterKey, signal });
    const access = await this.#makeFirstOwner();
    await compiled;
    for (const name of roleNames) this.#startRole(name);
    await Promise.all([this.#allListen().then(() => !signal.aborted && demo?.run(this.#listens)), webApp]);
    // A start that is being stopped still shows the owner's password: there is no second time.
    if (signal.aborted) return say(describeAccess(access, '').join('\n'));
    const { place } = this.#server;
    const metricsUrl = this.#metrics!.url;
    const listens = this.#listens;
    say(describeRunning({ config: this.#config, listens, metricsUrl, databasePlace: place, access }));
    if (demo) say(demo.describe());
    const late = roleNames.filter((name) => !this.#listens[name]);
    if (late.length > 0) say(`Still starting: ${late.join(', ')}. The lines above say why.`);
  }

  /** First of all, so that it can be asked why the rest does not come up. */
  async #openMetrics(): Promise<void> {
    const { clock, say } = this.#options;
    this.#metrics = new MetricsListener({
      config: this.#config,
      roles: this.#roles,
      version,
      clock,
      onError: (error) => say(`The listener for metrics has trouble: ${error.message}`),
    });
    await this.#metrics.listen();
    this.#writeRunning();
  }

  /**
   * Tries until the database is ready. Where an earlier run left a snapshot, the radius role starts at
   * the first failure, whatever it is: logins must not wait for the repair.
   */
  async #openDatabase(server: DatabaseServer): Promise<void> {
    const { say } = this.#options;
    const { signal } = this.#abort;
    const backOff = new BackOff({ firstMs: 500, lastMs: 5_000, calmMs: Infinity });
    let told = '';
    let isServing = false;
    for (;;) {
      try {
        // Once only: from then on the server itself comes back from a crash.
        if (!isServing) await server.start();
        isServing = true;
        await this.#prepare(server);
        if (told) say('The database is ready.');
        return;
      } catch (error) {
        signal.throwIfAborted();
        const hasSnapshot = readdirSync(this.#config.role.snapshotDirectory).length > 0;
        const isUnreachable = error instanceof StepFailed && error.isUnreachable;
        if (!hasSnapshot && !isUnreachable) throw error;
        const why = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
        const consequence = hasSnapshot ? ' Logins are answered from the stored snapshot meanwhile.' : '';
        if (why !== told)
          say(`The database cannot be used: ${why}. It is tried again until it can.${consequence}`);
        told = why;
        if (hasSnapshot) this.#startOnSnapshot(server);
        await sleep(backOff.next(0), undefined, { signal });
      }
    }
  }

  async #prepare(server: DatabaseServer): Promise<void> {
    const identity = this.#databaseIdentity(server);
    if (!identity) throw new Error('the database server has no address');
    this.#takeUrls(identity);
    const { program, environment } = this.#options;
    const { signal } = this.#abort;
    await runStep({ program, environment, message: { type: 'prepare-database', ...identity }, signal });
  }

  #startOnSnapshot(server: DatabaseServer): void {
    const identity = this.#databaseIdentity(server);
    if (!identity) return;
    this.#takeUrls(identity);
    this.#startRole('radius');
  }

  #databaseIdentity(server: DatabaseServer): BootstrapOptions | undefined {
    const adminUrl = server.adminUrl();
    if (adminUrl === undefined) return undefined;
    return { adminUrl, passwords: this.#keys!.passwords as DatabasePasswords, databaseName };
  }

  /** Roles that run with another address come back with the new one. */
  #takeUrls(identity: BootstrapOptions): void {
    const urls = databaseUrls(identity);
    const hasMoved = this.#urls !== undefined && this.#urls.owner !== urls.owner;
    this.#urls = urls;
    if (hasMoved) for (const role of this.#roles.values()) void role.renew();
  }

  async #makeFirstOwner(): Promise<FirstAccess> {
    const { program, environment } = this.#options;
    const result = await runStep({
      program,
      environment,
      message: { type: 'first-start', databaseUrl: this.#urls!.api },
      signal: this.#abort.signal,
    });
    return result.type === 'first-start-done' ? result : {};
  }

  /** Never rejects: subscribers log in without it. */
  async #buildWebApp(): Promise<void> {
    const { program, environment, say } = this.#options;
    const { signal } = this.#abort;
    try {
      await runStep({ program, environment, message: { type: 'build-web' }, signal });
    } catch (error) {
      if (signal.aborted) return;
      const why = error instanceof Error ? error.message : String(error);
      say(`The web app could not be built: ${why}\nEverything else runs; "npm run build:web" tries again.`);
    }
  }

  /** Never rejects: a role that is not compiled takes more memory, and works. */
  async #compileRoles(): Promise<void> {
    const { program, environment, say } = this.#options;
    const { signal } = this.#abort;
    try {
      await runStep({ program, environment, message: { type: 'compile-roles' }, signal });
    } catch (error) {
      if (!signal.aborted) say(`The roles could not be compiled beforehand: ${String(error)}`);
    }
  }

  #startRole(name: RoleName): void {
    if (this.#abort.signal.aborted) return;
    const { program, environment, clock, say } = this.#options;
    const role =
      this.#roles.get(name) ??
      new RoleProcess({
        role: name,
        program,
        environment,
        clock,
        say,
        startMessage: () => ({
          type: 'start',
          config: this.#roleConfig,
          databaseUrl: this.#urls![name],
          masterKey: this.#keys!.masterKey.toString('base64'),
        }),
        onListens: (listens) => this.#takeListens(name, listens),
      });
    this.#roles.set(name, role);
    role.start();
  }

  #takeListens(name: RoleName, listens: string[] | undefined): void {
    if (listens) {
      this.#listens[name] = listens;
      this.#roleConfig = withTakenPorts(this.#roleConfig, listens);
    } else delete this.#listens[name];
    this.#writeRunning();
    this.#onListens();
  }

  #writeRunning(): void {
    if (!this.#lock) return;
    const { home, role } = this.#config;
    const metrics = this.#metrics!.url;
    const { pid } = process;
    writeRunning(home, { pid, node: role.node, metrics, listens: this.#listens, keyIds: this.#keyIds });
  }

  /** Resolves when all roles answer, when the limit is over, or at a stop. */
  #allListen(): Promise<void> {
    return new Promise((resolve) => {
      const limit = setTimeout(resolve, readyLimitMs);
      const look = (): void => {
        if (!this.#abort.signal.aborted && roleNames.some((name) => !this.#listens[name])) return;
        clearTimeout(limit);
        resolve();
      };
      this.#onListens = look;
      this.#abort.signal.addEventListener('abort', look, { once: true });
      look();
    });
  }
}
