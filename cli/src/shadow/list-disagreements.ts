import { call } from '../api/call.ts';
import { connect, type ApiClient } from '../api/connect.ts';
import type { Terminal } from '../command.ts';
import { parseOptions, wholeNumber } from '../parse-options.ts';
import { formatInstant } from '../quantity/format.ts';
import { writeJson } from '../terminal/json.ts';
import { renderTable } from '../terminal/table.ts';

const standardLimit = 50;

/** Who is answered differently, and why, the latest first; with `--kinds` how many of what. */
export async function listDisagreements(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    kind: { type: 'string' },
    kinds: { type: 'boolean' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  });
  const { client } = await connect(terminal);
  if (values.kinds) return listKinds(client, values.json === true, terminal);
  const limit = wholeNumber(values.limit, { option: 'limit', least: 1, most: 500 }) ?? standardLimit;
  const query = { limit, ...(values.kind !== undefined && { kind: values.kind }) };
  const { data } = await call(client.GET('/api/shadow/disagreements', { params: { query } }));
  if (values.json) return writeJson(terminal, data);
  terminal.stdout.write(
    renderTable(
      [
        { heading: 'Last', cell: ({ lastAt }) => formatInstant(lastAt) },
        { heading: 'User name', cell: ({ username }) => username },
        { heading: 'Times', align: 'right', cell: ({ count }) => count },
        { heading: 'Kind', cell: ({ kind }) => kind },
        { heading: 'What', cell: ({ sentence }) => sentence },
      ],
      data,
    ),
  );
  return 0;
}

async function listKinds(client: ApiClient, isJson: boolean, terminal: Terminal): Promise<number> {
  const { data } = await call(client.GET('/api/shadow/kinds'));
  if (isJson) return writeJson(terminal, data);
  terminal.stdout.write(
    renderTable(
      [
        { heading: 'Kind', cell: ({ kind }) => kind },
        { heading: 'Subscribers', align: 'right', cell: ({ subscribers }) => subscribers },
        { heading: 'Logins', align: 'right', cell: ({ count }) => count },
        { heading: 'Matters', cell: ({ isMild }) => (isMild ? 'no' : 'yes') },
      ],
      data,
    ),
  );
  return 0;
}
