import { call } from '../api/call.ts';
import { connect, type Connection } from '../api/connect.ts';
import { findNas, listNas, type Nas } from '../api/find-nas.ts';
import type { Terminal } from '../command.ts';
import {
  API_OPTION_OF,
  API_OPTIONS,
  API_USAGE,
  apiPasswordSource,
  readApiFields,
} from '../nas/nas-options.ts';
import { nasDoctor } from '../nas/nas-doctor.ts';
import { setNas } from '../nas/set-nas.ts';
import { testApi } from '../nas/test-api.ts';
import { oneOf, parseOptions, required, wholeNumber } from '../parse-options.ts';
import { formatInstant } from '../quantity/format.ts';
import { parseDuration } from '../quantity/parse-duration.ts';
import { readSecrets } from '../read-secret.ts';
import { withSubcommands } from '../subcommands.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';
import { renderFacts, renderTable } from '../terminal/table.ts';

const VENDORS = ['mikrotik', 'cisco', 'huawei', 'zte', 'juniper', 'wispr', 'chillispot', 'generic'] as const;
const MESSAGE_AUTHENTICATOR = ['observe', 'require', 'off'] as const;

/** Which option a field of the API came from. */
const OPTION_OF: Readonly<Record<string, string>> = {
  name: '--name',
  prefix: '--prefix',
  vendor: '--vendor',
  description: '--description',
  coaPort: '--coa-port',
  interimIntervalS: '--interim',
  secret: 'the secret',
  ...API_OPTION_OF,
};

const usage = `
trunkline nas add --name <name> --prefix <address or prefix> [options]
trunkline nas list [--json]
trunkline nas show <name> [--json]
trunkline nas secret <name>
trunkline nas set <name> [options]
trunkline nas test-api <name> [--json]
trunkline nas doctor <name> [--with-secrets] [--json]

Routers and other access servers that may ask. A NAS is found by the source address of its packets.

nas add
  --vendor <vendor>        ${VENDORS.join(', ')}; mikrotik unless said
  --description <text>
  --coa-port <port>        where it takes Disconnect-Requests; 1700 for mikrotik, else 3799
  --interim <time>         how often sessions report, such as 5m
  --message-authenticator  ${MESSAGE_AUTHENTICATOR.join(', ')}; observe unless said
  --secret-stdin           take its shared secret from standard input instead of making one
  --secret-file <file>     or from the first line of a file
  --swaps-octets           it counts upload as download
  --wraps-without-gigawords  its counters start again at 4 GiB without saying so
  ${API_USAGE}
  --json
nas set
  the same --api, --enforcement-order and --usage-sync options; also --no-api, --coa-port, --enable, --disable
nas test-api
  signs in to the router's API and says what is wrong
nas secret
  prints the shared secret; that it was read is recorded
nas doctor
  looks at everything about it and prints, for what is wrong, the line to paste into the router
`;

export const nasCommand = withSubcommands(
  { name: 'nas', summary: 'routers that may ask: add, list, show, set, secret, test-api, doctor', usage },
  {
    add: addNas,
    list: showList,
    show: showNas,
    set: setNas,
    secret: showSecret,
    'test-api': testApi,
    doctor: nasDoctor,
  },
);

async function addNas(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    name: { type: 'string' },
    prefix: { type: 'string' },
    vendor: { type: 'string', default: 'mikrotik' },
    description: { type: 'string' },
    'coa-port': { type: 'string' },
    interim: { type: 'string' },
    'message-authenticator': { type: 'string', default: 'observe' },
    'secret-stdin': { type: 'boolean' },
    'secret-file': { type: 'string' },
    'swaps-octets': { type: 'boolean', default: false },
    'wraps-without-gigawords': { type: 'boolean', default: false },
    ...API_OPTIONS,
    json: { type: 'boolean' },
  });
  const coaPort = wholeNumber(values['coa-port'], { option: 'coa-port', least: 1, most: 65_535 });
  const body = {
    name: required(values.name, 'name'),
    prefix: required(values.prefix, 'prefix'),
    vendor: oneOf(values.vendor, 'vendor', VENDORS),
    description: values.description ?? null,
    ...(coaPort === undefined ? {} : { coaPort }),
    interimIntervalS: values.interim === undefined ? null : parseDuration(values.interim, 'interim'),
    messageAuthenticator: oneOf(
      values['message-authenticator'],
      'message-authenticator',
      MESSAGE_AUTHENTICATOR,
    ),
    swapsOctets: values['swaps-octets'],
    wrapsWithoutGigawords: values['wraps-without-gigawords'],
  };
  const connection = await connect(terminal);
  const [secret, password] = await readSecrets(terminal, [
    { what: 'secret', fromStdin: values['secret-stdin'], file: values['secret-file'] },
    apiPasswordSource(values),
  ]);
  const { api, ...fields } = readApiFields(values, password?.reveal());
  const given = {
    ...fields,
    ...(secret && { secret: secret.reveal() }),
    ...(api && { api: { ...api, username: required(values['api-user'], 'api-user') } }),
  };
  const { data } = await call(connection.client.POST('/api/nas', { body: { ...body, ...given } }), {
    options: OPTION_OF,
  });
  if (values.json) return writeJson(terminal, data);
  terminal.stdout.write(`NAS ${printable(data.name)} added: ${data.prefix}, ${data.vendor}.\n`);
  for (const { message } of data.warnings) terminal.stderr.write(`Warning: ${printable(message)}\n`);
  terminal.stdout.write(`\nIts shared secret, shown this once:\n\n  ${data.secret}\n\n`);
  terminal.stdout.write(describeSetup(data, connection));
  return 0;
}

