import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@trunkline/server/platform/config/index.ts';
import { Database } from '@trunkline/server/platform/db/index.ts';
import {
  addMasterKey,
  createKeys,
  keepNewestMasterKey,
  masterKeyIds,
} from '@trunkline/server/platform/keys/index.ts';
import {
  findOtherNodes,
  nodeRunsS,
  resealValues,
  type ResealResult,
} from '@trunkline/server/roles/key-rotation/index.ts';
import { whoRuns } from '@trunkline/server/roles/supervisor/index.ts';
import { CommandError } from '../command-error.ts';
import type { Command, Terminal } from '../command.ts';
import { readRunning } from '../installation/find-local-url.ts';
import { readInstallation } from '../installation/read-installation.ts';
import { withDatabase } from '../installation/with-database.ts';
import { parseOptions } from '../parse-options.ts';

const usage = `
trunkline rotate-key

Changes the master key: makes a new one, gives it to the running roles, seals every stored secret anew under it, and
removes the old one. Logins pause for about a second, three times, while the radius role starts anew. Works also while
Trunkline does not run. Interrupted, it is given again and goes on; until it ends, the key file holds both keys.

Afterwards keep a copy of the new key file. Backups from before need the old copy.

With several nodes: stop all but this one, change the key here, copy keys/master.key to the others, start them. A node
that did not run meanwhile needs the database at its next start: its snapshot file is still under the old key.
`;

const statementTimeoutMs = 10_000;
/** All roles start anew, one after the other. */
const renewLimitMs = 120_000;
const lookMs = 200;

export const rotateKeyCommand: Command = {
  name: 'rotate-key',
  summary: 'change the master key and seal every stored secret under the new one',
  usage,
  run: runRotateKey,
};

async function runRotateKey(args: readonly string[], terminal: Terminal): Promise<number> {
  parseOptions(args, {});
  const config = readInstallation(terminal);
  // The database of an installation that does not run is started for the time of the work: keys exist after it.
  return withDatabase(terminal, async ({ urls }) => {
    const roles = new RunningRoles(config, terminal);
    await refuseOtherNodes(urls.api, roles.node);
    addMasterKey(config.keysDirectory);
    const masterKey = roles.keysOfFile();
    await roles.takeKeys();
    const { resealed, unopened } = await withSession(urls.api, (database) =>
      reseal({ database, masterKey }, terminal),
    );
    terminal.stdout.write(`${resealed} stored secrets are sealed under the new key.\n`);
    if (unopened.length > 0) {
      for (const place of unopened) terminal.stderr.write(`does not open: ${place}\n`);
      throw new CommandError(
        `${unopened.length} stored secrets open under no key; set them anew, then give this command again. ` +
          'The old key stays in the key file meanwhile',
      );
    }
    // The snapshot file still holds what the old key sealed.
    await roles.writeSnapshotAnew();
    keepNewestMasterKey(config.keysDirectory, masterKey);
    await roles.takeKeys();
    terminal.stdout.write(`The master key is changed. Keep a copy of ${config.keysDirectory}/master.key.\n`);
    return 0;
  });
}

/** A node that runs on with the old key alone seals under it what nobody could open afterwards. */
async function refuseOtherNodes(url: string, node: string): Promise<void> {
  const others = await withSession(url, (database) => findOtherNodes(database, node));
  if (others.length === 0) return;
  throw new CommandError(
    `${others.join(', ')} runs with the present key; stop Trunkline there, and give this command again ` +
      `${nodeRunsS} s later`,
  );
}

/** The roles of this home as their supervisor leads them; where none run, there is nothing to wait for. */
class RunningRoles {
  readonly node: string;
  readonly #config: Config;
  readonly #terminal: Terminal;
  readonly #pid: number | undefined;

  constructor(config: Config, terminal: Terminal) {
    this.#config = config;
    this.#terminal = terminal;
    const running = readRunning(config.home);
    this.node = running?.node ?? config.role.node;
    // The lock may be held by a command that borrows the database of what does not run, such as this one.
    this.#pid = running?.pid === whoRuns(config.home) ? running?.pid : undefined;
  }

  keysOfFile(): Buffer {
    return readFileSync(join(this.#config.keysDirectory, 'master.key'));
  }

  /** Resolves when each role works with the keys of the file. */
  async takeKeys(): Promise<void> {
    const wanted = masterKeyIds(this.keysOfFile());
    // The radius role writes its snapshot anew whenever it starts with several keys.
    const written = wanted.length > 1 ? this.#snapshotMark() : undefined;
    await this.#signalUntil('did not take the key', () => this.#keyIds() === wanted.join());
    if (written !== undefined) await this.#until(snapshotLate, () => this.#snapshotMark() !== written);
  }

  async writeSnapshotAnew(): Promise<void> {
    const written = this.#snapshotMark();
    await this.#signalUntil(snapshotLate, () => this.#snapshotMark() !== written);
  }

  async #signalUntil(failure: string, holds: () => boolean): Promise<void> {
    if (this.#pid === undefined) return;
    process.kill(this.#pid, 'SIGUSR2');
    await this.#until(failure, holds);
  }

  async #until(failure: string, holds: () => boolean): Promise<void> {
    if (this.#pid === undefined) return;
    const { clock, signal } = this.#terminal;
    const untilMs = clock.monotonic() + renewLimitMs;
    while (!holds()) {
      if (clock.monotonic() > untilMs)
        throw new CommandError(
          `the running roles ${failure}; see what they say, then give this command again`,
        );
      await sleep(lookMs, undefined, { signal });
    }
  }

  #keyIds(): string {
    const running = readRunning(this.#config.home);
    if (!running) {
      throw new CommandError(
        'Trunkline was stopped meanwhile. The key file holds the old key and the new one; give this command again',
      );
    }
    return running.keyIds.join();
  }

  /** Another one each time the file is put in its place. */
  #snapshotMark(): number {
    const path = join(this.#config.role.snapshotDirectory, 'snapshot');
    return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
  }
}

const snapshotLate = 'did not write the snapshot anew';

function reseal(
  { database, masterKey }: { database: Database; masterKey: Buffer },
  { stderr, signal }: Terminal,
): Promise<ResealResult> {
  let told = 0;
  const onBatch = (resealed: number): void => {
    if (resealed - told < 5_000) return;
    told = resealed;
    stderr.write(`${resealed} stored secrets so far\n`);
  };
  return resealValues({ database, sealer: createKeys(masterKey).sealer }, { onBatch, signal });
}

/** Lends a connection as the api's database role. */
async function withSession<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const applicationName = 'trunkline-rotate-key';
  const database = new Database({ url, applicationName, maxConnections: 1, statementTimeoutMs });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
