import type { RouterosCaller } from '../client/routeros-client.ts';
import { RouterosTrap } from '../errors.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseDuration } from '../values/duration.ts';
import { parseBoolean } from '../values/scalar.ts';
import { duration, flag, text } from './fields.ts';
import { createMenu, type ChangeOptions, type Fields, type ItemId } from './menu.ts';

/** An address or prefix in a named list that firewall rules look at. */
export interface AddressListEntry {
  readonly id: ItemId;
  readonly list: string;
  readonly address: string;
  /** Undefined: stays until it is removed. */
  readonly timeoutS: number | undefined;
  readonly isDynamic: boolean;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of an entry. */
export interface AddressListInput {
  readonly list: string;
  readonly address: string;
  /** The entry goes after this long, and at a reboot. */
  readonly timeoutS?: number | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const addressListFields: Fields<AddressListInput> = {
  list: text('list'),
  address: text('address'),
  timeoutS: duration('timeout'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const addressLists = createMenu({
  path: '/ip/firewall/address-list',
  fields: addressListFields,
  properties: ['.id', 'list', 'address', 'timeout', 'dynamic', 'disabled', 'comment'],
  read: (row: Row): AddressListEntry => ({
    id: row['.id'] ?? '',
    list: row['list'] ?? '',
    address: row['address'] ?? '',
    timeoutS: parseDuration(row['timeout']),
    isDynamic: parseBoolean(row['dynamic']) ?? false,
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});

/** Sees to it that an address stands in a list, whoever has put it there; undefined when it stood there before. */
export async function ensureListed(
  client: RouterosCaller,
  entry: AddressListInput,
  options?: ChangeOptions,
): Promise<ItemId | undefined> {
  try {
    return await addressLists.add(client, entry, options);
  } catch (error) {
    if (error instanceof RouterosTrap && isPresent(error)) return undefined;
    throw error;
  }
}

/** Whether a router says that what it was told to add is there already. */
export function isPresent({ message }: RouterosTrap): boolean {
  return message.includes('already have such');
}

/** A rule that marks packets or connections, or puts addresses in lists. */
export interface MangleRule {
  readonly id: ItemId;
  readonly chain: string;
  readonly action: string;
  readonly comment: string | undefined;
  readonly isDisabled: boolean;
  /** The matchers and the rest of the rule, by RouterOS's names. */
  readonly newConnectionMark: string | undefined;
  readonly newPacketMark: string | undefined;
  readonly connectionMark: string | undefined;
  readonly srcAddressList: string | undefined;
  readonly dstAddressList: string | undefined;
  readonly addressList: string | undefined;
  readonly ttl: string | undefined;
  readonly hotspot: string | undefined;
  readonly connectionLimit: string | undefined;
  readonly isPassthrough: boolean;
}

/** What may be written of a rule. */
export interface MangleRuleInput {
  readonly chain: string;
  readonly action: string;
  readonly newConnectionMark?: string | undefined;
  readonly newPacketMark?: string | undefined;
  readonly connectionMark?: string | undefined;
  readonly connectionState?: string | undefined;
  readonly srcAddress?: string | undefined;
  readonly dstAddress?: string | undefined;
  readonly srcAddressList?: string | undefined;
  readonly dstAddressList?: string | undefined;
  readonly inInterfaceList?: string | undefined;
  readonly protocol?: string | undefined;
  /** `equal:63`. */
  readonly ttl?: string | undefined;
  /** `from-client,auth`: of hosts that are logged in at a hotspot. */
  readonly hotspot?: string | undefined;
  /** `600,32`: of addresses with more connections than that. */
  readonly connectionLimit?: string | undefined;
  /** Where `add-src-to-address-list` puts an address, and for how long. */
  readonly addressList?: string | undefined;
  readonly addressListTimeoutS?: number | undefined;
  readonly isPassthrough?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const mangleFields: Fields<MangleRuleInput> = {
  chain: text('chain'),
  action: text('action'),
  newConnectionMark: text('new-connection-mark'),
  newPacketMark: text('new-packet-mark'),
  connectionMark: text('connection-mark'),
  connectionState: text('connection-state'),
  srcAddress: text('src-address'),
  dstAddress: text('dst-address'),
  srcAddressList: text('src-address-list'),
  dstAddressList: text('dst-address-list'),
  inInterfaceList: text('in-interface-list'),
  protocol: text('protocol'),
  ttl: text('ttl'),
  hotspot: text('hotspot'),
  connectionLimit: text('connection-limit'),
  addressList: text('address-list'),
  addressListTimeoutS: duration('address-list-timeout'),
  isPassthrough: flag('passthrough'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const mangleRules = createMenu({
  path: '/ip/firewall/mangle',
  fields: mangleFields,
  properties: [
    '.id',
    'chain',
    'action',
    'new-connection-mark',
    'new-packet-mark',
    'connection-mark',
    'src-address-list',
    'dst-address-list',
    'address-list',
    'ttl',
    'hotspot',
    'connection-limit',
    'passthrough',
    'disabled',
    'comment',
  ],
  read: (row: Row): MangleRule => ({
    id: row['.id'] ?? '',
    chain: row['chain'] ?? '',
    action: row['action'] ?? '',
    newConnectionMark: row['new-connection-mark'],
    newPacketMark: row['new-packet-mark'],
    connectionMark: row['connection-mark'],
    srcAddressList: row['src-address-list'],
    dstAddressList: row['dst-address-list'],
    addressList: row['address-list'],
    ttl: row['ttl'],
    hotspot: row['hotspot'],
    connectionLimit: row['connection-limit'],
    isPassthrough: parseBoolean(row['passthrough']) ?? true,
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});
