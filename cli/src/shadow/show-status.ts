import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { writeJson } from '../terminal/json.ts';
import { describeStatus } from './describe-status.ts';

/** How far the two servers agree, and what speaks against a switch. */
export async function showStatus(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, { json: { type: 'boolean' } });
  const { client } = await connect(terminal);
  const { data } = await call(client.GET('/api/shadow'));
  if (values.json) return writeJson(terminal, data);
  terminal.stdout.write(describeStatus(data));
  return 0;
}
