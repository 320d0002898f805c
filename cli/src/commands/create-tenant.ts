import { createTenant } from '@trunkline/server/modules/staff/index.ts';
import { tenantCodeField, tenantFields } from '@trunkline/server/modules/tenancy/index.ts';
import { localActor } from '@trunkline/server/platform/http/index.ts';
import { UsageError } from '../command-error.ts';
import type { Command, Terminal } from '../command.ts';
import { withAccounts } from '../installation/account-deps.ts';
import { parseOptions, required } from '../parse-options.ts';
import { printable } from '../terminal/printable.ts';

const usage = `
trunkline create-tenant <code> --owner <e-mail> [options]

Makes one more ISP in this installation, with its owner, whose generated password is printed once. Works on this
machine's database, without signing in; run it as the user who runs Trunkline.

  --name <name>            of the tenant; its code unless said
  --owner-name <name>      "Owner" unless said; a person who is known already keeps theirs
  --currency <code>        such as IQD; USD unless said
  --time-zone <zone>       such as Asia/Baghdad; UTC unless said
`;

export const createTenantCommand: Command = {
  name: 'create-tenant',
  summary: 'make one more tenant with its owner, on this machine',
  usage,
  run: runCreateTenant,
};

async function runCreateTenant(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(
    args,
    {
      owner: { type: 'string' },
      name: { type: 'string' },
      'owner-name': { type: 'string', default: 'Owner' },
      currency: { type: 'string', default: 'USD' },
      'time-zone': { type: 'string', default: 'UTC' },
    },
    ['code'],
  );
  const code = accept(tenantCodeField, positionals[0], 'the code');
  const input = {
    tenant: {
      code,
      name: accept(tenantFields.name, values.name ?? code, '--name'),
      company: null,
      email: null,
      currency: accept(tenantFields.currency, values.currency, '--currency'),
      timeZone: accept(tenantFields.timeZone, values['time-zone'], '--time-zone'),
    },
    owner: {
      email: accept(tenantFields.email, required(values.owner, 'owner'), '--owner')!,
      name: accept(tenantFields.name, values['owner-name'], '--owner-name'),
      isOperator: false,
    },
  };
  const { owner } = await withAccounts(terminal, (deps) =>
    createTenant(deps, (tenantId) => localActor('cli', tenantId), input),
  );
  terminal.stdout.write(`The tenant ${code} is made. Its owner signs in as ${printable(owner.email)}`);
  terminal.stdout.write(
    owner.password === null
      ? ' with the password they have already.\n'
      : `.\npassword  ${owner.password}\nIt is shown this once; another is asked for at the first sign-in.\n`,
  );
  return 0;
}

/** A field of the API, whose rule and words hold here too. */
interface Field<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: { message: string }[] } };
}

function accept<T>(field: Field<T>, value: unknown, what: string): T {
  const parsed = field.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${what} "${String(value)}": ${parsed.error.issues[0]?.message ?? 'cannot be used'}`);
}
