import { setTimeout as sleep } from 'node:timers/promises';
import { findAttribute, parseValue } from '@trunkline/radius';
import { call } from '../api/call.ts';
import { connectIfSignedIn, type Connection } from '../api/connect.ts';
import { CommandError, UsageError } from '../command-error.ts';
import type { Command, Terminal } from '../command.ts';
import { oneOf, parseOptions, wholeNumber } from '../parse-options.ts';
import { parseDuration } from '../quantity/parse-duration.ts';
import { chooseNas } from '../radtest/choose-nas.ts';
import { findRecorded } from '../radtest/find-recorded.ts';
import { radsecNas } from '../radtest/radsec-asker.ts';
import { readServicePassword } from '../radtest/read-service-password.ts';
import {
  findFailure,
  runRadtest,
  toJson,
  type RadtestOutcome,
  type RadtestRun,
} from '../radtest/run-radtest.ts';
import { METHODS, type ExtraAttribute, type Method } from '../radtest/test-login.ts';
import { watchRejects } from '../radtest/watch-rejects.ts';
import { readSecrets } from '../read-secret.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';

const METHOD_NAMES = Object.keys(METHODS) as Method[];

/** Time between Start, Interim-Update and Stop unless told otherwise. */
const DEFAULT_HOLD_S = 1;

/** As long as a person waits: three transmissions. */
const DEFAULT_TIMEOUT_S = 10;

/** The reject of one whom the RADIUS server does not know. */
const UNKNOWN_USER = 'aaa.unknown_user';

/** How long a change may take to reach the RADIUS server. */
const CHANGE_HOLDS_MS = 2_000;

/** An address that no vendor owns. */
const DEFAULT_MAC = '02:00:00:00:00:01';

const OPTIONS = {
  session: { type: 'boolean' },
  hold: { type: 'string', default: `${DEFAULT_HOLD_S}s` },
  method: { type: 'string', default: 'pap' },
  nas: { type: 'string' },
  from: { type: 'string' },
  server: { type: 'string' },
  'auth-port': { type: 'string', default: '1812' },
  'acct-port': { type: 'string', default: '1813' },
  radsec: { type: 'boolean' },
  'radsec-port': { type: 'string', default: '2083' },
  certificate: { type: 'string' },
  key: { type: 'string' },
  authority: { type: 'string' },
  timeout: { type: 'string', default: `${DEFAULT_TIMEOUT_S}s` },
  mac: { type: 'string', default: DEFAULT_MAC },
  attribute: { type: 'string', multiple: true },
  'password-stdin': { type: 'boolean' },
  'password-file': { type: 'string' },
  'secret-stdin': { type: 'boolean' },
  'secret-file': { type: 'string' },
  json: { type: 'boolean' },
} as const;

const usage = `
trunkline radtest <user name> [--session] [options]

Logs a subscriber in as a router would: sends a real Access-Request and prints the reply by attribute names.
Exit code 0: accepted; 1: rejected, or no answer.

  --session                then play a session: Start, Interim-Update with bytes, Stop
  --hold <time>            time between its packets; ${DEFAULT_HOLD_S}s unless said
  --method <method>        ${METHOD_NAMES.join(', ')}; pap unless said
  --nas <name>             the NAS to speak for; without it, the one that has an address of this machine
  --from <address>         source address; without it, one of the NAS's
  --server <host>          where RADIUS listens; without it, the host you are signed in to, else 127.0.0.1
  --auth-port <port>       1812 unless said
  --acct-port <port>       1813 unless said
  --radsec                 ask over TLS, as the NAS that the certificate belongs to
  --radsec-port <port>     2083 unless said
  --certificate <file>     with --radsec: what the router shows, its key, and who signed the server's, in PEM
  --key <file>
  --authority <file>
  --timeout <time>         how long to wait for an answer; ${DEFAULT_TIMEOUT_S}s unless said
  --mac <address>          Calling-Station-Id; ${DEFAULT_MAC} unless said
  --attribute <name=value> a further attribute of the request, or another value for one; may be repeated
  --password-stdin         the subscriber's password, from standard input
  --password-file <file>   or from the first line of a file
  --secret-stdin           the NAS's shared secret, from standard input (after the password, when both come there)
  --secret-file <file>     or from the first line of a file
  --json

Signed in (trunkline login), what is not given is read from the server, when your role allows it; that a password
or a secret was read is recorded there.
`;

export const radtestCommand: Command = {
  name: 'radtest',
  summary: 'log a subscriber in through RADIUS, as a router would',
  usage,
  run: radtest,
};

