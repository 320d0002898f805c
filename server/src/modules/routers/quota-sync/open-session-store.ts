import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** Open sessions of one router that are looked at; more than any router holds. */
const maxSessions = 50_000;

/** An open session with what its subscriber's meter waits for. */
export interface OpenSession {
  readonly id: string;
  readonly subscriberId: string | null;
  readonly acctSessionId: string;
  /** Which run of RADIUS' counters it is; 0: the first. */
  readonly epoch: number;
  readonly username: string;
  readonly address: string | null;
  readonly startedAtMs: number;
  /** When RADIUS, or a sample, last said something. */
  readonly heardAtMs: number;
  readonly interimIntervalS: number;
  readonly sessionTimeS: number;
  readonly uploadBytes: number;
  readonly downloadBytes: number;
  /** What of these was told by samples alone, beyond the last RADIUS packet. */
  readonly aheadUploadBytes: number;
  readonly aheadDownloadBytes: number;
  readonly counts: 'both' | 'download';
  /** Bytes until the next alarm of the subscriber's meter; null: there is none ahead. */
  readonly alarmLeftBytes: number | null;
}

/** For a session whose NAS, plan and tenant said nothing: the standard of RouterOS and of the settings. */
const standardInterimS = 300;

/** `address`: of a router that shares its NAS with others; undefined: all sessions of the NAS are its. */
export async function readOpenSessions(
  tx: Tx,
  { tenantId, nasId, address }: { tenantId: string; nasId: string; address: string | undefined },
): Promise<OpenSession[]> {
  const ofRouter = address === undefined ? sql`` : sql`and s.nas_address = ${address}::inet`;
  const { rows } = await sql<OpenSession>`
    select s.id, s.subscriber_id as "subscriberId", s.acct_session_id as "acctSessionId", s.epoch, s.username,
      host(s.framed_ip) as address, date_part('epoch', s.started_at) * 1000 as "startedAtMs",
      date_part('epoch', s.last_seen_at) * 1000 as "heardAtMs",
      coalesce(s.interim_interval_s, ${standardInterimS})::integer as "interimIntervalS",
      s.session_time_s::float8 as "sessionTimeS", s.upload_bytes::float8 as "uploadBytes",
      s.download_bytes::float8 as "downloadBytes", s.ahead_upload_bytes::float8 as "aheadUploadBytes",
      s.ahead_download_bytes::float8 as "aheadDownloadBytes", coalesce(m.counts, 'both') as counts,
      least(nullif(greatest(m.day_alarm_bytes - m.day_bytes, 0), 0),
        nullif(greatest(m.week_alarm_bytes - m.week_bytes, 0), 0),
        nullif(greatest(m.month_alarm_bytes - m.month_bytes, 0), 0),
        nullif(greatest(m.quota_alarm_bytes - m.quota_bytes, 0), 0))::float8 as "alarmLeftBytes"
    from sessions.session s
    left join quota.meter m on m.tenant_id = s.tenant_id and m.subscriber_id = s.subscriber_id
    where s.tenant_id = ${tenantId} and s.nas_id = ${nasId} and s.stopped_at is null ${ofRouter}
    limit ${maxSessions}`.execute(tx.withoutPlugins());
  return rows;
}
