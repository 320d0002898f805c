import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appCode } from '../../server/test/support/app-code.ts';
import { startProduct, type Product } from '../../server/test/support/product.ts';
import { CommandLine, type Ended } from './command-line.ts';

/** What the README promises, and what support staff do next, as a person types it against the whole product. */
const newPassword = 'a horse reads the meter';

let product: Product;
let shell: CommandLine;
let radius: string[];

beforeAll(async () => {
  product = await startProduct();
  shell = new CommandLine();
  radius = ['--auth-port', String(product.authPort), '--acct-port', String(product.acctPort)];
});
afterAll(async () => {
  shell.remove();
  await product.stop();
});

async function done(args: readonly string[], lines: readonly string[] = []): Promise<string> {
  const { code, said, complained } = await shell.run(args, lines);
  expect({ args, code, complained }).toEqual({ args, code: 0, complained: '' });
  return said;
}

async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse(await done([...args, '--json'])) as T;
}

function token(): string {
  const file = readFileSync(join(shell.config, 'trunkline', 'session.json'), 'utf8');
  return (JSON.parse(file) as { token: string }).token;
}

describe('five commands', () => {
  test('without a session every command says how to sign in', async () => {
    for (const args of [
      ['nas', 'list'],
      ['plan', 'list'],
      ['subscriber', 'list'],
      ['sessions'],
      ['auth-log'],
    ]) {
      expect(await shell.run(args)).toEqual({
        code: 1,
        said: '',
        complained: `trunkline ${args[0]}: you are not signed in; do it with: trunkline login\n`,
      });
    }
  });

  test('login without an address finds the product that runs on this machine', async () => {
    const here = new CommandLine({ TRUNKLINE_HOME: product.home });
    const { complained } = await here.run(['login'], ['nobody knows it']);
    here.remove();
    expect(complained).toBe('trunkline login: The e-mail address or the password is wrong.\n');
  });

  test('login names a wrong password', async () => {
    const { code, complained } = await shell.run(['login', '--url', product.url], ['nobody knows it']);
    expect(code).toBe(1);
    expect(complained).toBe('trunkline login: The e-mail address or the password is wrong.\n');
  });

  test('login says what is missing when the generated password must be changed', async () => {
    const { code, complained } = await shell.run(['login', '--url', product.url], [product.owner.password]);
    expect(code).toBe(1);
    expect(complained).toContain('a new one as the second');
  });

  test('login takes the new password from the second line and keeps the token to its owner', async () => {
    const said = await done(['login', '--url', product.url], [product.owner.password, newPassword]);
    expect(said).toMatch(/^Password changed\.\nSigned in to http:\S+ as owner@\S+, tenant .+\.\n$/);
    expect(statSync(join(shell.config, 'trunkline', 'session.json')).mode & 0o777).toBe(0o600);
    expect(said).not.toContain(token());
    expect(await done(['login', '--url', product.url], [newPassword])).toMatch(/^Signed in to/);
  });

  test('a NAS, a plan and a subscriber are added, and the login through RADIUS is accepted', async () => {
    const nas = await done(['nas', 'add', '--name', 'lab', '--prefix', '127.0.0.1']);
    expect(nas).toMatch(/^NAS lab added: 127\.0\.0\.1\/32, mikrotik\.\n\nIts shared secret/);
    expect(nas).toContain('/radius add service=ppp');
    const plan = await done(['plan', 'add', '--name', 'Home 20', '--download', '20M', '--upload', '5M']);
    expect(plan).toMatch(
      /^Plan Home 20 added, on sale: ↓ 20 Mbit\/s ↑ 5 Mbit\/s, no end, 0(\.00)? [A-Z]{3}\.\n$/,
    );
    const subscriber = await done(['subscriber', 'add', 'alice', '--plan', 'Home 20']);
    expect(subscriber).toMatch(
      /^Subscriber alice added with plan Home 20;.*\n\nThe password, shown this once:\n\n {2}\S+\n$/,
    );
    const radtest = await done(['radtest', 'alice', '--session', ...radius]);
    expect(radtest).toContain('Access-Accept');
    expect(radtest).toContain('Mikrotik-Rate-Limit = "5000000/20000000');
    expect(radtest).toMatch(/Start +acknowledged/);
    expect(radtest).toMatch(/Interim-Update +acknowledged/);
    expect(radtest).toMatch(/Stop +acknowledged/);
    expect(radtest).toContain('Recorded: ↓ 20 MB ↑ 2 MB');
  });
});

