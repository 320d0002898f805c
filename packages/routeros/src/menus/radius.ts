import type { RouterosCaller } from '../client/routeros-client.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseDuration } from '../values/duration.ts';
import { parseBoolean, parseList, parseWhole } from '../values/scalar.ts';
import { duration, flag, list, text, whole } from './fields.ts';
import { createMenu, type ChangeOptions, type Fields, type ItemId } from './menu.ts';

/** A RADIUS server that a router asks. */
export interface RadiusEntry {
  readonly id: ItemId;
  readonly services: readonly string[];
  readonly address: string;
  readonly authenticationPort: number | undefined;
  readonly accountingPort: number | undefined;
  /** Between two of the three tries; 300 ms in old versions, too short for a busy server. */
  readonly timeoutS: number | undefined;
  readonly srcAddress: string | undefined;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of an entry. */
export interface RadiusEntryInput {
  readonly services: readonly string[];
  readonly address: string;
  readonly secret: string;
  readonly authenticationPort?: number | undefined;
  readonly accountingPort?: number | undefined;
  readonly timeoutS?: number | undefined;
  readonly srcAddress?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const radiusFields: Fields<RadiusEntryInput> = {
  services: list('service'),
  address: text('address'),
  secret: text('secret'),
  authenticationPort: whole('authentication-port'),
  accountingPort: whole('accounting-port'),
  timeoutS: duration('timeout'),
  srcAddress: text('src-address'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const radiusEntries = createMenu({
  path: '/radius',
  fields: radiusFields,
  properties: [
    '.id',
    'service',
    'address',
    'authentication-port',
    'accounting-port',
    'timeout',
    'src-address',
    'disabled',
    'comment',
  ],
  read: (row: Row): RadiusEntry => ({
    id: row['.id'] ?? '',
    services: parseList(row['service']),
    address: row['address'] ?? '',
    authenticationPort: parseWhole(row['authentication-port']),
    accountingPort: parseWhole(row['accounting-port']),
    timeoutS: parseDuration(row['timeout']),
    srcAddress: row['src-address'],
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});

/** Whether and where a router takes CoA- and Disconnect-Requests: 1700 by its manual, 3799 in many guides. */
export interface RadiusIncoming {
  readonly isAccepting: boolean;
  readonly port: number | undefined;
}

export async function readRadiusIncoming(
  client: RouterosCaller,
  options: ChangeOptions = {},
): Promise<RadiusIncoming> {
  const proplist = ['accept', 'port'];
  const { rows } = await client.call('/radius/incoming/print', {}, { ...options, proplist });
  return {
    isAccepting: parseBoolean(rows[0]?.['accept']) ?? false,
    port: parseWhole(rows[0]?.['port']),
  };
}

export async function setRadiusIncoming(
  client: RouterosCaller,
  { isAccepting, port }: { readonly isAccepting: boolean; readonly port: number },
  options: ChangeOptions = {},
): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`${port} is no port`);
  const attributes = { accept: isAccepting ? 'yes' : 'no', port: String(port) };
  await client.call('/radius/incoming/set', attributes, options);
}

/** How PPP uses RADIUS. */
export interface PppAaa {
  readonly usesRadius: boolean;
  readonly isAccounting: boolean;
  /** 0: only what the server asks for in its Accept. */
  readonly interimUpdateS: number | undefined;
}

export async function readPppAaa(client: RouterosCaller, options: ChangeOptions = {}): Promise<PppAaa> {
  const proplist = ['use-radius', 'accounting', 'interim-update'];
  const { rows } = await client.call('/ppp/aaa/print', {}, { ...options, proplist });
  const row = rows[0] ?? {};
  return {
    usesRadius: parseBoolean(row['use-radius']) ?? false,
    isAccounting: parseBoolean(row['accounting']) ?? false,
    interimUpdateS: parseDuration(row['interim-update']),
  };
}
