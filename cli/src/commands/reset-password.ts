import { resetPassword } from '@trunkline/server/modules/staff/index.ts';
import { localActor } from '@trunkline/server/platform/http/index.ts';
import type { Command, Terminal } from '../command.ts';
import { withAccounts } from '../installation/account-deps.ts';
import { parseOptions } from '../parse-options.ts';

const usage = `
trunkline reset-password <e-mail>

Gives a member of staff a new password, which is printed once and changed at the next sign-in, and ends their
sessions. Their second factor is taken off as well, and can be set up anew. Works on this machine's database, without signing in; run it as the user who runs Trunkline.
`;

export const resetPasswordCommand: Command = {
  name: 'reset-password',
  summary: 'give a member of staff a new password, on this machine',
  usage,
  run: runResetPassword,
};

async function runResetPassword(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = parseOptions(args, {}, ['e-mail']);
  const { password, hadSecondFactor } = await withAccounts(terminal, (deps) =>
    resetPassword(deps, (tenantId) => localActor('cli', tenantId), { email: positionals[0]! }),
  );
  terminal.stdout.write(
    `password  ${password}\nIt is shown this once; another is asked for at the next sign-in.\n`,
  );
  if (hadSecondFactor)
    terminal.stdout.write('The second factor is off; it can be set up anew after signing in.\n');
  return 0;
}
