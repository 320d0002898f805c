import { setTimeout as sleep } from 'node:timers/promises';
import { ApiRefusal } from '../api/call.ts';
import type { ApiClient, Connection } from '../api/connect.ts';
import { readAuthLog, readReasons, type AuthLogRow } from '../api/read-auth-log.ts';
import type { Terminal } from '../command.ts';

/** The log is written in batches behind the answers, twice a second. */
const LOOK_FOR_MS = 2_500;
const LOOK_EVERY_MS = 200;

/** Equal rejects within ten seconds are one row; the rest is how far the two clocks may be apart. */
const COALESCED_MS = 15_000;

export interface RejectReason {
  readonly code: string;
  /** For people, the code included. */
  readonly text: string;
}

export interface RejectWatch {
  /** Why the reject after the beginning of the watch was one; undefined when the log does not say. */
  explain(): Promise<RejectReason | undefined>;
}

/** To be begun before a login that may be refused. Undefined for who may not read the authentication log. */
export async function watchRejects(
  { client }: Connection,
  username: string,
  { clock, signal }: Terminal,
): Promise<RejectWatch | undefined> {
  let before: AuthLogRow | undefined;
  try {
    before = await newestReject(client, username);
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 403) return undefined;
    throw error;
  }
  return {
    explain: async () => {
      const until = clock.monotonic() + LOOK_FOR_MS;
      do {
        await sleep(LOOK_EVERY_MS, undefined, { signal });
        const newest = await newestReject(client, username);
        if (newest && newest.id !== before?.id) return describe(client, newest);
      } while (clock.monotonic() < until);
      // No row of its own: it is counted in the one before.
      const isCoalesced = before && clock.now() - Date.parse(before.at) < COALESCED_MS;
      return isCoalesced ? describe(client, before!) : undefined;
    },
  };
}

async function newestReject(client: ApiClient, username: string): Promise<AuthLogRow | undefined> {
  const { rows } = await readAuthLog(client, { username, outcome: 'rejected' }, 1);
  return rows[0];
}

async function describe(client: ApiClient, { reason }: AuthLogRow): Promise<RejectReason | undefined> {
  if (reason === null) return undefined;
  const summary = (await readReasons(client)).get(reason);
  return { code: reason, text: summary === undefined ? reason : `${summary} (${reason})` };
}