async function radtest(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, OPTIONS, ['user name']);
  const username = positionals[0]!;
  const connection = await connectIfSignedIn(terminal);
  const run = await readRun(username, values, { connection, terminal });
  const say = (line: string): boolean =>
    values.json !== true && terminal.stdout.write(`${printable(line)}\n`);
  let login = await logIn(run, { connection, terminal, say });
  // Only a subscriber that the API knows and RADIUS does not is worth asking again: it was added just now.
  const isNew = login.reason?.code === UNKNOWN_USER && (await isKnown(username, connection));
  if (isNew) {
    say(`${username} was added just now, which holds within two seconds; asking again.`);
    await sleep(CHANGE_HOLDS_MS, undefined, { signal: terminal.signal });
    login = await logIn(run, { connection, terminal, say });
  }
  const { outcome, reason, mayRead } = login;
  const { outcome: answer } = toJson(outcome);
  const recorded = await readRecorded(run, outcome, { connection, terminal });
  if (values.json) {
    writeJson(terminal, {
      ...toJson(outcome),
      reason: reason?.code ?? null,
      recorded: recorded?.session ?? null,
    });
  }
  if (answer === 'Access-Reject') {
    say(`Reason: ${reason?.text ?? whereReasonIs(connection !== undefined, mayRead)}`);
  }
  if (recorded) say(recorded.text);
  const failure = findFailure(run, outcome);
  if (failure) throw new CommandError(failure);
  return answer === 'Access-Accept' && recorded?.isComplete !== false ? 0 : 1;
}

/** One login, with the reason where it is refused and the log may be read. */
async function logIn(
  run: RadtestRun,
  {
    connection,
    terminal,
    say,
  }: { connection: Connection | undefined; terminal: Terminal; say: (line: string) => void },
) {
  const watch = connection && (await watchRejects(connection, run.login.username, terminal));
  const outcome = await runRadtest(run, terminal, say);
  const isRejected = toJson(outcome).outcome === 'Access-Reject';
  const reason = isRejected ? await watch?.explain() : undefined;
  return { outcome, reason, mayRead: watch !== undefined };
}

async function isKnown(username: string, connection: Connection | undefined): Promise<boolean> {
  if (!connection) return false;
  const { data } = await call(
    connection.client.GET('/api/subscribers', { params: { query: { q: username, limit: 1 } } }),
  );
  return data[0]?.username.toLowerCase() === username.toLowerCase();
}

/** The options as a run; what they leave out comes from the API or the terminal. */
async function readRun(
  username: string,
  values: ReturnType<typeof parseOptions<typeof OPTIONS>>['values'],
  { connection, terminal }: { connection: Connection | undefined; terminal: Terminal },
): Promise<RadtestRun> {
  const { nas: nasName, from, server } = values;
  const method = oneOf(values.method, 'method', METHOD_NAMES);
  const holdMs = parseDuration(values.hold, 'hold') * 1000;
  const extra = (values.attribute ?? []).map(parseAttribute);
  const line = {
    authPort: port(values['auth-port'], 'auth-port'),
    acctPort: port(values['acct-port'], 'acct-port'),
    timeoutMs: parseDuration(values.timeout, 'timeout') * 1000,
  };
  const [given, secret] = await readSecrets(terminal, [
    { what: 'password', fromStdin: values['password-stdin'], file: values['password-file'] },
    { what: 'secret', fromStdin: values['secret-stdin'], file: values['secret-file'] },
  ]);
  const nas = values.radsec
    ? await radsecNas({
        files: { certificate: values.certificate, key: values.key, authority: values.authority },
        port: port(values['radsec-port'], 'radsec-port'),
        server: server ?? (connection ? new URL(connection.session.url).hostname : '127.0.0.1'),
        identifier: nasName ?? 'radtest',
        timeoutMs: line.timeoutMs,
      })
    : await chooseNas({ nas: nasName, from, secret, server, ...line }, connection);
  const password = given ?? (await readServicePassword(terminal, username, connection));
  return {
    nas,
    login: { username, password, method, callingStationId: values.mac, extra },
    session: values.session ? { holdMs } : undefined,
  };
}

/** What the server made of the session, where one was played and acknowledged and the API can be asked. */
async function readRecorded(
  run: RadtestRun,
  outcome: RadtestOutcome,
  { connection, terminal }: { connection: Connection | undefined; terminal: Terminal },
) {
  const { sessionId } = outcome;
  if (sessionId === undefined || !connection || findFailure(run, outcome)) return undefined;
  return findRecorded(connection, { username: run.login.username, sessionId }, terminal);
}

function whereReasonIs(isSignedIn: boolean, mayRead: boolean): string {
  if (!isSignedIn) return 'sign in to see it: trunkline login';
  return mayRead
    ? 'not in the authentication log yet; look again with: trunkline auth-log'
    : 'your role may not read the authentication log';
}

function parseAttribute(text: string): ExtraAttribute {
  const split = text.indexOf('=');
  const name = text.slice(0, Math.max(0, split)).trim();
  const definition = findAttribute(name);
  if (!definition) {
    throw new UsageError(
      `--attribute "${text}" is not <name>=<value> with a name of the dictionary, such as NAS-Port-Id=ether1`,
    );
  }
  try {
    const value = parseValue(definition, text.slice(split + 1));
    definition.codec.encode(value);
    return { definition, value };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--attribute ${error.message}`, { cause: error });
  }
}

function port(text: string, option: string): number {
  return wholeNumber(text, { option, least: 1, most: 65_535 })!;
}
