import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '../api/call.ts';
import type { Connection } from '../api/connect.ts';
import type { Terminal } from '../command.ts';
import { formatBytes } from '../quantity/format.ts';
import { SESSION_DOWNLOAD_BYTES, SESSION_UPLOAD_BYTES } from './test-session.ts';

/** What was acknowledged is on its way into the database for a moment. */
const LOOK_FOR_MS = 10_000;
const LOOK_EVERY_MS = 300;
const ROWS = 20;

/** How the session that was just played stands in the server's records. */
export async function findRecorded(
  { client }: Connection,
  { username, sessionId }: { username: string; sessionId: string },
  { clock, signal }: Terminal,
) {
  const until = clock.monotonic() + LOOK_FOR_MS;
  for (;;) {
    const { data } = await call(
      client.GET('/api/sessions', { params: { query: { username, limit: ROWS } } }),
    );
    const session = data.find(({ acctSessionId }) => acctSessionId === sessionId) ?? null;
    const isComplete =
      session !== null &&
      session.stoppedAt !== null &&
      session.downloadBytes === SESSION_DOWNLOAD_BYTES &&
      session.uploadBytes === SESSION_UPLOAD_BYTES;
    if (isComplete || clock.monotonic() >= until)
      return { isComplete, session, text: describe(session, isComplete) };
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

interface RecordedSession {
  readonly downloadBytes: number;
  readonly uploadBytes: number;
  readonly stoppedAt: string | null;
}

function describe(session: RecordedSession | null, isComplete: boolean): string {
  if (!session) {
    return 'The session is not recorded yet, although it was acknowledged: see whether the fold role runs (trunkline doctor)';
  }
  const bytes = `↓ ${formatBytes(session.downloadBytes)} ↑ ${formatBytes(session.uploadBytes)}`;
  if (isComplete) return `Recorded: ${bytes}; see it with: trunkline sessions --all`;
  return `Recorded so far: ${bytes}, ${session.stoppedAt === null ? 'still open' : 'ended'}, which is not what was sent`;
}
