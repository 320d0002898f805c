import { rejectReasonCodes } from '@trunkline/server/modules/aaa/login/reject-reasons.ts';
import { sql } from 'kysely';
import type { WebInstallation } from './start-installation.ts';
import type { WebSize } from './web-options.ts';

const logDays = 14;
const keptMinuteDays = 8;
const auditRows = 30_000;
/** Six of them, the first the most frequent. */
const reasons = rejectReasonCodes.slice(0, 6);

/** The authentication log of two weeks, the roll-ups that dashboards draw, and what staff did. */
export async function fillLogs(
  { admin, owner }: WebInstallation,
  { tenantId, size }: { tenantId: string; size: WebSize },
): Promise<void> {
  for (let day = -1; day <= logDays; day += 1) {
    await sql`select platform.create_partition('aaa.auth_log', now() - make_interval(days => ${day}))`.execute(
      owner.kysely,
    );
  }
  await sql`
    insert into aaa.auth_log (tenant_id, id, at, nas_id, subscriber_id, username, calling_station_id, nas_port_id, method, outcome, reason, count)
    select ${tenantId}, uuidv7(-ago), now() - ago, r.id, w.id, 'user' || lpad((w.n + 1)::text, 6, '0'),
      upper(('02' || lpad(to_hex(w.n + 1), 10, '0'))::macaddr::text), 'ether1', 'chap',
      case when k % 3 = 0 then 'rejected' else 'accepted' end,
      case when k % 3 = 0 then (${reasons}::text[])[1 + least(k / 3 % 6, k / 18 % 6)] end, 1
    from generate_series(0, ${size.logRows - 1}::bigint) k
      join numbered w on w.n = (k * 7919) % ${size.subscribers}
      join router r on r.place = w.n % ${size.nas},
      make_interval(secs => (k * 104729 % ${size.logRows})::double precision / ${size.logRows} * ${logDays * 86_400}) ago`.execute(
    admin.kysely,
  );
  await fillRollUps(admin, tenantId);
  await sql`
    insert into audit.entry (tenant_id, id, at, actor_kind, actor_name, action, subject_kind, subject_id, subject_name, before, after)
    select ${tenantId}, uuidv7(-ago), now() - ago, 'staff', 'Support', 'subscribers.changed', 'subscriber', w.id,
      'user' || lpad((w.n + 1)::text, 6, '0'), '{"fullName":"Before"}', '{"fullName":"After"}'
    from generate_series(0, ${auditRows - 1}) k join numbered w on w.n = (k * 7919::bigint) % ${size.subscribers},
      make_interval(mins => k) ago`.execute(admin.kysely);
}

/** By minute for as long as minutes are kept, by hour for a quarter. */
async function fillRollUps({ kysely }: WebInstallation['admin'], tenantId: string): Promise<void> {
  const spans = [
    { step: 'minute', steps: keptMinuteDays * 1_440 },
    { step: 'hour', steps: 90 * 24 },
  ] as const;
  for (const { step, steps } of spans) {
    const table = (name: string) => sql.table(`${name}_${step}`);
    const column = sql.ref(step);
    const times = sql`(select date_trunc(${step}, now()) - k * make_interval(mins => ${step === 'minute' ? 1 : 60}) as at, k
      from generate_series(0, ${steps - 1}) k) t`;
    await sql`insert into ${table('aaa.login')} (tenant_id, ${column}, nas_id, reason, count)
      select ${tenantId}, t.at, r.id, reason, 1 + (t.k + r.place) % 9 from ${times}, router r,
        unnest(${['', ...reasons.slice(0, 3)]}::text[]) reason where reason = '' or (t.k + r.place) % 3 = 0 on conflict do nothing`.execute(
      kysely,
    );
    await sql`insert into ${table('sessions.traffic')} (tenant_id, ${column}, nas_id, download_bytes, upload_bytes)
      select ${tenantId}, t.at, r.id, 500000000 + (t.k * 7919 % 1000) * 1000000::bigint, 60000000 + (t.k * 997 % 1000) * 100000::bigint
      from ${times}, router r on conflict do nothing`.execute(kysely);
    await sql`insert into ${table('sessions.online')} (tenant_id, ${column}, nas_id, sessions)
      select ${tenantId}, t.at, r.id, 900 + (t.k % 200) from ${times}, router r on conflict do nothing`.execute(
      kysely,
    );
  }
}
