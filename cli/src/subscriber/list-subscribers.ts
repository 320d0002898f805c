import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { readRows } from '../api/pages.ts';
import type { Terminal } from '../command.ts';
import { oneOf, parseOptions, wholeNumber } from '../parse-options.ts';
import { writeJson } from '../terminal/json.ts';
import { renderTable } from '../terminal/table.ts';

const STATUSES = ['new', 'active', 'grace', 'paused', 'suspended', 'expired', 'disabled', 'closed'] as const;
const MAX_LIMIT = 100_000;

export async function listSubscribers(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    search: { type: 'string' },
    status: { type: 'string' },
    limit: { type: 'string', default: '100' },
    json: { type: 'boolean' },
  });
  const limit = wholeNumber(values.limit, { option: 'limit', least: 1, most: MAX_LIMIT })!;
  const filter = {
    ...(values.search === undefined ? {} : { q: values.search }),
    ...(values.status === undefined ? {} : { status: oneOf(values.status, 'status', STATUSES) }),
  };
  const { client } = await connect(terminal);
  const { rows, hasMore } = await readRows(
    (page) => call(client.GET('/api/subscribers', { params: { query: { ...filter, ...page } } })),
    limit,
  );
  if (values.json) return writeJson(terminal, rows);
  if (rows.length === 0) {
    terminal.stdout.write(
      'No such subscriber; add one with: trunkline subscriber add <user name> --plan <plan>\n',
    );
    return 0;
  }
  terminal.stdout.write(
    renderTable(
      [
        { heading: 'User name', cell: (row) => row.username },
        { heading: 'Status', cell: (row) => row.status },
        { heading: 'Full name', cell: (row) => row.fullName },
        { heading: 'Phone', cell: (row) => row.phones[0] },
        { heading: 'MAC', cell: (row) => row.macs.join(' ') },
        { heading: 'Address', cell: (row) => row.framedIp },
      ],
      rows,
    ),
  );
  if (hasMore) terminal.stdout.write(`There are more than ${limit}; see them with --limit.\n`);
  return 0;
}
