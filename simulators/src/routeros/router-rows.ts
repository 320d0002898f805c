import type { Properties } from './menu-table.ts';
import type { QueueItem } from './queue-list.ts';
import type { ShownSession, RouterState } from './router-state.ts';
import { caughtRows } from './caught-addresses.ts';
import { durationText, instantText } from './router-text.ts';

/** What a device knows of itself beside its state. */
export interface DeviceMoment {
  readonly version: string;
  readonly nowMs: number;
  readonly uptimeSeconds: number;
  /** By so much its clock is wrong, until somebody tells it the time. */
  readonly clockErrorMs: number;
}

/** The rows of every menu that is not just a table of what was configured. */
export const ROWS: Readonly<Record<string, (state: RouterState, moment: DeviceMoment) => Properties[]>> = {
  '/ppp/active': (state) => of(state, 'pppoe').map(pppActiveRow),
  '/interface': (state, moment) => {
    settleAll(state);
    return [ethernetRow(state), ...of(state, 'pppoe').map((shown) => interfaceRow(shown, moment))];
  },
  '/interface/pppoe-server': (state) => of(state, 'pppoe').map(servedRow),
  '/ip/hotspot/active': (state) => {
    settleAll(state);
    return of(state, 'hotspot').map(hotspotRow);
  },
  '/queue/simple': (state) => {
    settleAll(state);
    return state.queues.table.items.map(queueRow);
  },
  '/ip/firewall/address-list': (state, moment) => [
    ...state.table('/ip/firewall/address-list').items.map(({ id, fields }) => ({ '.id': id, ...fields })),
    ...of(state).flatMap((shown) => listedRow(shown, moment)),
    ...caughtRows(state),
  ],
  '/ip/dhcp-server/lease': (state) => [
    ...state.table('/ip/dhcp-server/lease').items.map(({ id, fields }) => ({ '.id': id, ...fields })),
    ...of(state, 'ipoe').map(leaseRow),
  ],
  '/ip/pool/used': (state) =>
    of(state, 'pppoe').map(({ session }) => ({
      pool: 'default',
      address: session.address,
      owner: 'PPPoE',
      info: session.userName,
    })),
  '/system/resource': (_, moment) => [resourceRow(moment)],
  '/system/clock': (state, moment) => [clockRow(state, moment)],
};

function ethernetRow(state: RouterState): Properties {
  return { ...ETHERNET, running: String(state.isLinkUp) };
}

const ETHERNET: Properties = {
  '.id': '*1',
  name: 'ether1',
  type: 'ether',
  'rx-byte': '0',
  'tx-byte': '0',
  running: 'true',
  dynamic: 'false',
  disabled: 'false',
};

function of(state: RouterState, service?: ShownSession['session']['service']): ShownSession[] {
  return [...state.sessions].filter(({ session }) => service === undefined || session.service === service);
}

function settleAll(state: RouterState): void {
  for (const { session } of state.sessions) session.settle();
}

function pppActiveRow({ session, activeId }: ShownSession): Properties {
  return {
    '.id': activeId,
    name: session.userName,
    service: session.service,
    'caller-id': session.callerId,
    address: session.address,
    uptime: durationText(session.uptimeSeconds),
    encoding: '',
    'session-id': `0x${session.sessionId}`,
    'limit-bytes-in': '0',
    'limit-bytes-out': '0',
    radius: 'true',
  };
}

/** From the router's view: what it receives, the subscriber uploads. */
function interfaceRow({ session, name, interfaceId }: ShownSession, moment: DeviceMoment): Properties {
  return {
    '.id': interfaceId,
    name,
    type: 'pppoe-in',
    mtu: '1480',
    'actual-mtu': '1480',
    'last-link-up-time': instantText(moment.nowMs - session.uptimeSeconds * 1_000, moment.version),
    'link-downs': '0',
    'rx-byte': session.volume.uploadBytes.toString(),
    'tx-byte': session.volume.downloadBytes.toString(),
    running: 'true',
    dynamic: 'true',
    disabled: 'false',
  };
}

/** Whose interface is whose, which its name alone does not say of a user with several sessions. */
function servedRow({ session, name, interfaceId }: ShownSession): Properties {
  return {
    '.id': interfaceId,
    name,
    user: session.userName,
    service: 'pppoe',
    'remote-address': session.callerId,
    encoding: '',
    uptime: durationText(session.uptimeSeconds),
  };
}

function hotspotRow({ session, activeId }: ShownSession): Properties {
  return {
    '.id': activeId,
    server: 'hotspot1',
    user: session.userName,
    address: session.address,
    'mac-address': session.callerId,
    'login-by': 'http-chap',
    uptime: durationText(session.uptimeSeconds),
    'bytes-in': session.volume.uploadBytes.toString(),
    'bytes-out': session.volume.downloadBytes.toString(),
    radius: 'true',
  };
}

function leaseRow({ session, activeId }: ShownSession): Properties {
  return {
    '.id': activeId,
    address: session.address,
    'active-address': session.address,
    'mac-address': session.callerId,
    server: 'dhcp1',
    status: 'bound',
    radius: 'true',
    dynamic: 'true',
    disabled: 'false',
  };
}

function queueRow({ id, fields, session, uploadBytes, downloadBytes }: QueueItem): Properties {
  return {
    '.id': id,
    ...fields,
    bytes: `${uploadBytes}/${downloadBytes}`,
    dynamic: session ? 'true' : 'false',
    invalid: 'false',
  };
}

/** Ids of these are of a range that configured entries do not reach. */
function listedRow({ session, interfaceId }: ShownSession, moment: DeviceMoment): Properties[] {
  if (session.addressList === undefined) return [];
  return [
    {
      '.id': `*8000${interfaceId.slice(1)}`,
      list: session.addressList,
      address: session.address,
      'creation-time': instantText(moment.nowMs - session.uptimeSeconds * 1_000, moment.version),
      dynamic: 'true',
      disabled: 'false',
    },
  ];
}

function clockRow(state: RouterState, { version, nowMs, clockErrorMs }: DeviceMoment): Properties {
  const isTold = state.setting('/system/ntp/client')['enabled'] === 'true';
  const [date, time] = instantText(isTold ? nowMs : nowMs + clockErrorMs, version).split(' ');
  return { date, time, 'time-zone-name': 'Etc/UTC', 'gmt-offset': '+00:00' };
}

function resourceRow({ version, uptimeSeconds }: DeviceMoment): Properties {
  return {
    uptime: durationText(uptimeSeconds),
    version: `${version} (stable)`,
    'free-memory': '805306368',
    'total-memory': '1073741824',
    cpu: 'ARM64',
    'cpu-count': '4',
    'cpu-load': '7',
    'architecture-name': 'arm64',
    'board-name': 'CCR2004-16G-2S+',
    platform: 'MikroTik',
  };
}
