import type { MenuRules } from './menu-table.ts';

/** The menus with configured items, besides simple queues: what may be written in each, and what it begins with. */
export const MENU_RULES: Readonly<Record<string, MenuRules>> = {
  '/ppp/secret': {
    writable: namesOf(
      'name password service caller-id profile local-address remote-address routes',
      'limit-bytes-in limit-bytes-out disabled comment',
    ),
    defaults: { service: 'any', profile: 'default', 'caller-id': '', disabled: 'false' },
    unique: { by: ['name', 'service'], what: 'secret with the same name' },
  },
  '/ppp/profile': {
    writable: namesOf(
      'name local-address remote-address address-list rate-limit session-timeout idle-timeout',
      'dns-server only-one insert-queue-before parent-queue comment',
    ),
    defaults: { 'only-one': 'default' },
    unique: { by: ['name'], what: 'profile with the same name' },
  },
  '/queue/tree': {
    writable: namesOf('name parent packet-mark limit-at max-limit priority queue disabled comment'),
    defaults: { 'max-limit': '0', bytes: '0', disabled: 'false' },
    unique: { by: ['name'], what: 'queue with this name' },
  },
  '/queue/type': { writable: ['name', 'kind'], unique: { by: ['name'], what: 'such name' } },
  '/ip/firewall/address-list': {
    writable: ['list', 'address', 'timeout', 'disabled', 'comment'],
    defaults: { disabled: 'false', dynamic: 'false' },
    unique: { by: ['list', 'address'], what: 'such entry' },
  },
  '/ip/firewall/mangle': {
    writable: namesOf(
      'chain action new-connection-mark new-packet-mark connection-mark connection-state',
      'packet-mark src-address dst-address src-address-list dst-address-list protocol ttl hotspot',
      'connection-limit',
      'in-interface out-interface in-interface-list out-interface-list passthrough address-list',
      'address-list-timeout new-ttl disabled comment',
    ),
    defaults: { passthrough: 'true', disabled: 'false', bytes: '0', packets: '0' },
  },
  '/ip/pool': {
    writable: ['name', 'ranges', 'next-pool', 'comment'],
    unique: { by: ['name'], what: 'pool with such name' },
  },
  '/ip/hotspot/user': {
    writable: namesOf(
      'name password profile server address mac-address limit-uptime limit-bytes-in',
      'limit-bytes-out limit-bytes-total disabled comment',
    ),
    defaults: { profile: 'default', 'bytes-in': '0', 'bytes-out': '0', uptime: '0s', disabled: 'false' },
    unique: { by: ['name'], what: 'user with this name' },
  },
  '/ip/hotspot/walled-garden': {
    writable: namesOf('action server src-address dst-host dst-port method path disabled comment'),
    defaults: { action: 'allow', disabled: 'false', hits: '0' },
  },
  '/ip/hotspot/walled-garden/ip': {
    writable: namesOf('action server src-address dst-address dst-host protocol dst-port disabled comment'),
    defaults: { action: 'accept', disabled: 'false', hits: '0' },
  },
  '/ip/dhcp-server/lease': {
    writable: namesOf('address mac-address client-id server rate-limit lease-time disabled comment'),
    defaults: { status: 'waiting', dynamic: 'false', radius: 'false', disabled: 'false' },
  },
  '/radius': {
    writable: namesOf(
      'service address secret authentication-port accounting-port timeout src-address called-id',
      'domain realm protocol require-message-auth disabled comment',
    ),
    defaults: {
      'authentication-port': '1812',
      'accounting-port': '1813',
      timeout: '1s100ms',
      disabled: 'false',
    },
  },
  '/log': { writable: [] },
  '/ip/arp': { writable: namesOf('address mac-address interface disabled comment') },
  '/interface/pppoe-server/server': {
    writable: namesOf('service-name interface default-profile max-sessions disabled comment'),
    defaults: { disabled: 'false' },
  },
  '/user': {
    writable: namesOf('name password group address disabled comment'),
    defaults: { disabled: 'false' },
    unique: { by: ['name'], what: 'user with the same name' },
  },
  '/user/group': {
    writable: ['name', 'policy', 'comment'],
    unique: { by: ['name'], what: 'group with the same name' },
  },
};

/** Settings: one record each, written without an id. */
export const SETTINGS_RULES: Readonly<Record<string, readonly string[]>> = {
  '/system/identity': ['name'],
  '/system/ntp/client': ['enabled', 'servers', 'primary-ntp'],
  '/radius/incoming': ['accept', 'port'],
  '/ppp/aaa': ['use-radius', 'accounting', 'interim-update', 'use-circuit-id-in-nas-port-id'],
};

function namesOf(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}
