import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import type { Terminal } from '../command.ts';
import { oneOf, parseOptions, wholeNumber } from '../parse-options.ts';
import { readSecrets } from '../read-secret.ts';
import { describeStatus } from './describe-status.ts';

const OPTIONS = {
  mode: { type: 'string' },
  server: { type: 'string' },
  'auth-port': { type: 'string' },
  'acct-port': { type: 'string' },
  'secret-stdin': { type: 'boolean' },
  'secret-file': { type: 'string' },
} as const;

/** Says where the other server is; what is not given stays as it is. */
export async function setShadow(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, OPTIONS);
  const [secret] = await readSecrets(terminal, [
    { what: 'secret', fromStdin: values['secret-stdin'], file: values['secret-file'] },
  ]);
  const { client } = await connect(terminal);
  const { data: before } = await call(client.GET('/api/shadow'));
  const port = (option: 'auth-port' | 'acct-port', standard: number): number =>
    wholeNumber(values[option], { option, least: 1, most: 65_535 }) ?? standard;
  const address = values.server ?? before.server?.address;
  const body = {
    mode: values.mode === undefined ? before.mode : oneOf(values.mode, 'mode', ['off', 'proxy', 'listener']),
    server:
      address === undefined
        ? null
        : {
            address,
            authPort: port('auth-port', before.server?.authPort ?? 1812),
            acctPort: port('acct-port', before.server?.acctPort ?? 1813),
            uses: 'udp' as const,
          },
    ...(secret && { secret: secret.reveal() }),
  };
  const { data } = await call(client.PUT('/api/shadow', { body }), {
    options: { 'server.address': '--server', secret: 'the secret' },
  });
  terminal.stdout.write(describeStatus(data));
  return 0;
}
