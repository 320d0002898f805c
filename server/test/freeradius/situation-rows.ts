import { uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { rejectReasons, type RejectReasonCode } from '../../src/modules/aaa/index.ts';
import { beganMs } from './radacct-writer.ts';
import type { Prepared, Situation } from './contract-house.ts';

/** What FreeRADIUS says where it only knows that a check did not match; ours says which. */
export const unsaid = (reason: RejectReasonCode): string =>
  `Reply-Message: ours ${JSON.stringify(rejectReasons[reason].replyMessage)}, theirs "User name or password is wrong"`;

/** Rows say a volume in the words of each vendor among the tenant's routers, and a router leaves out those of others. */
export const chillispotVolume = (octets: number, gigawords: number): string[] => [
  `ChilliSpot-Max-Total-Gigawords: ours nothing, theirs ${gigawords}`,
  `ChilliSpot-Max-Total-Octets: ours nothing, theirs ${octets}`,
];

export const refusedFor = (reason: RejectReasonCode): Pick<Situation, 'expects' | 'says'> => ({
  expects: 'reject',
  says: { 'Reply-Message': JSON.stringify(rejectReasons[reason].replyMessage) },
});
export const gigabyte = 1_000_000_000;
export const mac = 'aa:bb:cc:dd:ee:01';
export const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' };

/** Of the days and of a quota by the month, as the meter has counted. */
export function meter({ tenantId, subscriberId }: Prepared, bytes: number, timeS = 0) {
  return sql`insert into quota.meter (tenant_id, subscriber_id, day, day_bytes, week, week_bytes, month, month_bytes,
      quota_from, quota_bytes, quota_time_s)
    select ${tenantId}, ${subscriberId}, d, ${bytes}, d - extract(dow from d)::integer, ${bytes}, date_trunc('month', d)::date,
      ${bytes}, date_trunc('month', now() at time zone 'UTC') at time zone 'UTC', ${bytes}, ${timeS}
    from (select (now() at time zone 'UTC')::date as d) today`;
}

export function openSession(
  { tenantId, subscriberId, nasIds }: Prepared,
  id: string,
  router: 'mikrotik' | 'cisco',
) {
  const address = router === 'mikrotik' ? '127.81.0.1' : '127.81.0.2';
  return sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
      username, calling_station_id, started_at, last_seen_at)
    values (${tenantId}, ${uuidv7()}, ${nasIds.get(router)!}, ${address}, ${id}, 0, ${subscriberId}, 'x', ${`station ${id}`},
      ${new Date(beganMs)}, now())`;
}

export function rule({ tenantId }: Prepared, tag: string, fields: Record<string, unknown>) {
  const { percent = null, downloadBps = null, uploadBps = null, windows = null } = fields;
  return sql`insert into speed.rule (tenant_id, id, name, tags, percent, download_bps, upload_bps, windows)
    values (${tenantId}, ${uuidv7()}, ${tag}, ${[tag]}, ${percent}, ${downloadBps}, ${uploadBps},
      ${windows === null ? null : JSON.stringify(windows)}::jsonb)`;
}

export const rateOf = (rates: string): Pick<Situation, 'expects' | 'says'> => ({
  expects: 'accept',
  says: { 'Mikrotik-Rate-Limit': JSON.stringify(rates) },
});
