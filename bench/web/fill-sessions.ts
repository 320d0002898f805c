import { sql } from 'kysely';
import type { WebInstallation } from './start-installation.ts';
import type { WebSize } from './web-options.ts';
import { withoutIndexes } from './without-indexes.ts';

/** Rows in one statement: what is held in memory for it stays small. */
const stepRows = 200_000;
const historyMonths = 3;

/**
 * Sessions as they would stand after months of service: open ones of the last day, those of the last week, and the
 * history. The administrator writes them without foreign keys, which would be most of the time.
 */
export async function fillSessions(
  { admin, owner }: WebInstallation,
  { tenantId, size }: { tenantId: string; size: WebSize },
): Promise<void> {
  for (let month = 0; month <= historyMonths; month += 1) {
    await sql`select platform.create_partition('sessions.history', now() - make_interval(months => ${month}))`.execute(
      owner.kysely,
    );
  }
  await sql`create temporary table if not exists numbered (n integer primary key, id uuid, subscription_id uuid)`.execute(
    admin.kysely,
  );
  await sql`create temporary table if not exists router (place integer primary key, id uuid, address inet)`.execute(
    admin.kysely,
  );
  await sql`truncate numbered, router`.execute(admin.kysely);
  await sql`insert into numbered select substring(username from 5)::integer - 1, id, service_id
    from subscribers.subscriber where tenant_id = ${tenantId}`.execute(admin.kysely);
  await sql`insert into router select row_number() over (order by id) - 1, id, host(prefix)::inet
    from nas.nas where tenant_id = ${tenantId}`.execute(admin.kysely);
  await fillOpen(admin, { tenantId, size });
  await withoutIndexes(admin, 'sessions.session', () => fillEnded(admin, { tenantId, size, kind: 'recent' }));
  await withoutIndexes(admin, 'sessions.history', () => fillEnded(admin, { tenantId, size, kind: 'old' }));
  await sql`insert into sessions.usage_day (tenant_id, subscriber_id, day, upload_bytes, download_bytes, session_time_s)
    select ${tenantId}, id, current_date - d, 40000000 + n * 1000::bigint, 900000000 + n * 70000::bigint, 60000
    from numbered, generate_series(0, 29) d`.execute(admin.kysely);
}

/** One for each of the first subscribers; told by their own interval that nothing is missed of them meanwhile. */
async function fillOpen(
  { kysely }: WebInstallation['admin'],
  { tenantId, size }: { tenantId: string; size: WebSize },
): Promise<void> {
  await sql`
    insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id, subscription_id,
      username, calling_station_id, called_station_id, mac, nas_port_id, framed_ip, delegated_ipv6_prefix, started_at, last_seen_at, interim_interval_s,
      session_time_s, upload_bytes, download_bytes, upload_packets, download_packets, download_bps, upload_bps)
    select ${tenantId}, uuidv7(-ago), r.id, r.address, '81' || lpad(to_hex(w.n), 6, '0'), 0, w.id, w.subscription_id,
      'user' || lpad((w.n + 1)::text, 6, '0'), upper(('02' || lpad(to_hex(w.n + 1), 10, '0'))::macaddr::text), 'service1',
      ('02' || lpad(to_hex(w.n + 1), 10, '0'))::macaddr, 'ether' || (1 + w.n % 5), '10.16.0.0'::inet + w.n,
      ('2001:db8:' || to_hex(w.n >> 8) || ':' || to_hex((w.n & 255) << 8) || '::/56')::cidr, now() - ago, now() - make_interval(secs => w.n % 300), 86400,
      extract(epoch from ago)::bigint, 3000000 + w.n::bigint * 997, 80000000 + w.n::bigint * 7919, 10000, 90000,
      (w.n * 7919::bigint) % 20000000, (w.n * 997::bigint) % 3000000
    from numbered w join router r on r.place = w.n % ${size.nas},
      make_interval(secs => 300 + (w.n * 7919::bigint) % 80000) ago
    where w.n < ${size.openSessions}`.execute(kysely);
}

async function fillEnded(
  { kysely }: WebInstallation['admin'],
  { tenantId, size, kind }: { tenantId: string; size: WebSize; kind: 'recent' | 'old' },
): Promise<void> {
  const table = sql.table(kind === 'recent' ? 'sessions.session' : 'sessions.history');
  const [count, fromDay, days] =
    kind === 'recent' ? [size.recentSessions, 0.1, 6] : [size.oldSessions, 7.5, 75];
  for (let from = 0; from < count; from += stepRows) {
    const to = Math.min(count, from + stepRows);
    await sql`
      insert into ${table} (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id, subscription_id,
        username, calling_station_id, mac, nas_port_id, framed_ip, started_at, last_seen_at, stopped_at, closed_by, terminate_cause,
        session_time_s, upload_bytes, download_bytes, upload_packets, download_packets)
      select ${tenantId}, uuidv7(-(ago + lasted)), r.id, r.address, ${kind === 'recent' ? 'a' : 'b'} || lpad(to_hex(k), 7, '0'), 0, w.id, w.subscription_id,
        'user' || lpad((w.n + 1)::text, 6, '0'), upper(('02' || lpad(to_hex(w.n + 1), 10, '0'))::macaddr::text),
        ('02' || lpad(to_hex(w.n + 1), 10, '0'))::macaddr, 'ether' || (1 + w.n % 5), '10.16.0.0'::inet + (k * 31::bigint) % ${size.subscribers},
        now() - ago - lasted, now() - ago, now() - ago, 'stop', 1, extract(epoch from lasted)::bigint,
        2000000 + k * 13, 60000000 + k * 101, 8000, 70000
      from generate_series(${from}::bigint, ${to - 1}::bigint) k
        join numbered w on w.n = (k * 7919) % ${size.subscribers}
        join router r on r.place = w.n % ${size.nas},
        lateral (select make_interval(secs => ${fromDay}::double precision * 86400 + ((k * 104729) % 1000000) / 1000000.0 * ${days}::double precision * 86400) as ago,
          make_interval(secs => 600 + (k * 6007) % 40000) as lasted) t`.execute(kysely);
  }
}
