import type { AddressListInput, MangleRuleInput, SimpleQueueInput } from '@trunkline/routeros';

/** Everything of ours on a router bears this comment, and nothing without it is touched. */
export const ourComment = 'trunkline';
const zonePrefix = 'trunkline-zone-';

/** A zone as routers get it. */
export interface RouterZone {
  /** The end of the names of its list and marks. */
  readonly key: string;
  readonly prefixes: readonly string[];
}

/** The part of a session that goes to a zone, with its own speed and its own count. */
export interface ZoneQueue {
  readonly acctSessionId: string;
  readonly address: string;
  readonly key: string;
  readonly downloadBps: number;
  readonly uploadBps: number;
}

/** The name of a zone's address list, of its connection mark and of its packet mark. */
export function zoneName(key: string): string {
  return `${zonePrefix}${key}`;
}

export function isZoneName(name: string | undefined): boolean {
  return name?.startsWith(zonePrefix) === true;
}

/** The queue that holds the rate of a whole session, where CoA does not. */
export function sessionQueueName(acctSessionId: string): string {
  return `trunkline-${acctSessionId}`;
}

export function zoneQueueName({ acctSessionId, key }: Pick<ZoneQueue, 'acctSessionId' | 'key'>): string {
  return `${sessionQueueName(acctSessionId)}-${key}`;
}

/** The queue of a zone in a session; it is tried before the session's own, for the first that fits shapes a packet. */
export function zoneQueueInput(queue: ZoneQueue): SimpleQueueInput {
  const { address, key, downloadBps, uploadBps } = queue;
  return {
    name: zoneQueueName(queue),
    targets: [`${address}/32`],
    packetMarks: [zoneName(key)],
    maxLimit: { uploadBps, downloadBps },
    comment: ourComment,
  };
}

/** A single address has no length behind it on a router. */
export function zoneEntries({ key, prefixes }: RouterZone): AddressListInput[] {
  return prefixes.map((prefix) => ({
    list: zoneName(key),
    address: prefix.replace(/\/32$/, ''),
    comment: ourComment,
  }));
}

/** What begins on either side is a connection of the zone, and its packets in both directions bear the mark. */
export function zoneRules({ key }: RouterZone): MangleRuleInput[] {
  const name = zoneName(key);
  const mark = { chain: 'forward', action: 'mark-connection', newConnectionMark: name, isPassthrough: true };
  return [
    { ...mark, dstAddressList: name, comment: ourComment },
    { ...mark, srcAddressList: name, comment: ourComment },
    {
      chain: 'forward',
      action: 'mark-packet',
      connectionMark: name,
      newPacketMark: name,
      isPassthrough: true,
      comment: ourComment,
    },
  ];
}
