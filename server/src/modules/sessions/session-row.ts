import type { Selectable } from 'kysely';
import type { DB } from '../../platform/db/index.ts';
import type { ClosedBy, Session } from './session.ts';

/** The columns that sessions.session and sessions.history share, as Kysely answers them. */
export type SessionRow = Omit<Selectable<DB['sessions.session']>, 'recordedAt'>;

/** Every column of `Session`, in one order, with its type for json_to_recordset. */
export const sessionColumns = {
  tenant_id: 'uuid',
  id: 'uuid',
  nas_id: 'uuid',
  nas_address: 'inet',
  acct_session_id: 'text',
  epoch: 'integer',
  subscriber_id: 'uuid',
  subscription_id: 'uuid',
  username: 'text',
  calling_station_id: 'text',
  called_station_id: 'text',
  mac: 'macaddr',
  nas_port_id: 'text',
  framed_ip: 'inet',
  framed_ipv6_prefix: 'inet',
  delegated_ipv6_prefix: 'inet',
  started_at: 'timestamptz',
  last_seen_at: 'timestamptz',
  stopped_at: 'timestamptz',
  closed_by: 'text',
  terminate_cause: 'integer',
  interim_interval_s: 'integer',
  session_time_s: 'bigint',
  upload_bytes: 'bigint',
  download_bytes: 'bigint',
  upload_packets: 'bigint',
  download_packets: 'bigint',
  final_counters_missing: 'boolean',
} as const;

export function toSession(row: SessionRow): Session {
  const { startedAt, lastSeenAt, stoppedAt, closedBy, ...same } = row;
  return {
    ...same,
    startedAtMs: startedAt.getTime(),
    lastSeenAtMs: lastSeenAt.getTime(),
    stoppedAtMs: stoppedAt === null ? null : stoppedAt.getTime(),
    closedBy: closedBy as ClosedBy | null,
  };
}

/** The row as JSON carries it: bigint as text, which json_to_recordset reads exactly. */
export function toJsonRow(session: Session): Record<string, unknown> {
  return {
    tenant_id: session.tenantId,
    id: session.id,
    nas_id: session.nasId,
    nas_address: session.nasAddress,
    acct_session_id: session.acctSessionId,
    epoch: session.epoch,
    subscriber_id: session.subscriberId,
    subscription_id: session.subscriptionId,
    username: session.username,
    calling_station_id: session.callingStationId,
    called_station_id: session.calledStationId,
    mac: session.mac,
    nas_port_id: session.nasPortId,
    framed_ip: session.framedIp,
    framed_ipv6_prefix: session.framedIpv6Prefix,
    delegated_ipv6_prefix: session.delegatedIpv6Prefix,
    started_at: isoInstant(session.startedAtMs),
    last_seen_at: isoInstant(session.lastSeenAtMs),
    stopped_at: session.stoppedAtMs === null ? null : isoInstant(session.stoppedAtMs),
    closed_by: session.closedBy,
    terminate_cause: session.terminateCause,
    interim_interval_s: session.interimIntervalS,
    session_time_s: session.sessionTimeS.toString(),
    upload_bytes: session.uploadBytes.toString(),
    download_bytes: session.downloadBytes.toString(),
    upload_packets: session.uploadPackets.toString(),
    download_packets: session.downloadPackets.toString(),
    final_counters_missing: session.finalCountersMissing,
  };
}

function isoInstant(ms: number): string {
  return new Date(ms).toISOString();
}
