import type { RouterosCaller } from '../client/routeros-client.ts';
import { RouterosTrap } from '../errors.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseDuration } from '../values/duration.ts';
import { parseBoolean, parseCounter } from '../values/scalar.ts';
import { duration, flag, text, whole } from './fields.ts';
import {
  createMenu,
  listItems,
  removeItems,
  type ChangeOptions,
  type Fields,
  type ItemId,
  type PrintOptions,
} from './menu.ts';
import { isMissing } from './ppp.ts';

/** Somebody who is logged in at a hotspot. `bytesIn` comes from the client: the upload. */
export interface HotspotActive {
  readonly id: ItemId;
  readonly server: string;
  readonly user: string;
  readonly address: string;
  readonly macAddress: string | undefined;
  readonly loginBy: string | undefined;
  readonly uptimeS: number | undefined;
  readonly bytesIn: bigint | undefined;
  readonly bytesOut: bigint | undefined;
  readonly isRadius: boolean;
}

const active = {
  path: '/ip/hotspot/active',
  properties: [
    '.id',
    'server',
    'user',
    'address',
    'mac-address',
    'login-by',
    'uptime',
    'bytes-in',
    'bytes-out',
    'radius',
  ],
  read: (row: Row): HotspotActive => ({
    id: row['.id'] ?? '',
    server: row['server'] ?? '',
    user: row['user'] ?? '',
    address: row['address'] ?? '',
    macAddress: row['mac-address'],
    loginBy: row['login-by'],
    uptimeS: parseDuration(row['uptime']),
    bytesIn: parseCounter(row['bytes-in']),
    bytesOut: parseCounter(row['bytes-out']),
    isRadius: parseBoolean(row['radius']) ?? false,
  }),
};

export function listHotspotActive(client: RouterosCaller, options?: PrintOptions): Promise<HotspotActive[]> {
  return listItems(client, active, options);
}

/** Logs one out: looked up by name and address just before, for ids are given to others soon. False: not there. */
export async function endHotspotSession(
  client: RouterosCaller,
  session: { readonly user: string; readonly address: string },
  options: ChangeOptions = {},
): Promise<boolean> {
  const { user, address } = session;
  const [meant] = await listHotspotActive(client, { ...options, where: { user, address } });
  if (!meant) return false;
  try {
    await removeItems(client, { path: active.path, ids: [meant.id] }, options);
  } catch (error) {
    if (error instanceof RouterosTrap && isMissing(error)) return false;
    throw error;
  }
  return true;
}

/** A user that the router knows itself. */
export interface HotspotUser {
  readonly id: ItemId;
  readonly name: string;
  readonly profile: string | undefined;
  readonly limitUptimeS: number | undefined;
  readonly limitBytesTotal: bigint | undefined;
  readonly bytesIn: bigint | undefined;
  readonly bytesOut: bigint | undefined;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of a user. */
export interface HotspotUserInput {
  readonly name: string;
  readonly password?: string | undefined;
  readonly profile?: string | undefined;
  readonly server?: string | undefined;
  readonly address?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly limitUptimeS?: number | undefined;
  readonly limitBytesTotal?: bigint | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const userFields: Fields<HotspotUserInput> = {
  name: text('name'),
  password: text('password'),
  profile: text('profile'),
  server: text('server'),
  address: text('address'),
  macAddress: text('mac-address'),
  limitUptimeS: duration('limit-uptime'),
  limitBytesTotal: whole('limit-bytes-total'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const hotspotUsers = createMenu({
  path: '/ip/hotspot/user',
  fields: userFields,
  properties: [
    '.id',
    'name',
    'profile',
    'limit-uptime',
    'limit-bytes-total',
    'bytes-in',
    'bytes-out',
    'disabled',
    'comment',
  ],
  read: (row: Row): HotspotUser => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    profile: row['profile'],
    limitUptimeS: parseDuration(row['limit-uptime']),
    limitBytesTotal: parseCounter(row['limit-bytes-total']),
    bytesIn: parseCounter(row['bytes-in']),
    bytesOut: parseCounter(row['bytes-out']),
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});
