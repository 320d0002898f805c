import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '../api/call.ts';
import { connect, type ApiClient } from '../api/connect.ts';
import { findNas } from '../api/find-nas.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';

const marks = { ok: 'ok', fail: 'WRONG', warn: 'note', unknown: '?' } as const;
const widestMark = Math.max(...Object.values(marks).map(({ length }) => length));
const askEveryMs = 300;
/** The worker looks within seconds; after this it does not run. */
const mostAsks = 100;

/** Looks at everything about a NAS and prints what is wrong with the line that mends it; 1 where something is. */
export async function nasDoctor(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(
    args,
    { json: { type: 'boolean' }, 'with-secrets': { type: 'boolean' } },
    ['name'],
  );
  const { client } = await connect(terminal);
  const { id, name } = await findNas(client, positionals[0]!);
  const path = { params: { path: { id } } };
  await call(client.POST('/api/nas/{id}/doctor', path));
  const run = await waitForResult(client, id, terminal);
  const secrets = values['with-secrets']
    ? (await call(client.GET('/api/nas/{id}/doctor/lines', path))).data
    : [];
  const lineOf = new Map(secrets.map(({ code, line }) => [code, line]));
  const checks = run.checks.map((check) => ({
    ...check,
    lineToPaste: lineOf.get(check.code) ?? check.lineToPaste,
  }));
  const exitCode = run.state === 'fail' ? 1 : 0;
  if (values.json) {
    writeJson(terminal, { ...run, checks });
    return exitCode;
  }
  terminal.stdout.write(`${printable(name)}:\n`);
  for (const { state, sentence, lineToPaste } of checks) {
    terminal.stdout.write(`  ${marks[state].padEnd(widestMark)}  ${printable(sentence)}\n`);
    for (const line of lineToPaste?.split('\n') ?? []) {
      terminal.stdout.write(`  ${' '.repeat(widestMark)}    ${printable(line)}\n`);
    }
  }
  // The mark of an address that nobody has set is no secret.
  if (checks.some(({ code, holdsSecret }) => holdsSecret && !lineOf.has(code)))
    terminal.stdout.write('\nLines with the secrets in them: --with-secrets, which is recorded.\n');
  return exitCode;
}

async function waitForResult(client: ApiClient, id: string, { signal }: Terminal) {
  for (let asked = 0; asked < mostAsks; asked++) {
    const { data } = await call(client.GET('/api/nas/{id}/doctor', { params: { path: { id } } }));
    if (data?.finishedAt) return data;
    await sleep(askEveryMs, undefined, { signal });
  }
  throw new CommandError('the worker has not looked at it yet; does it run? see: trunkline doctor');
}
