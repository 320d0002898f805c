import { readFileSync } from 'node:fs';
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
import { resealValues, type ResealResult } from '@trunkline/server/roles/key-rotation/index.ts';
import { runningPath, whoRuns, type Running } from '@trunkline/server/roles/supervisor/index.ts';
import { CommandError } from '../command-error.ts';
import type { Command, Terminal } from '../command.ts';
import { readInstallation } from '../installation/read-installation.ts';
import { withDatabase } from '../installation/with-database.ts';
import { parseOptions } from '../parse-options.ts';

const usage = `
trunkline rotate-key

Changes the master key: makes a new one, gives it to the running roles, seals every stored secret anew under it, and
removes the old one. Logins pause for about a second, twice, while the radius role starts anew. Works also while
Trunkline does not run. Interrupted, it is given again and goes on; until it ends, the key file holds both keys.

Afterwards keep a copy of the new key file. Backups from before need the old copy.

With several nodes: stop all but this one, change the key here, copy keys/master.key to the others, start them.
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
    addMasterKey(config.keysDirectory);
    const masterKey = await giveToRoles(config, terminal);
    const { resealed, unopened } = await reseal({ url: urls.api, masterKey }, terminal);
    terminal.stdout.write(`${resealed} stored secrets are sealed under the new key.\n`);
    if (unopened.length > 0) {
      for (const place of unopened) terminal.stderr.write(`does not open: ${place}\n`);
      throw new CommandError(
        `${unopened.length} stored secrets open under no key; set them anew, then give this command again. ` +
          'The old key stays in the key file meanwhile',
      );
    }
    keepNewestMasterKey(config.keysDirectory);
    await giveToRoles(config, terminal);
    terminal.stdout.write(`The master key is changed. Keep a copy of ${config.keysDirectory}/master.key.\n`);
    return 0;
  });
}

/** Resolves with the keys of the file when the running roles work with them, or when none run. */
async function giveToRoles(config: Config, { clock, signal }: Terminal): Promise<Buffer> {
  const masterKey = readFileSync(`${config.keysDirectory}/master.key`);
  const wanted = masterKeyIds(masterKey).join();
  const pid = whoRuns(config.home);
  // A command that borrows the database holds the lock of the home itself.
  if (pid === undefined || pid === process.pid) return masterKey;
  process.kill(pid, 'SIGUSR2');
  const untilMs = clock.monotonic() + renewLimitMs;
  while (readKeyIds(config.home) !== wanted) {
    if (clock.monotonic() > untilMs)
      throw new CommandError('the running roles did not take the key; see what "trunkline start" says there');
    await sleep(lookMs, undefined, { signal });
  }
  return masterKey;
}

function readKeyIds(home: string): string {
  return (JSON.parse(readFileSync(runningPath(home), 'utf8')) as Running).keyIds.join();
}

async function reseal(
  { url, masterKey }: { url: string; masterKey: Buffer },
  { stderr, signal }: Terminal,
): Promise<ResealResult> {
  const applicationName = 'trunkline-rotate-key';
  const database = new Database({ url, applicationName, maxConnections: 1, statementTimeoutMs });
  let told = 0;
  const onBatch = (resealed: number): void => {
    if (resealed - told < 5_000) return;
    told = resealed;
    stderr.write(`${resealed} stored secrets so far\n`);
  };
  try {
    return await resealValues({ database, sealer: createKeys(masterKey).sealer }, { onBatch, signal });
  } finally {
    await database.close();
  }
}
