import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findNas } from '../api/find-nas.ts';
import { readRows } from '../api/pages.ts';
import type { Terminal } from '../command.ts';
import { parseOptions, wholeNumber } from '../parse-options.ts';
import { formatBytes, formatDuration, formatInstant } from '../quantity/format.ts';
import { writeJson } from '../terminal/json.ts';
import { renderTable } from '../terminal/table.ts';
import { nameNas } from './name-nas.ts';

const MAX_LIMIT = 100_000;

export async function listSessions(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    all: { type: 'boolean', default: false },
    user: { type: 'string' },
    nas: { type: 'string' },
    limit: { type: 'string', default: '100' },
    json: { type: 'boolean' },
  });
  const limit = wholeNumber(values.limit, { option: 'limit', least: 1, most: MAX_LIMIT })!;
  const { client } = await connect(terminal);
  const filter = {
    ...(values.all ? {} : { online: 'true' as const }),
    ...(values.user === undefined ? {} : { username: values.user }),
    ...(values.nas === undefined ? {} : { nasId: (await findNas(client, values.nas)).id }),
  };
  const { rows, hasMore } = await readRows(
    (page) => call(client.GET('/api/sessions', { params: { query: { ...filter, ...page } } })),
    limit,
  );
  if (values.json) return writeJson(terminal, rows);
  if (rows.length === 0) {
    terminal.stdout.write(
      values.all ? 'No session.\n' : 'Nobody is online; past sessions: trunkline sessions --all\n',
    );
    return 0;
  }
  const nasName = await nameNas(client);
  terminal.stdout.write(
    renderTable(
      [
        { heading: 'User name', cell: (row) => row.username },
        { heading: '↓ bytes', align: 'right', cell: (row) => formatBytes(row.downloadBytes) },
        { heading: '↑ bytes', align: 'right', cell: (row) => formatBytes(row.uploadBytes) },
        { heading: 'Time', align: 'right', cell: (row) => formatDuration(row.sessionTimeS) },
        { heading: 'Address', cell: (row) => row.framedIp },
        { heading: 'NAS', cell: (row) => nasName(row.nasId) },
        { heading: 'MAC', cell: (row) => row.mac?.toUpperCase() },
        { heading: 'Started', cell: (row) => formatInstant(row.startedAt) },
        ...(values.all ? [{ heading: 'Ended', cell: endOf }] : []),
        { heading: 'Id', cell: (row) => row.id },
      ],
      rows,
    ),
  );
  if (hasMore) terminal.stdout.write(`There are more than ${limit}; see them with --limit.\n`);
  return 0;
}

function endOf({ stoppedAt, closedBy }: { stoppedAt: string | null; closedBy: string | null }): string {
  return stoppedAt === null ? 'online' : `${formatInstant(stoppedAt)} (${closedBy})`;
}
