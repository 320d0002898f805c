import type { Row } from '../protocol/reply-sentence.ts';
import { parseBoolean } from '../values/scalar.ts';
import { flag, text } from './fields.ts';
import { createMenu, type Fields, type ItemId } from './menu.ts';

/** A name that a hotspot lets through before a login; `*` in it stands for anything. */
export interface WalledGardenHost {
  readonly id: ItemId;
  readonly action: string;
  readonly dstHost: string | undefined;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of a name. */
export interface WalledGardenHostInput {
  readonly action: string;
  readonly dstHost: string;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const hostFields: Fields<WalledGardenHostInput> = {
  action: text('action'),
  dstHost: text('dst-host'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

/** Rules of the hotspot's proxy, which sees the names that browsers ask for. */
export const walledGardenHosts = createMenu({
  path: '/ip/hotspot/walled-garden',
  fields: hostFields,
  properties: ['.id', 'action', 'dst-host', 'disabled', 'comment'],
  read: (row: Row): WalledGardenHost => ({
    id: row['.id'] ?? '',
    action: row['action'] ?? '',
    dstHost: row['dst-host'],
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});

/** Addresses, or a host by the addresses that it has, which a hotspot lets through before a login. */
export interface WalledGardenAddress {
  readonly id: ItemId;
  readonly action: string;
  readonly dstHost: string | undefined;
  readonly dstAddress: string | undefined;
  readonly protocol: string | undefined;
  readonly dstPort: string | undefined;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of addresses. */
export interface WalledGardenAddressInput {
  readonly action: string;
  readonly dstHost?: string | undefined;
  readonly dstAddress?: string | undefined;
  readonly protocol?: string | undefined;
  readonly dstPort?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const addressFields: Fields<WalledGardenAddressInput> = {
  action: text('action'),
  dstHost: text('dst-host'),
  dstAddress: text('dst-address'),
  protocol: text('protocol'),
  dstPort: text('dst-port'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const walledGardenAddresses = createMenu({
  path: '/ip/hotspot/walled-garden/ip',
  fields: addressFields,
  properties: ['.id', 'action', 'dst-host', 'dst-address', 'protocol', 'dst-port', 'disabled', 'comment'],
  read: (row: Row): WalledGardenAddress => ({
    id: row['.id'] ?? '',
    action: row['action'] ?? '',
    dstHost: row['dst-host'],
    dstAddress: row['dst-address'],
    protocol: row['protocol'],
    dstPort: row['dst-port'],
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});
