import { call, ApiRefusal } from '../api/call.ts';
import { connectIfSignedIn } from '../api/connect.ts';
import { forgetSession } from '../api/session-file.ts';
import type { Command, Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';

export const logoutCommand: Command = {
  name: 'logout',
  summary: 'sign out here and at the server',
  usage: `
trunkline logout

Ends the session at the server and removes it from this machine.
`,
  run: logout,
};

async function logout(args: readonly string[], terminal: Terminal): Promise<number> {
  parseOptions(args, {});
  const connection = await connectIfSignedIn(terminal);
  if (!connection) {
    terminal.stdout.write('You were not signed in.\n');
    return 0;
  }
  // The token goes from this machine first, whatever the server says.
  await forgetSession(terminal.env);
  try {
    await call(connection.client.POST('/api/auth/logout'));
  } catch (error) {
    // A session that has ended already is what was asked for.
    if (!(error instanceof ApiRefusal) || error.status !== 401) throw error;
  }
  terminal.stdout.write(`Signed out of ${connection.session.url}.\n`);
  return 0;
}
