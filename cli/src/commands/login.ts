import { createApiClient } from '@trunkline/openapi-client';
import { ApiRefusal, call } from '../api/call.ts';
import type { ApiClient } from '../api/connect.ts';
import { loadSession, saveSession } from '../api/session-file.ts';
import { isReadableOnTheWay, LOCAL_URL, readServerUrl } from '../api/server-url.ts';
import { findLocalUrl } from '../installation/find-local-url.ts';
import { CommandError } from '../command-error.ts';
import type { Command, Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { printable } from '../terminal/printable.ts';
import { ask, askSecret } from '../terminal/questions.ts';
import { readLines } from '../terminal/read-lines.ts';

/** The owner that the first start makes. */
const OWNER_EMAIL = 'owner@trunkline.local';

/** How often a person may mistype a new password. */
const MAX_TRIES = 3;

export const loginCommand: Command = {
  name: 'login',
  summary: 'sign in to a server',
  usage: `
trunkline login [--url <address>] [--email <e-mail>] [--tenant <code>]

Asks for the e-mail and the password, and for a new password where one must be set. The session is kept in
session.json under $XDG_CONFIG_HOME/trunkline or ~/.config/trunkline, readable by you alone.

  --url <address>   the server; unless said, the one that runs on this machine (TRUNKLINE_HOME), else ${LOCAL_URL}
  --email <e-mail>  unless said, the owner's of the first start (${OWNER_EMAIL})
  --tenant <code>   for people who belong to several

Who has a second factor is asked for a code of the app, or a recovery code.

Without a terminal the password is the first line of standard input, and a new password, where one must be set, or
the code the second.
`,
  run: login,
};

/** Where passwords come from: a person, or lines piped in. */
interface Passwords {
  readonly password: () => Promise<string>;
  readonly newPassword: () => Promise<string>;
  /** Of the second factor. */
  readonly code: () => Promise<string>;
}

async function login(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    url: { type: 'string' },
    email: { type: 'string' },
    tenant: { type: 'string' },
  });
  const url = readServerUrl(values.url ?? findLocalUrl(terminal));
  if (isReadableOnTheWay(url)) {
    terminal.stderr.write(`Warning: ${url} is not encrypted; others on the way can read the password.\n`);
  }
  const previous = await loadSession(terminal.env);
  const usual = previous?.url === url ? previous.email : OWNER_EMAIL;
  const isTyped = terminal.stdin.isTTY === true;
  const email = values.email ?? (isTyped ? await ask(terminal, 'E-mail', usual) : usual);
  const passwords = isTyped ? fromPerson(terminal) : await fromLines(terminal);
  const anonymous = createApiClient({ baseUrl: url });
  const password = await passwords.password();
  const { tenant } = values;
  const opening = call(
    anonymous.POST('/api/auth/login', {
      body: { email, password, ...(tenant === undefined ? {} : { tenant }) },
    }),
    { options: { email: '--email', tenant: '--tenant', password: 'the password' } },
  );
  const { data } = await opening.catch((error: unknown) =>
    giveCode(error, { anonymous, email, passwords, isTyped }, terminal),
  );
  const client = createApiClient({ baseUrl: url, token: data.token });
  // Kept before the change, so that one that fails can be made up for.
  await saveSession(terminal.env, { url, email, token: data.token });
  if (data.mustChangePassword) await changePassword({ client, password, passwords, isTyped }, terminal);
  terminal.stdout.write(
    `Signed in to ${url} as ${printable(email)}, tenant ${printable(data.tenant.name)}.\n`,
  );
  return 0;
}

/** The second half of a sign-in that the server asks for; any other error goes on. */
async function giveCode(
  error: unknown,
  {
    anonymous,
    email,
    passwords,
    isTyped,
  }: { anonymous: ApiClient; email: string; passwords: Passwords; isTyped: boolean },
  terminal: Terminal,
) {
  const challenge = error instanceof ApiRefusal ? readChallenge(error) : undefined;
  if (challenge === undefined) throw error;
  for (let tries = 1; ; tries++) {
    const code = await passwords.code();
    try {
      return await call(anonymous.POST('/api/auth/second-factor', { body: { email, challenge, code } }), {
        options: { code: 'the code' },
      });
    } catch (refusal) {
      if (!isTyped || tries === MAX_TRIES || !(refusal instanceof ApiRefusal) || refusal.status !== 400)
        throw refusal;
      terminal.stderr.write(`${printable(refusal.message)}\n`);
    }
  }
}

function readChallenge({ code, data }: ApiRefusal): string | undefined {
  if (code !== 'staff.second_factor_required') return undefined;
  return (data as { challenge: string }).challenge;
}

async function changePassword(
  {
    client,
    password,
    passwords,
    isTyped,
  }: { client: ApiClient; password: string; passwords: Passwords; isTyped: boolean },
  terminal: Terminal,
): Promise<void> {
  if (isTyped) terminal.stderr.write('This password must be changed before anything else.\n');
  for (let tries = 1; ; tries++) {
    const newPassword = await passwords.newPassword();
    try {
      await call(client.POST('/api/auth/password', { body: { currentPassword: password, newPassword } }), {
        options: { newPassword: 'the new password', currentPassword: 'the password' },
      });
      terminal.stdout.write('Password changed.\n');
      return;
    } catch (error) {
      if (!isTyped || tries === MAX_TRIES || !(error instanceof ApiRefusal) || error.status !== 400)
        throw error;
      terminal.stderr.write(`${printable(error.message)}\n`);
    }
  }
}

function fromPerson(terminal: Terminal): Passwords {
  return {
    password: () => askSecret(terminal, 'Password'),
    code: () => askSecret(terminal, 'Code of your app, or a recovery code'),
    newPassword: async () => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const first = await askSecret(terminal, 'New password');
        if (first === (await askSecret(terminal, 'New password again'))) return first;
        terminal.stderr.write('The two differ.\n');
      }
      throw new CommandError('the new password was not the same twice; nothing was changed, run it again');
    },
  };
}

async function fromLines(terminal: Terminal): Promise<Passwords> {
  const [password, second] = await readLines(terminal.stdin);
  return {
    password: () => given(password, 'the password is missing; give it as the first line of standard input'),
    newPassword: () =>
      given(
        second,
        'the password must be changed; give the present one as the first line of standard input and a new one as the second',
      ),
    code: () =>
      given(
        second,
        'this sign-in has a second factor; give the password as the first line of standard input and the code as the second',
      ),
  };
}

function given(line: string | undefined, remedy: string): Promise<string> {
  return line ? Promise.resolve(line) : Promise.reject(new CommandError(remedy));
}
