import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findSubscriber } from '../api/find-subscriber.ts';
import type { Command, Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';

export const whyCommand: Command = {
  name: 'why',
  summary: 'why a subscriber is offline, and what to do next',
  usage: `
trunkline why <user name> [--no-router] [--json]

Looks at the account, what was bought, the last login, the device, the last session, the NAS and, over its API, the router; says in one sentence what keeps the subscriber offline, and what mends it. An id will do as well as a user name. 1 when the subscriber is offline.

  --no-router  do not ask the router
`,
  run: why,
};

const marks = { ok: 'ok', fail: 'WRONG', warn: 'note', unknown: '?' } as const;
const widestMark = Math.max(...Object.values(marks).map(({ length }) => length));

async function why(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(
    args,
    { json: { type: 'boolean' }, 'no-router': { type: 'boolean' } },
    ['user name'],
  );
  const { client } = await connect(terminal);
  const { id, username } = await findSubscriber(client, positionals[0]!);
  const query = values['no-router'] ? { router: 'false' as const } : {};
  const { data } = await call(
    client.GET('/api/subscribers/{id}/why-offline', { params: { path: { id }, query } }),
  );
  const exitCode = data.state === 'offline' ? 1 : 0;
  if (values.json) {
    writeJson(terminal, data);
    return exitCode;
  }
  const lines = [
    `${username}: ${data.sentence}`,
    ...(data.action ? [`Next: ${data.action.sentence}`] : []),
    '',
    ...data.steps.map(
      ({ code, state, sentence }) =>
        `${marks[state].padEnd(widestMark)}  ${code.padEnd('accounting'.length)}  ${sentence}`,
    ),
  ];
  terminal.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
  return exitCode;
}
