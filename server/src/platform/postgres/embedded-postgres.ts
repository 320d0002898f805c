import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeCluster } from './cluster-place.ts';
import { freePort, isFree } from './free-port.ts';
import { initializeCluster, serverEnvironment, superuserName } from './initialize-cluster.ts';
import { findPostmaster, isReady, removeStalePidFile, stopPostmaster } from './postmaster.ts';
import { findServerBinaries, type ServerBinaries } from './server-binaries.ts';
import { serviceUser, type ServiceUser } from './service-user.ts';

/** Recovery after a crash replays the log since the last checkpoint, at most about a gigabyte. */
const readyLimitMs = 600_000;
const pollMs = 50;
/** PostgreSQL makes its log of changes in files of 16 MiB and starts only with room for the next. */
const leastFreeMebibytes = 16;

export interface EmbeddedPostgresOptions {
  dataDirectory: string;
  /** Where data and programs go that PostgreSQL's own user cannot reach at home. */
  sharedRoot: string;
  superuserPassword: string;
  /** Told to the person at the terminal: whole sentences about where things are. */
  say: (sentence: string) => void;
}

interface ServerFile {
  port: number;
  /** Tells a renewed password from the one that the cluster knows, without repeating it. */
  passwordSha256: string;
}

/**
 * One PostgreSQL 18 server of our own, reachable on 127.0.0.1 only. The supervisor alone owns it: it
 * runs while the supervisor runs, and one left behind by a killed supervisor is stopped first.
 */
export class EmbeddedPostgres {
  readonly #options: EmbeddedPostgresOptions;
  #child: ChildProcess | undefined;
  #port: number | undefined;

  constructor(options: EmbeddedPostgresOptions) {
    this.#options = options;
  }

  /** The superuser's URL: of this start, or of an earlier one; undefined before the first. */
  adminUrl(): string | undefined {
    const { dataDirectory, superuserPassword } = this.#options;
    const port = this.#port ?? readServerFile(join(dataDirectory, 'postgres', 'server.json'))?.port;
    if (port === undefined) return undefined;
    return `postgres://${superuserName}:${encodeURIComponent(superuserPassword)}@127.0.0.1:${port}/postgres`;
  }

  /**
   * Makes the cluster at the first call, starts the server and resolves when it answers. `onExit` is
   * called once if the server ends later without `stop`. The port stays the same between calls while
   * nobody else takes it.
   */
  async start(onExit: (how: string) => void): Promise<void> {
    const { dataDirectory, sharedRoot, say, superuserPassword } = this.#options;
    const user = serviceUser();
    const binaries = findServerBinaries({ user, sharedRoot, say });
    const place = placeCluster({ dataDirectory, user, sharedRoot, say });
    const { cluster, isNew } = await initializeCluster({ place, binaries, user, superuserPassword });
    await stopLeftover(cluster, say);
    const serverPath = join(place, 'server.json');
    const known = readServerFile(serverPath);
    const passwordSha256 = createHash('sha256').update(superuserPassword).digest('hex');
    if (!isNew && known?.passwordSha256 !== passwordSha256) {
      setSuperuserPassword({ binaries, user, cluster, superuserPassword });
    }
    const port = known && (await isFree(known.port)) ? known.port : await freePort();
    writeServerFile(serverPath, { port, passwordSha256 });
    await this.#spawn({ cluster, place, binaries, user, port, onExit });
    this.#port = port;
  }

  /** Ends all connections and the server, cleanly. Does nothing when it is not running. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid !== undefined && child.exitCode === null) await stopPostmaster(child.pid);
  }

  /** Ends the server without its farewell; the next start recovers. */
  kill(): void {
    const child = this.#child;
    this.#child = undefined;
    // Immediate shutdown takes the backends along, which SIGKILL would leave to notice by themselves.
    child?.kill('SIGQUIT');
  }