/** What to enter on the device, as it stands in its manual. */
function describeSetup(nas: Nas & { secret: string }, { session }: Connection): string {
  const host = new URL(session.url).hostname.replace(/^\[|\]$/g, '');
  const isThisMachine = ['localhost', '127.0.0.1', '::1'].includes(host);
  const server = isThisMachine ? '<address of this server>' : host;
  const lines =
    nas.vendor === 'mikrotik'
      ? [
          'On the router (RouterOS):',
          '',
          `  /radius add service=ppp,hotspot,dhcp address=${server} secret="${nas.secret}" timeout=3s`,
          `  /radius incoming set accept=yes port=${nas.coaPort}`,
          '  /ppp aaa set use-radius=yes accounting=yes interim-update=5m',
        ]
      : [
          'On the device:',
          '',
          `  RADIUS server ${server}, authentication port 1812, accounting port 1813, the secret above;`,
          `  accounting with interim updates every 5 minutes; Disconnect-Requests taken on port ${nas.coaPort}.`,
        ];
  return `${lines.join('\n')}\n`;
}

async function showList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, { json: { type: 'boolean' } });
  const { client } = await connect(terminal);
  const rows = await listNas(client);
  if (values.json) return writeJson(terminal, rows);
  terminal.stdout.write(
    rows.length === 0
      ? 'No NAS yet; add one with: trunkline nas add --name <name> --prefix <address>\n'
      : renderTable(
          [
            { heading: 'Name', cell: (nas) => nas.name },
            { heading: 'Prefix', cell: (nas) => nas.prefix },
            { heading: 'Vendor', cell: (nas) => nas.vendor },
            { heading: 'CoA port', align: 'right', cell: (nas) => nas.coaPort },
            { heading: 'State', cell: (nas) => (nas.isEnabled ? 'enabled' : 'disabled') },
            { heading: 'Last packet', cell: (nas) => instantOf(nas.observation?.lastPacketAt) },
            { heading: 'Discarded', align: 'right', cell: countDiscards },
          ],
          rows,
        ),
  );
  return 0;
}

async function showNas(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, ['name']);
  const { client } = await connect(terminal);
  const nas = await findNas(client, positionals[0]!);
  if (values.json) return writeJson(terminal, nas);
  const { observation } = nas;
  terminal.stdout.write(
    renderFacts([
      ['Name', nas.name],
      ['Id', nas.id],
      ['Description', nas.description],
      ['Prefix', nas.prefix],
      ['Vendor', nas.vendor],
      ['State', nas.isEnabled ? 'enabled' : 'disabled'],
      ['CoA port', nas.coaPort],
      ['Interim interval', nas.interimIntervalS === null ? 'as the plan says' : `${nas.interimIntervalS} s`],
      ['Message-Authenticator', nas.messageAuthenticator],
      ['Enforcement', nas.enforcementOrder.join(', ')],
      ['API', describeApi(nas)],
      ['Usage sync', nas.api === null ? undefined : nas.syncsUsage ? 'each 30 s' : 'off'],
      ['First packet', instantOf(observation?.firstPacketAt) ?? 'none yet'],
      ['Last packet', instantOf(observation?.lastPacketAt)],
      ['NAS-Identifier', observation?.identifier],
      ['Requests', observation?.requests],
      ...Object.entries(observation?.discards ?? {}).map(
        ([kind, count]) => [`Discarded: ${kind}`, count] as const,
      ),
    ]),
  );
  for (const { message } of nas.warnings) terminal.stdout.write(`Warning: ${printable(message)}\n`);
  return 0;
}

async function showSecret(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = parseOptions(args, {}, ['name']);
  const { client } = await connect(terminal);
  const { id } = await findNas(client, positionals[0]!);
  const { data } = await call(client.GET('/api/nas/{id}/secret', { params: { path: { id } } }));
  terminal.stdout.write(`${data.secret}\n`);
  return 0;
}

function describeApi({ api, prefix }: Nas): string {
  if (api === null) return 'none';
  const address = api.address ?? prefix.split('/')[0]!;
  return `${printable(api.username)}@${address} port ${api.port}, ${api.usesTls ? 'TLS' : 'without TLS'}`;
}

function instantOf(instant: string | undefined): string | undefined {
  return instant === undefined ? undefined : formatInstant(instant);
}

function countDiscards({ observation }: Nas): number {
  return Object.values(observation?.discards ?? {}).reduce((sum, count) => sum + count, 0);
}
