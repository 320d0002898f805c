import { createApiClient } from '@trunkline/openapi-client';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { loadSession, type SignedIn } from './session-file.ts';

export type ApiClient = ReturnType<typeof createApiClient>;

export interface Connection {
  readonly client: ApiClient;
  readonly session: SignedIn;
}

/** The API as the person who signed in last; says how to sign in where nobody did. */
export async function connect(terminal: Terminal): Promise<Connection> {
  const connection = await connectIfSignedIn(terminal);
  if (!connection) throw new CommandError('you are not signed in; do it with: trunkline login');
  return connection;
}

/** The same for commands that work without. */
export async function connectIfSignedIn(terminal: Terminal): Promise<Connection | undefined> {
  const session = await loadSession(terminal.env);
  return session && { client: createApiClient({ baseUrl: session.url, token: session.token }), session };
}