  async #spawn(options: {
    cluster: string;
    place: string;
    binaries: ServerBinaries;
    user: ServiceUser | undefined;
    port: number;
    onExit: (how: string) => void;
  }): Promise<void> {
    const { cluster, place, binaries, user, port, onExit } = options;
    const outputPath = join(place, 'start.log');
    const output = openSync(outputPath, 'w', 0o600);
    const child = spawn(binaries.postgres, ['-D', cluster, ...serverSettings(port)], {
      ...user,
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', output, output],
      // A process group of its own: Ctrl-C at the terminal must not stop the database before the roles.
      detached: true,
    });
    closeSync(output);
    // Kept from the first moment, so that a stop in the middle of a long recovery finds it.
    this.#child = child;
    let how: string | undefined;
    let isAnswering = false;
    const end = (reason: string): void => {
      how = reason;
      if (this.#child !== child) return;
      this.#child = undefined;
      if (isAnswering) onExit(reason);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
    for (let waitedMs = 0; child.pid === undefined || !isReady(cluster, child.pid); waitedMs += pollMs) {
      if (how !== undefined) throw new Error(explainFailure(how, { cluster, outputPath }));
      if (waitedMs > readyLimitMs) {
        await this.stop();
        throw new Error(
          `PostgreSQL did not answer within ${readyLimitMs / 1_000} s; its messages are in ${cluster}/log`,
        );
      }
      await sleep(pollMs);
    }
    isAnswering = true;
  }
}

/** An acknowledged commit survives a crash, and a failed sync is never retried. */
function serverSettings(port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '64MB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_sync_retry: 'off',
    max_slot_wal_keep_size: '1GB',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: 'log',
    // One file for each day of the week, emptied when its day comes round again.
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: 0,
    // The details of a failed statement hold subscribers' data.
    log_error_verbosity: 'terse',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * A postmaster outlives a killed supervisor. It is stopped and not adopted, because only a parent hears
 * of its child's end.
 */
async function stopLeftover(cluster: string, say: (sentence: string) => void): Promise<void> {
  const pid = findPostmaster(cluster);
  if (pid !== undefined) {
    say(`A PostgreSQL of an earlier start is still running (process ${pid}); it is stopped first.`);
    await stopPostmaster(pid);
  }
  removeStalePidFile(cluster);
}

/** For a cluster whose password file was lost or renewed, as after a restore on another machine. */
function setSuperuserPassword(options: {
  binaries: ServerBinaries;
  user: ServiceUser | undefined;
  cluster: string;
  superuserPassword: string;
}): void {
  const done = spawnSync(
    options.binaries.postgres,
    ['--single', '-D', options.cluster, '-c', 'exit_on_error=on', 'postgres'],
    {
      ...options.user,
      cwd: '/',
      env: serverEnvironment,
      encoding: 'utf8',
      // The password is base64url: no quote can stand in it.
      input: `alter role ${superuserName} password '${options.superuserPassword}'\n`,
    },
  );
  if (done.status !== 0) {
    throw new Error(`PostgreSQL did not take its new password: ${done.error?.message ?? done.stderr.trim()}`);
  }
}

function readServerFile(path: string): ServerFile | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ServerFile;
  } catch {
    // A damaged note costs nothing: a new port is chosen and the password set again.
    return undefined;
  }
}

function writeServerFile(path: string, content: ServerFile): void {
  writeFileSync(`${path}.unfinished`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(`${path}.unfinished`, path);
}

function explainFailure(
  how: string,
  { cluster, outputPath }: { cluster: string; outputPath: string },
): string {
  const output = readFileSync(outputPath, 'utf8').trim().split('\n').slice(-5).join('\n');
  return `PostgreSQL ended with ${how} instead of starting: ${output}${mentionFullDisk(cluster)}`;
}

/** On a full disk PostgreSQL has no room for saying so in its own log. */
function mentionFullDisk(cluster: string): string {
  const { bavail, bsize } = statfsSync(cluster);
  const freeMebibytes = Math.floor((bavail * bsize) / 2 ** 20);
  if (freeMebibytes >= leastFreeMebibytes) return '';
  return `. The disk of ${cluster} is full (${freeMebibytes} MiB free): make room there, and it starts by itself`;
}
