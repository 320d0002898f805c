import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findNas } from '../api/find-nas.ts';
import type { Terminal } from '../command.ts';
import { UsageError } from '../command-error.ts';
import { parseOptions, wholeNumber } from '../parse-options.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';
import { API_OPTION_OF, API_OPTIONS, askApiFields } from './nas-options.ts';

/** Changes what is said of one NAS; the rest stays. */
export async function setNas(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(
    args,
    {
      ...API_OPTIONS,
      'no-api': { type: 'boolean' },
      'coa-port': { type: 'string' },
      enable: { type: 'boolean' },
      disable: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    ['name'],
  );
  if (values.enable && values.disable) throw new UsageError('--enable and --disable exclude each other');
  const coaPort = wholeNumber(values['coa-port'], { option: 'coa-port', least: 1, most: 65_535 });
  const { api, ...fields } = await askApiFields(values, terminal);
  if (values['no-api'] && api)
    throw new UsageError('--no-api takes the API away; it goes with no other --api option');
  const body = {
    ...fields,
    ...(api && { api }),
    ...(values['no-api'] && { api: null }),
    ...(coaPort !== undefined && { coaPort }),
    ...(values.enable && { isEnabled: true }),
    ...(values.disable && { isEnabled: false }),
  };
  if (Object.keys(body).length === 0) throw new UsageError('say what to change; see: trunkline nas --help');
  const { client } = await connect(terminal);
  const { id, revision } = await findNas(client, positionals[0]!);
  const { data } = await call(
    client.PATCH('/api/nas/{id}', {
      params: { path: { id }, header: { 'if-match': `"${revision}"` } },
      body,
    }),
    { options: { ...API_OPTION_OF, coaPort: '--coa-port' } },
  );
  if (values.json) return writeJson(terminal, data);
  terminal.stdout.write(`NAS ${printable(data.name)} changed.\n`);
  for (const { message } of data.warnings) terminal.stderr.write(`Warning: ${printable(message)}\n`);
  return 0;
}
