import { createHash } from 'node:crypto';
import { uuidv7 } from '@trunkline/kit';
import { nasSecretBinding } from '@trunkline/server/modules/nas/index.ts';
import { servicePasswordBinding } from '@trunkline/server/modules/subscribers/index.ts';
import type { Sealer } from '@trunkline/server/platform/keys/index.ts';
import { sql } from 'kysely';
import { randomToken, type WebInstallation } from './start-installation.ts';
import type { WebSize } from './web-options.ts';

export const radiusSecret = 'bench-shared-secret';

/** As many tokens as eight people need not to meet the limit of one. */
const staffSessions = 48;
const batchRows = 2_000;

export interface FilledTenant {
  readonly tenantId: string;
  readonly tokens: readonly string[];
}

/** The tenant, somebody of its staff with every permission to read, its routers and plans. */
export async function fillTenant({ owner, keys }: WebInstallation, size: WebSize): Promise<FilledTenant> {
  const tenantId = uuidv7();
  const code = `bench-${size.name}`;
  await sql`insert into tenancy.tenant (id, code, name, currency, time_zone)
    values (${tenantId}, ${code}, ${code}, 'IDR', 'Asia/Jakarta')`.execute(owner.kysely);
  const tokens = await addStaff(owner, tenantId);
  await addNas(owner, { tenantId, count: size.nas, sealer: keys.sealer, net: size.name });
  await sql`insert into plans.plan (tenant_id, id, name, payment, service, status)
    select ${tenantId}, uuidv7(), 'Home ' || (n * 10), 'prepaid', 'pppoe', case when n = 12 then 'retired' else 'on_sale' end
    from generate_series(1, 12) n`.execute(owner.kysely);
  await sql`insert into plans.plan_version (tenant_id, id, plan_id, number, download_bps, upload_bps, max_sessions,
      interim_interval_s, validity_count, validity_unit, price_minor, currency)
    select tenant_id, uuidv7(), id, 1, substring(name from 6)::bigint * 1000000, substring(name from 6)::bigint * 200000,
      20, 300, 1, 'month', substring(name from 6)::bigint * 1000000, 'IDR'
    from plans.plan where tenant_id = ${tenantId}`.execute(owner.kysely);
  return { tenantId, tokens };
}

async function addStaff({ kysely }: WebInstallation['owner'], tenantId: string): Promise<string[]> {
  const [roleId, personId] = [uuidv7(), uuidv7()];
  const tokens = Array.from({ length: staffSessions }, randomToken);
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest('hex'));
  await sql`insert into staff.role (tenant_id, id, name, permissions, is_owner)
    values (${tenantId}, ${roleId}, 'Support', array['subscribers.read', 'sessions.read', 'nas.read', 'aaa.read', 'audit.read',
      'plans.read', 'subscriptions.read', 'enforcement.read', 'enforcement.disconnect', 'dashboard.read'], false)`.execute(
    kysely,
  );
  await sql`insert into staff.person (id, email, name, password_hash)
    values (${personId}, ${`${personId}@example.org`}, 'Support', 'none')`.execute(kysely);
  await sql`insert into staff.membership (tenant_id, person_id, role_id)
    values (${tenantId}, ${personId}, ${roleId})`.execute(kysely);
  await sql`insert into staff.session (tenant_id, id, token_hash, person_id, created_at, expires_at)
    select ${tenantId}, uuidv7(), decode(hash, 'hex'), ${personId}, now(), now() + interval '1 day'
    from unnest(${hashes}::text[]) hash`.execute(kysely);
  return tokens;
}

async function addNas(
  { kysely }: WebInstallation['owner'],
  { tenantId, count, sealer, net }: { tenantId: string; count: number; sealer: Sealer; net: WebSize['name'] },
): Promise<void> {
  const octet = { quick: 1, usual: 2, large: 3 }[net];
  for (let number = 1; number <= count; number += 1) {
    const id = uuidv7();
    const sealed = sealer.seal(Buffer.from(radiusSecret), nasSecretBinding({ tenantId, id }));
    const area = areas[number % areas.length]!;
    // The first is the one that logins come from.
    const prefix = number === 1 ? '127.0.0.1' : `10.250.${octet}.${number}`;
    await sql`insert into nas.nas (tenant_id, id, name, prefix, secret_sealed, vendor, coa_port)
      values (${tenantId}, ${id}, ${`POP ${area} ${number}`}, ${prefix}, ${sealed}, 'mikrotik', 3799)`.execute(
      kysely,
    );
    await sql`insert into nas.observation (tenant_id, nas_id, first_packet_at, last_packet_at, identifier, requests)
      values (${tenantId}, ${id}, now() - interval '90 days', now(), ${`pop-${number}`}, 100000)`.execute(
      kysely,
    );
  }
}

const areas = [
  'Kemang',
  'Menteng',
  'Cikini',
  'Senayan',
  'Tebet',
  'Pluit',
  'Kuningan',
  'Grogol',
  'Cawang',
  'Bekasi',
];

