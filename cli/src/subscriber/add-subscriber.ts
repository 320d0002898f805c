import { call } from '../api/call.ts';
import { connect, type ApiClient } from '../api/connect.ts';
import { findNas } from '../api/find-nas.ts';
import { findPlan } from '../api/find-plan.ts';
import type { Terminal } from '../command.ts';
import { UsageError } from '../command-error.ts';
import { parseOptions, required, wholeNumber } from '../parse-options.ts';
import { readSecrets } from '../read-secret.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';

const MAX_SESSIONS = 1000;

/** Which option a field of the API came from. */
const OPTION_OF: Readonly<Record<string, string>> = {
  username: 'the user name',
  password: 'the password',
  fullName: '--full-name',
  phones: '--phone',
  'phones.0': '--phone',
  'phones.1': '--phone',
  email: '--email',
  address: '--address',
  notes: '--notes',
  tags: '--tag',
  macs: '--mac',
  'macs.0': '--mac',
  'macs.1': '--mac',
  nasId: '--nas',
  maxSessions: '--max-sessions',
  framedIp: '--framed-ip',
  planId: '--plan',
};

const OPTIONS = {
  plan: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'password-file': { type: 'string' },
  'full-name': { type: 'string' },
  phone: { type: 'string', multiple: true },
  email: { type: 'string' },
  address: { type: 'string' },
  notes: { type: 'string' },
  tag: { type: 'string', multiple: true },
  mac: { type: 'string', multiple: true },
  'learn-mac': { type: 'boolean' },
  nas: { type: 'string' },
  'max-sessions': { type: 'string' },
  'framed-ip': { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>['values'];

/** Adds a subscriber and sells the plan: all of it or nothing. */
export async function addSubscriber(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, OPTIONS, ['user name']);
  const planName = required(values.plan, 'plan');
  const fields = readFields(positionals[0]!, values);
  const { client } = await connect(terminal);
  const plan = await findPlan(client, planName);
  const [password] = await readSecrets(terminal, [
    { what: 'password', fromStdin: values['password-stdin'], file: values['password-file'] },
  ]);
  const body = {
    ...fields,
    ...(await readNas(client, values.nas)),
    ...(password && { password: password.reveal() }),
    planId: plan.id,
  };
  const { data } = await call(client.POST('/api/subscribers', { body }), { options: OPTION_OF });
  if (values.json) return writeJson(terminal, data);
  terminal.stdout.write(
    `Subscriber ${printable(data.username)} added with plan ${printable(plan.name)}; may log in within two seconds.\n`,
  );
  if (data.generatedPassword !== null) {
    terminal.stdout.write(`\nThe password, shown this once:\n\n  ${printable(data.generatedPassword)}\n`);
  }
  return 0;
}

function readFields(username: string, values: Values) {
  const { mac: macs = [], phone: phones = [], tag: tags = [] } = values;
  if (values['learn-mac'] && macs.length > 0) {
    throw new UsageError('--learn-mac takes the first device, --mac names it; give one of the two');
  }
  const macBinding: 'learn' | 'fixed' | 'none' = values['learn-mac']
    ? 'learn'
    : macs.length > 0
      ? 'fixed'
      : 'none';
  const maxSessions = wholeNumber(values['max-sessions'], {
    option: 'max-sessions',
    least: 1,
    most: MAX_SESSIONS,
  });
  return {
    username,
    fullName: values['full-name'] ?? null,
    phones,
    email: values.email ?? null,
    address: values.address ?? null,
    notes: values.notes ?? null,
    tags,
    macBinding,
    macs,
    maxSessions: maxSessions ?? null,
    framedIp: values['framed-ip'] ?? null,
  };
}

async function readNas(client: ApiClient, name: string | undefined): Promise<{ nasId?: string }> {
  return name === undefined ? {} : { nasId: (await findNas(client, name)).id };
}
