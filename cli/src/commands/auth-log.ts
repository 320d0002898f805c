import { connect } from '../api/connect.ts';
import { readAuthLog, readReasons } from '../api/read-auth-log.ts';
import type { Command, Terminal } from '../command.ts';
import { oneOf, parseOptions, wholeNumber } from '../parse-options.ts';
import { formatInstant } from '../quantity/format.ts';
import { writeJson } from '../terminal/json.ts';
import { renderTable } from '../terminal/table.ts';

const MAX_LIMIT = 10_000;
const OUTCOMES = ['accepted', 'rejected', 'not_kept'] as const;

export const authLogCommand: Command = {
  name: 'auth-log',
  summary: 'logins and why they were refused',
  usage: `
trunkline auth-log [--user <user name>] [--outcome <outcome>] [--limit <rows>] [--json]

Logins, the newest first, each refusal with its reason; the reasons of the list are explained below it. Repeated ones stand in one row with their number.

  --outcome <outcome>  ${OUTCOMES.join(', ')} (accepted logins that were only counted)
`,
  run: authLog,
};

async function authLog(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    user: { type: 'string' },
    outcome: { type: 'string' },
    limit: { type: 'string', default: '50' },
    json: { type: 'boolean' },
  });
  const limit = wholeNumber(values.limit, { option: 'limit', least: 1, most: MAX_LIMIT })!;
  const filter = {
    ...(values.user === undefined ? {} : { username: values.user }),
    ...(values.outcome === undefined ? {} : { outcome: oneOf(values.outcome, 'outcome', OUTCOMES) }),
  };
  const { client } = await connect(terminal);
  const { rows, hasMore } = await readAuthLog(client, filter, limit);
  if (values.json) return writeJson(terminal, rows);
  if (rows.length === 0) {
    terminal.stdout.write('No such login.\n');
    return 0;
  }
  terminal.stdout.write(
    renderTable(
      [
        { heading: 'At', cell: (row) => formatInstant(row.at) },
        { heading: 'User name', cell: (row) => row.username },
        { heading: 'Outcome', cell: (row) => row.outcome },
        { heading: 'Times', align: 'right', cell: (row) => row.count },
        { heading: 'NAS', cell: (row) => row.nasName },
        { heading: 'Method', cell: (row) => row.method },
        { heading: 'Device', cell: (row) => row.callingStationId },
        { heading: 'Reason', cell: (row) => row.reason },
      ],
      rows,
    ),
  );
  const reasons = await readReasons(client);
  for (const reason of new Set(rows.flatMap((row) => row.reason ?? []))) {
    terminal.stdout.write(`${reason}: ${reasons.get(reason) ?? 'unknown'}\n`);
  }
  if (hasMore) terminal.stdout.write(`There are more than ${limit}; see them with --limit.\n`);
  return 0;
}
