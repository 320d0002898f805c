import type { RouterosCaller } from '../client/routeros-client.ts';
import { RouterosTrap } from '../errors.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseDuration } from '../values/duration.ts';
import { parseBoolean, parseCounter } from '../values/scalar.ts';
import { duration, flag, list, text, whole } from './fields.ts';
import {
  createMenu,
  listItems,
  removeItems,
  type ChangeOptions,
  type Fields,
  type ItemId,
  type PrintOptions,
} from './menu.ts';

/** A session of PPPoE, L2TP, PPTP, SSTP or OpenVPN. */
export interface PppActive {
  readonly id: ItemId;
  readonly name: string;
  /** `pppoe`, `l2tp`, … */
  readonly service: string;
  /** The MAC address of a PPPoE client, the address of a tunnel's. */
  readonly callerId: string | undefined;
  readonly address: string | undefined;
  readonly uptimeS: number | undefined;
  /** The Acct-Session-Id, as RADIUS has it: without the `0x` that the API puts before it. */
  readonly sessionId: string | undefined;
  /** Logged in by RADIUS, and not by a secret of the router itself. */
  readonly isRadius: boolean;
}

const active = {
  path: '/ppp/active',
  properties: ['.id', 'name', 'service', 'caller-id', 'address', 'uptime', 'session-id', 'radius'],
  read: (row: Row): PppActive => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    service: row['service'] ?? '',
    callerId: row['caller-id'],
    address: row['address'],
    uptimeS: parseDuration(row['uptime']),
    sessionId: row['session-id']?.replace(/^0x/i, ''),
    isRadius: parseBoolean(row['radius']) ?? false,
  }),
};

export function listPppActive(client: RouterosCaller, options?: PrintOptions): Promise<PppActive[]> {
  return listItems(client, active, options);
}

/**
 * Disconnects one session: looks it up by name, and removes it only while its session id is the one that is meant,
 * for the router gives the ids of dynamic items to others soon. False: it is not there any more.
 */
export async function endPppSession(
  client: RouterosCaller,
  session: { readonly name: string; readonly sessionId: string },
  options: ChangeOptions = {},
): Promise<boolean> {
  const found = await listPppActive(client, { ...options, where: { name: session.name } });
  const meant = found.find(({ sessionId }) => sessionId?.toLowerCase() === session.sessionId.toLowerCase());
  if (!meant) return false;
  try {
    await removeItems(client, { path: active.path, ids: [meant.id] }, options);
  } catch (error) {
    if (error instanceof RouterosTrap && isMissing(error)) return false;
    throw error;
  }
  return true;
}

/** Whether a router says that the item it was told to change is not there. */
export function isMissing({ category, message }: RouterosTrap): boolean {
  return category === 'missing' || message.includes('no such item');
}

export interface PppProfile {
  readonly id: ItemId;
  readonly name: string;
  readonly localAddress: string | undefined;
  /** An address, or the name of a pool. */
  readonly remoteAddress: string | undefined;
  readonly addressList: string | undefined;
  readonly rateLimit: string | undefined;
  readonly sessionTimeoutS: number | undefined;
  readonly insertQueueBefore: string | undefined;
}

/** What may be written of a profile. */
export interface PppProfileInput {
  readonly name: string;
  readonly localAddress?: string | undefined;
  readonly remoteAddress?: string | undefined;
  readonly addressList?: string | undefined;
  readonly rateLimit?: string | undefined;
  readonly sessionTimeoutS?: number | undefined;
  readonly dnsServers?: readonly string[] | undefined;
  readonly comment?: string | undefined;
}

const profileFields: Fields<PppProfileInput> = {
  name: text('name'),
  localAddress: text('local-address'),
  remoteAddress: text('remote-address'),
  addressList: text('address-list'),
  rateLimit: text('rate-limit'),
  sessionTimeoutS: duration('session-timeout'),
  dnsServers: list('dns-server'),
  comment: text('comment'),
};

export const pppProfiles = createMenu({
  path: '/ppp/profile',
  fields: profileFields,
  properties: [
    '.id',
    'name',
    'local-address',
    'remote-address',
    'address-list',
    'rate-limit',
    'session-timeout',
    'insert-queue-before',
  ],
  read: (row: Row): PppProfile => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    localAddress: row['local-address'],
    remoteAddress: row['remote-address'],
    addressList: row['address-list'],
    rateLimit: row['rate-limit'],
    sessionTimeoutS: parseDuration(row['session-timeout']),
    insertQueueBefore: row['insert-queue-before'],
  }),
});

/** A user that the router knows itself. It is tried before RADIUS: a name that is here never reaches the server. */
export interface PppSecret {
  readonly id: ItemId;
  readonly name: string;
  readonly service: string;
  readonly profile: string | undefined;
  readonly callerId: string | undefined;
  readonly remoteAddress: string | undefined;
  /** Only told to a user with the policy `sensitive`. */
  readonly password: string | undefined;
  readonly limitBytesIn: bigint | undefined;
  readonly limitBytesOut: bigint | undefined;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of a secret. */
export interface PppSecretInput {
  readonly name: string;
  readonly password?: string | undefined;
  readonly service?: string | undefined;
  readonly profile?: string | undefined;
  readonly callerId?: string | undefined;
  readonly localAddress?: string | undefined;
  readonly remoteAddress?: string | undefined;
  readonly limitBytesIn?: bigint | undefined;
  readonly limitBytesOut?: bigint | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const secretFields: Fields<PppSecretInput> = {
  name: text('name'),
  password: text('password'),
  service: text('service'),
  profile: text('profile'),
  callerId: text('caller-id'),
  localAddress: text('local-address'),
  remoteAddress: text('remote-address'),
  limitBytesIn: whole('limit-bytes-in'),
  limitBytesOut: whole('limit-bytes-out'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const pppSecrets = createMenu({
  path: '/ppp/secret',
  fields: secretFields,
  properties: [
    '.id',
    'name',
    'service',
    'profile',
    'caller-id',
    'remote-address',
    'password',
    'limit-bytes-in',
    'limit-bytes-out',
    'disabled',
    'comment',
  ],
  read: (row: Row): PppSecret => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    service: row['service'] ?? 'any',
    profile: row['profile'],
    callerId: row['caller-id'] || undefined,
    remoteAddress: row['remote-address'],
    password: row['password'],
    limitBytesIn: parseCounter(row['limit-bytes-in']),
    limitBytesOut: parseCounter(row['limit-bytes-out']),
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});
