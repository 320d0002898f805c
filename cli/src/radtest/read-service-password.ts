import { Secret } from '@trunkline/kit';
import { ApiRefusal, call } from '../api/call.ts';
import type { Connection } from '../api/connect.ts';
import { findSubscriber } from '../api/find-subscriber.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { askSecret } from '../terminal/questions.ts';

/** The subscriber's password: from the API when signed in (which it records), else asked for at the terminal. */
export async function readServicePassword(
  terminal: Terminal,
  username: string,
  connection: Connection | undefined,
): Promise<Secret> {
  if (!connection) {
    if (terminal.stdin.isTTY) return new Secret(await askSecret(terminal, `Password of ${username}`));
    throw new CommandError(
      'the password is not known; sign in with "trunkline login", or give it with --password-stdin or --password-file',
    );
  }
  const { client } = connection;
  const { id } = await findSubscriber(client, username);
  try {
    const { data } = await call(client.GET('/api/subscribers/{id}/password', { params: { path: { id } } }));
    return new Secret(data.password);
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.status !== 403) throw error;
    throw new CommandError(
      `your role may not read passwords; give it with --password-stdin or --password-file`,
      {
        cause: error,
      },
    );
  }
}
