import { uuidv7 } from '@trunkline/kit';
import { nasApiPasswordBinding } from '@trunkline/server/modules/nas/index.ts';
import type { Database } from '@trunkline/server/platform/db/index.ts';
import type { Sealer } from '@trunkline/server/platform/keys/index.ts';
import { sql } from 'kysely';

export interface FillOptions {
  readonly ports: readonly number[];
  readonly sessions: number;
  readonly password: string;
  readonly sealer: Sealer;
  /** Bytes until the alarm of each meter. */
  readonly alarmBytes: number;
}

/** A tenant, a NAS for each router, and for each session its subscriber with a meter. As the administrator. */
export async function fillDatabase(
  { kysely }: Database,
  { ports, sessions, password, sealer, alarmBytes }: FillOptions,
): Promise<void> {
  const tenantId = uuidv7();
  await sql`insert into tenancy.tenant (id, code, name, currency, time_zone)
    values (${tenantId}, 'bench', 'bench', 'IDR', 'Asia/Jakarta')`.execute(kysely);
  const nasIds: string[] = [];
  for (const [place, port] of ports.entries()) {
    const id = uuidv7();
    nasIds.push(id);
    const sealed = sealer.seal(Buffer.from(password), nasApiPasswordBinding({ tenantId, id }));
    await sql`insert into nas.nas (tenant_id, id, name, prefix, secret_sealed, vendor, coa_port, api_address, api_port,
        api_uses_tls, api_username, api_password_sealed)
      values (${tenantId}, ${id}, ${`router ${place}`}, ${`10.250.0.${place + 1}/32`}, ${sealed}, 'mikrotik', 1700,
        '127.0.0.1', ${port}, false, 'trunkline', ${sealed})`.execute(kysely);
  }
  await sql`
    with person as (
      insert into subscribers.subscriber (tenant_id, id, username, username_key, password_sealed)
      select ${tenantId}, uuidv7(), 'user' || n, 'user' || n, '\\x01' from generate_series(0, ${sessions - 1}) n
      returning id, substring(username from 5)::integer as n
    ), metered as (
      insert into quota.meter (tenant_id, subscriber_id, day, week, month, month_alarm_bytes)
      select ${tenantId}, id, (now() at time zone 'Asia/Jakarta')::date,
        (now() at time zone 'Asia/Jakarta')::date - extract(dow from now() at time zone 'Asia/Jakarta')::integer,
        date_trunc('month', now() at time zone 'Asia/Jakarta')::date, ${alarmBytes}
      from person
    )
    insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id, username,
      framed_ip, started_at, last_seen_at, interim_interval_s)
    select ${tenantId}, uuidv7(), (${nasIds}::uuid[])[1 + n % ${ports.length}],
      ('10.250.0.' || (1 + n % ${ports.length}))::inet, '81' || lpad(to_hex(n), 6, '0'), 0, id, 'user' || n,
      '10.16.0.0'::inet + n, now() - interval '2 minutes', now(), 86400
    from person`.execute(kysely);
  await sql`analyze`.execute(kysely);
}