describe('after the first login', () => {
  test.each(['chap', 'mschapv1', 'mschapv2'])('a login by %s is accepted', async (method) => {
    expect(await done(['radtest', 'alice', '--method', method, ...radius])).toContain('Access-Accept');
  });

  test('the session that was played is listed with its bytes', async () => {
    const sessions = await json<{ username: string; downloadBytes: number; uploadBytes: number }[]>(
      'sessions',
      '--all',
    );
    expect(sessions).toMatchObject([
      { username: 'alice', downloadBytes: 20_000_000, uploadBytes: 2_000_000 },
    ]);
    expect(await done(['sessions', '--all'])).toMatch(/alice +20 MB +2 MB/);
    expect(await done(['sessions'])).toBe('Nobody is online; past sessions: trunkline sessions --all\n');
  });

  test('every list and every row is told to programs as JSON', async () => {
    expect(await json('nas', 'list')).toMatchObject([{ name: 'lab' }]);
    expect(await json('nas', 'show', 'LAB')).toMatchObject({ prefix: '127.0.0.1/32' });
    expect(await json('plan', 'list')).toMatchObject([{ name: 'Home 20' }]);
    expect(await json('plan', 'show', 'home 20')).toMatchObject({ status: 'on_sale' });
    expect(await json('subscriber', 'list')).toMatchObject([{ username: 'alice' }]);
    expect(await json('subscriber', 'show', 'Alice')).toMatchObject({
      subscriptions: [{ planName: 'Home 20' }],
    });
    expect((await json<{ outcome: string }[]>('auth-log', '--user', 'alice'))[0]).toMatchObject({
      outcome: 'accepted',
    });
  });

  test('every list and every row is told to people in lines', async () => {
    for (const args of [
      ['nas', 'list'],
      ['nas', 'show', 'lab'],
      ['plan', 'list'],
      ['plan', 'show', 'Home 20'],
    ]) {
      expect(await done(args)).toMatch(/lab|Home 20/);
    }
    for (const args of [['subscriber', 'list'], ['subscriber', 'show', 'alice'], ['auth-log']]) {
      expect(await done(args)).toContain('alice');
    }
  });

  test('a secret given by hand is taken from standard input, and no other way', async () => {
    const secret = (await done(['nas', 'secret', 'lab'])).trim();
    const password = (await done(['subscriber', 'password', 'alice', '--show'])).trim();
    const args = ['radtest', 'alice', '--password-stdin', '--secret-stdin', ...radius];
    expect(await done(args, [password, secret])).toContain('Access-Accept');
    const { code, complained } = await shell.run(['radtest', 'alice', '--password', password]);
    expect(code).toBe(2);
    expect(complained).not.toContain(password);
  });

  test('a refused login is told with its reason', async () => {
    const { code, said } = await shell.run(['radtest', 'alice', '--password-stdin', ...radius], ['wrong']);
    expect(code).toBe(1);
    expect(said).toContain('Access-Reject');
    expect(said).toMatch(/Reason: .* \(aaa\.wrong_password\)\n$/);
  });

  test('a name that nobody has is refused as unknown', async () => {
    const { code, said } = await shell.run(['radtest', 'nobody', '--password-stdin', ...radius], ['wrong']);
    expect(code).toBe(1);
    expect(said).toContain('(aaa.unknown_user)');
    expect(said).not.toContain('asking again');
  });

  test('what a subscriber gets is explained in a sentence, also when it is nothing', async () => {
    const said = await done(['explain', 'Alice']);
    expect(said).toMatch(/^alice: At the plan's 20M\/5M\.\n/);
    expect(said).toMatch(/^Speed +20 Mbit\/s \/ 5 Mbit\/s$/m);
    await done(['subscriber', 'status', 'alice', 'suspend', '--reason', 'test']);
    expect(await done(['explain', 'alice'])).toMatch(/^alice: No service: the subscriber is suspended\.\n/);
    expect(await json('explain', 'alice')).toMatchObject({ decision: 'reject', terms: null });
    await done(['subscriber', 'status', 'alice', 'activate']);
    expect((await shell.run(['explain', 'nobody'])).complained).toContain('there is no subscriber "nobody"');
  });

  test('a plan with a quota and fair use says so, and a step that is refused is named as it was typed', async () => {
    const rates = ['--download', '20M', '--upload', '5M', '--validity', '2w'];
    const first = ['--quota', '100G/monthly/slow:1M/1M', '--fair-use', 'day:10G:5M/2M'];
    const add = ['plan', 'add', '--name', 'Capped', ...rates, ...first];
    const refused = await shell.run([...add, '--fair-use', 'day:9G:2M/1M']);
    expect(refused.complained).toContain('--fair-use day:9G:2M/1M is not over that of the step of the day');
    await done([...add, '--fair-use', 'day:20G:2M/1M']);
    const shown = await done(['plan', 'show', 'Capped']);
    expect(shown).toContain('100 GB monthly, then ↓ 1 Mbit/s ↑ 1 Mbit/s');
    expect(shown).toContain('over 20 GB a day ↓ 2 Mbit/s ↑ 1 Mbit/s');
  });

  test('a suspended subscriber is refused, and an activated one is let in again', async () => {
    expect(await done(['subscriber', 'status', 'alice', 'suspend', '--reason', 'test'])).toBe(
      'alice is suspended.\n',
    );
    const refused = await eventually(
      () => shell.run(['radtest', 'alice', ...radius]),
      ({ code }) => code === 1,
    );
    expect(refused.said).toContain('(aaa.suspended)');
    expect(await done(['subscriber', 'status', 'alice', 'activate'])).toBe('alice is active.\n');
    await eventually(
      () => shell.run(['radtest', 'alice', ...radius]),
      ({ code }) => code === 0,
    );
  });

  test('another plan and another password hold at a next login', async () => {
    await done([
      'plan',
      'add',
      '--name',
      'Home 50',
      '--download',
      '50M',
      '--upload',
      '10M',
      '--validity',
      '30d',
    ]);
    expect(await done(['subscriber', 'plan', 'alice', 'Home 50'])).toContain('alice has plan Home 50 from');
    await done(['subscriber', 'password', 'alice', '--password-stdin'], ['opensesame-1']);
    const faster = await eventually(
      () => shell.run(['radtest', 'alice', ...radius]),
      ({ code, said }) => code === 0 && said.includes('"10000000/50000000'),
    );
    expect(faster.said).toContain('Access-Accept');
  });

  test('a wrong secret is silence, said with where to look', async () => {
    const { code, complained } = await shell.run(
      [
        'radtest',
        'alice',
        '--password-stdin',
        '--secret-stdin',
        '--from',
        '127.0.0.77',
        '--timeout',
        '1s',
        ...radius,
      ],
      ['opensesame-1', 'not the secret'],
    );
    expect(code).toBe(1);
    expect(complained).toContain('no answer from 127.0.0.1');
  });

  test('what the API refuses is one sentence with the option', async () => {
    const taken = await shell.run(['nas', 'add', '--name', 'lab2', '--prefix', '127.0.0.1']);
    expect(taken.code).toBe(1);
    expect(taken.complained).toMatch(/^trunkline nas: --prefix .*already belongs to a NAS.*\n$/);
    const again = await shell.run(['subscriber', 'add', 'Alice', '--plan', 'Home 20']);
    expect(again.complained).toMatch(/^trunkline subscriber: the user name is taken\. .*\n$/);
    const unknown = await shell.run(['subscriber', 'add', 'bob', '--plan', 'Home 30']);
    expect(unknown.complained).toBe(
      'trunkline subscriber: there is no plan named "Home 30"; see them with: trunkline plan list\n',
    );
  });

  test('who has a second factor gives a code as the second line, and is told so', async () => {
    const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
      const headers = { authorization: `Bearer ${token()}`, 'content-type': 'application/json' };
      const answer = await fetch(`${product.url}/api/auth/second-factor/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return ((await answer.json()) as { data: Record<string, unknown> }).data;
    };
    const { key } = await post('enrol', { password: newPassword });
    const code = appCode(String(key));
    const { recoveryCodes } = await post('confirm', { code });
    const [first, second] = recoveryCodes as string[];
    const login = ['login', '--url', product.url];
    expect((await shell.run(login, [newPassword])).complained).toContain('the code as the second');
    expect((await shell.run(login, [newPassword, '000000'])).complained).toMatch(
      /the code: This code is wrong/,
    );
    expect(await done(login, [newPassword, first!])).toMatch(/^Signed in to/);
    await post('disable', { password: newPassword, code: second });
    // Not by one more sign-in: ten a minute are let through, and the tests before had theirs.
    const headers = { authorization: `Bearer ${token()}` };
    const answer = await fetch(`${product.url}/api/auth/second-factor`, { headers });
    expect(await answer.json()).toMatchObject({ data: { isOn: false } });
  });

  test('logout ends the session here and at the server', async () => {
    const { token: old } = { token: token() };
    expect(await done(['logout'])).toMatch(/^Signed out of http/);
    const answer = await fetch(`${product.url}/api/auth/me`, { headers: { authorization: `Bearer ${old}` } });
    expect(answer.status).toBe(401);
    expect((await shell.run(['nas', 'list'])).complained).toContain('you are not signed in');
  });
});

/** A change holds at a login within two seconds; three tries of a whole program take longer. */
async function eventually(run: () => Promise<Ended>, isRight: (ended: Ended) => boolean): Promise<Ended> {
  for (let tries = 1; ; tries++) {
    const ended = await run();
    if (isRight(ended) || tries === 10) return ended;
  }
}
