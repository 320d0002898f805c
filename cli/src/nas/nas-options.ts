import type { Terminal } from '../command.ts';
import { UsageError } from '../command-error.ts';
import { wholeNumber } from '../parse-options.ts';
import { readSecrets, type SecretSource } from '../read-secret.ts';

export const RUNGS = ['coa', 'api', 'disconnect'] as const;
type Rung = (typeof RUNGS)[number];

/** What `nas add` and `nas set` take of a router's API and of enforcement. */
export const API_OPTIONS = {
  'api-user': { type: 'string' },
  'api-address': { type: 'string' },
  'api-port': { type: 'string' },
  'api-plain': { type: 'boolean' },
  'api-tls': { type: 'boolean' },
  'api-fingerprint': { type: 'string' },
  'api-password-stdin': { type: 'boolean' },
  'api-password-file': { type: 'string' },
  'enforcement-order': { type: 'string' },
  'no-usage-sync': { type: 'boolean' },
  'usage-sync': { type: 'boolean' },
} as const;

export type ApiValues = {
  [Option in keyof typeof API_OPTIONS]?:
    ((typeof API_OPTIONS)[Option] extends { type: 'string' } ? string : boolean) | undefined;
};

export const API_USAGE = `
  --api-user <name>        the user of the router's API; with it QuotaSync and enforcement use the API
  --api-address <address>  where the API is; the NAS's own address unless said
  --api-port <port>        8729 with TLS, else 8728
  --api-plain, --api-tls   without TLS the password can be read on the way
  --api-fingerprint <hex>  SHA-256 of its certificate; "learn" takes the next one that is met
  --api-password-stdin     its password from standard input; also --api-password-file; generated unless said
  --enforcement-order <rungs>  ${RUNGS.join(',')}: how terms are brought to live sessions, in this order
  --usage-sync, --no-usage-sync  whether the counters of its sessions are asked for`.trim();

/** Which option a field of the API came from. */
export const API_OPTION_OF: Readonly<Record<string, string>> = {
  'api.username': '--api-user',
  'api.address': '--api-address',
  'api.port': '--api-port',
  'api.fingerprint': '--api-fingerprint',
  'api.password': 'the password of the API (--api-password-stdin)',
  enforcementOrder: '--enforcement-order',
};

/** Where the password of the API comes from. */
export function apiPasswordSource(values: ApiValues): SecretSource {
  return {
    what: 'password of the API',
    fromStdin: values['api-password-stdin'],
    file: values['api-password-file'],
  };
}

/** The fields of the body; nothing for what was not said. */
export function readApiFields(values: ApiValues, password: string | undefined) {
  const fingerprint = values['api-fingerprint'];
  const port = wholeNumber(values['api-port'], { option: 'api-port', least: 1, most: 65_535 });
  const usesTls = either(values, 'api-tls', 'api-plain');
  const syncsUsage = either(values, 'usage-sync', 'no-usage-sync');
  const api = {
    ...(values['api-user'] !== undefined && { username: values['api-user'] }),
    ...(values['api-address'] !== undefined && { address: values['api-address'] }),
    ...(port !== undefined && { port }),
    ...(usesTls !== undefined && { usesTls }),
    ...(fingerprint !== undefined && {
      fingerprint: fingerprint === 'learn' ? null : fingerprint.toLowerCase(),
    }),
    ...(password !== undefined && { password }),
  };
  const order = values['enforcement-order'];
  return {
    api: Object.keys(api).length > 0 ? api : undefined,
    ...(order !== undefined && { enforcementOrder: order.split(',').map(readRung) }),
    ...(syncsUsage !== undefined && { syncsUsage }),
  };
}

/** The same after the password was read, for a command with no other secret. */
export async function askApiFields(values: ApiValues, terminal: Terminal) {
  const [password] = await readSecrets(terminal, [apiPasswordSource(values)]);
  return readApiFields(values, password?.reveal());
}

function readRung(word: string): Rung {
  const rung = RUNGS.find((candidate) => candidate === word.trim());
  if (!rung) throw new UsageError(`--enforcement-order "${word}" is none of ${RUNGS.join(', ')}`);
  return rung;
}

function either(values: ApiValues, yes: keyof ApiValues, no: keyof ApiValues): boolean | undefined {
  if (values[yes] && values[no]) throw new UsageError(`--${yes} and --${no} exclude each other`);
  return values[yes] ? true : values[no] ? false : undefined;
}