/** Subscribers and what they hold, in transactions as short as the product's own. */
export async function fillSubscribers(
  { owner, keys }: WebInstallation,
  { tenantId, count }: { tenantId: string; count: number },
): Promise<void> {
  await sql`create or replace function pg_temp.pick(n bigint, salt integer, choices integer) returns integer
    language sql immutable as $$ select (abs(hashint8(n * 256 + salt)::bigint) % choices)::integer $$`.execute(
    owner.kysely,
  );
  await sql`create temporary table if not exists offered (place integer, plan_id uuid, version_id uuid)`.execute(
    owner.kysely,
  );
  await sql`truncate offered`.execute(owner.kysely);
  await sql`insert into offered select row_number() over (order by p.id) - 1, p.id, v.id
    from plans.plan p join plans.plan_version v on v.tenant_id = p.tenant_id and v.plan_id = p.id
    where p.tenant_id = ${tenantId}`.execute(owner.kysely);
  for (let from = 1; from <= count; from += batchRows) {
    const numbers = Array.from({ length: Math.min(batchRows, count - from + 1) }, (_, index) => from + index);
    const rows = numbers.map((n) => {
      const id = uuidv7();
      const sealed = keys.sealer.seal(Buffer.from(passwordOf(n)), servicePasswordBinding({ tenantId, id }));
      return { n, id, subscription: uuidv7(), sealed: sealed.toString('base64') };
    });
    await addSubscribers(owner, tenantId, rows);
  }
}

export function passwordOf(number: number): string {
  return `pw-${number}-k7q2`;
}

interface NewSubscriber {
  readonly n: number;
  readonly id: string;
  readonly subscription: string;
  readonly sealed: string;
}

/** Names as they are in a town of several peoples; most phones begin alike, as phones do. */
async function addSubscribers(
  { kysely }: WebInstallation['owner'],
  tenantId: string,
  rows: readonly NewSubscriber[],
): Promise<void> {
  await sql`
    with given as materialized (
      select r.*, o.plan_id, o.version_id, pg_temp.pick(n, 1, 100) as fate,
        (array['Budi','Siti','Agus','Dewi','Ahmad','Nur','Rina','Joko','Putri','Andi','Maria','Yusuf','Fatima','Ali','Hassan','Zainab',
          'Jürgen','Siobhán','André','Chloé','محمد','أحمد','فاطمة','علي','Wayan','Made','Ketut','Slamet','Bambang','Ratna'])[1 + pg_temp.pick(n, 2, 30)] as first,
        (array['Santoso','Wijaya','Pratama','Hidayat','Nugroho','Saputra','Lestari','Kusuma','Siregar','Nasution','Simanjuntak','Gunawan',
          'Setiawan','Rahman','Halim','Hakim','O''Brien','Müller','García','الحسن','المحمد','البغدادي','Suryadi','Permana','Maulana','Firmansyah',
          'Susanto','Wibowo','Purnomo','Hartono'])[1 + pg_temp.pick(n, 3, 30)] as last
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (n integer, id uuid, subscription uuid, sealed text)
        join offered o on o.place = least(pg_temp.pick(n, 4, 12), pg_temp.pick(n, 5, 12))
    ), who as (
      insert into subscribers.subscriber (tenant_id, id, username, username_key, password_sealed, full_name, phones, email,
        address, tags, status, macs, mac_binding, framed_ip, closed_at, service_id, service_plan_id, service_expires_at)
      select ${tenantId}, id, 'user' || lpad(n::text, 6, '0'), 'user' || lpad(n::text, 6, '0'), decode(sealed, 'base64'),
        first || ' ' || last, array['+6281' || lpad((n::bigint * 7919 % 1000000000)::text, 9, '0')],
        case when pg_temp.pick(n, 6, 10) < 7 then 'user' || n || '@example.org' end,
        'Jl. ' || (array['Sudirman','Thamrin','Merdeka','Diponegoro','Gatot Subroto','Ahmad Yani','Veteran','Pahlawan'])[1 + pg_temp.pick(n, 7, 8)]
          || ' No. ' || (1 + pg_temp.pick(n, 8, 200)) || ', ' || (array['Jakarta','Bekasi','Depok','Bogor'])[1 + pg_temp.pick(n, 9, 4)],
        case pg_temp.pick(n, 10, 20) when 0 then array['vip'] when 1 then array['business'] when 2 then array['late payer'] else '{}' end,
        case when fate < 6 then 'expired' when fate < 9 then 'suspended' when fate < 11 then 'grace' when fate < 12 then 'new'
          when fate < 13 then 'disabled' when fate < 14 then 'closed' else 'active' end,
        case when n % 3 = 0 then array[('02' || lpad(to_hex(n), 10, '0'))::macaddr] else '{}' end,
        case when n % 3 = 0 then 'fixed' else 'none' end,
        case when n % 50 = 0 then '100.64.0.0'::inet + n end,
        case when fate = 13 then now() end, subscription, plan_id,
        now() + case when fate < 6 then -1 else 1 end * make_interval(hours => 1 + pg_temp.pick(n, 11, 720))
      from given
    )
    insert into subscriptions.subscription (tenant_id, id, subscriber_id, plan_id, plan_version_id, status, assigned_at, starts_at,
      activated_at, expires_at, cancelled_at)
    select ${tenantId}, subscription, id, plan_id, version_id,
      case when fate = 13 then 'cancelled' when fate < 6 then 'expired' else 'active' end,
      now() - interval '60 days', now() - interval '60 days', now() - interval '60 days',
      now() + case when fate < 6 then -1 else 1 end * make_interval(hours => 1 + pg_temp.pick(n, 11, 720)),
      case when fate = 13 then now() end
    from given`.execute(kysely);
}
