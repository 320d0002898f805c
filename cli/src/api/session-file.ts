import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { configFolder, readPrivateJson, removePrivateFile, writePrivateJson } from '../private-file.ts';

/** Who is signed in where. The token is as good as the password until it ends: it is never printed. */
export interface SignedIn {
  readonly url: string;
  readonly email: string;
  readonly token: string;
}

export async function saveSession(env: Terminal['env'], session: SignedIn): Promise<void> {
  await writePrivateJson(sessionPath(env), session);
}

/** The session of the last sign-in, or undefined. */
export async function loadSession(env: Terminal['env']): Promise<SignedIn | undefined> {
  const content = await readPrivateJson(sessionPath(env));
  if (content === undefined) return undefined;
  if (!isSignedIn(content)) {
    throw new CommandError(`${sessionPath(env)} is damaged; sign in again with: trunkline login`);
  }
  return content;
}

export async function forgetSession(env: Terminal['env']): Promise<void> {
  await removePrivateFile(sessionPath(env));
}

function sessionPath(env: Terminal['env']): string {
  return join(configFolder(env), 'session.json');
}

function isSignedIn(content: unknown): content is SignedIn {
  const fields = content as Record<string, unknown> | null;
  return (
    typeof fields === 'object' &&
    fields !== null &&
    [fields['url'], fields['email'], fields['token']].every((field) => typeof field === 'string')
  );
}
