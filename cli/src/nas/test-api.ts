import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findNas } from '../api/find-nas.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';
import { renderFacts } from '../terminal/table.ts';

/** Signs in to a router's API and says what is wrong; 1 where something is. */
export async function testApi(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, ['name']);
  const { client } = await connect(terminal);
  const { id, name } = await findNas(client, positionals[0]!);
  const { data } = await call(client.POST('/api/nas/{id}/router/test', { params: { path: { id } } }));
  const isWell = data.failure === null && data.findings.length === 0;
  if (values.json) {
    writeJson(terminal, data);
    return isWell ? 0 : 1;
  }
  if (data.failure) {
    terminal.stdout.write(`${printable(name)} cannot be talked to: ${printable(data.failure.message)}\n`);
    return 1;
  }
  terminal.stdout.write(
    renderFacts([
      ['Router', data.identity],
      ['RouterOS', data.version],
      ['Board', data.board],
      ['Certificate', data.fingerprint],
      ['CoA port', data.coaPort ?? 'takes none'],
      ['Took', `${data.tookMs} ms`],
    ]),
  );
  for (const { message } of data.findings) terminal.stdout.write(`Warning: ${printable(message)}\n`);
  return isWell ? 0 : 1;
}
