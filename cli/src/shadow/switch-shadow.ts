import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import type { Terminal } from '../command.ts';
import { oneOf, parseOptions, required } from '../parse-options.ts';

/** One command over, the same command back. */
export async function switchShadow(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    to: { type: 'string' },
    anyway: { type: 'boolean', default: false },
  });
  const to = oneOf(required(values.to, 'to'), 'to', ['ours', 'theirs']);
  const { client } = await connect(terminal);
  await call(client.POST('/api/shadow/switch', { body: { to, anyway: values.anyway } }));
  const who = to === 'ours' ? 'Trunkline' : 'the other server';
  terminal.stdout.write(`Within two seconds routers are answered by ${who}.\n`);
  return 0;
}
