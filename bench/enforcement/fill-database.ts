import { uuidv7 } from '@trunkline/kit';
import { nasApiPasswordBinding, nasSecretBinding } from '@trunkline/server/modules/nas/index.ts';
import { termsDigest } from '@trunkline/server/modules/policy/index.ts';
import type { Database } from '@trunkline/server/platform/db/index.ts';
import type { Sealer } from '@trunkline/server/platform/keys/index.ts';
import { sql } from 'kysely';
import { PlayedRouter } from '../../server/test/enforcement/played-router.ts';
import { nasSecret } from '../../server/test/accounting/accounting-world.ts';
import { groups, routerAddress, routersPerGroup, sessionOf, sessionsPerGroup } from './played-world.ts';

export interface BenchNas {
  readonly tenantId: string;
  readonly nasId: string;
  readonly nasAddress: string;
}

const full = { downloadBps: 20_000_000, uploadBps: 5_000_000 };
/** Of a day, from which the slower speed holds. */
export const thresholdBytes = 10_000_000_000;

/** A tenant, its routers, and subscribers online at them on a plan with one tier a day. As the administrator. */
export async function fillDatabase(
  { kysely }: Database,
  { ports, sealer }: { ports: readonly { coaPort: number; apiPort: number }[]; sealer: Sealer },
): Promise<BenchNas[]> {
  const [tenantId, planId, versionId] = [uuidv7(), uuidv7(), uuidv7()];
  await sql`insert into tenancy.tenant (id, code, name, currency, time_zone)
    values (${tenantId}, 'bench', 'bench', 'IDR', 'UTC')`.execute(kysely);
  const nas: BenchNas[] = [];
  for (const [place, { coaPort, apiPort }] of ports.entries()) {
    nas.push(await insertNas(kysely, { tenantId, place, coaPort, apiPort, sealer }));
  }
  const fairUse = [{ period: 'day', thresholdBytes, downloadBps: 2_000_000, uploadBps: 1_000_000 }];
  await sql`insert into plans.plan (tenant_id, id, name, payment, service, status)
    values (${tenantId}, ${planId}, 'tiered', 'prepaid', 'any', 'on_sale')`.execute(kysely);
  await sql`insert into plans.plan_version (tenant_id, id, plan_id, number, download_bps, upload_bps, max_sessions,
      price_minor, currency, fair_use)
    values (${tenantId}, ${versionId}, ${planId}, 1, ${full.downloadBps}, ${full.uploadBps}, 1, 0, 'IDR',
      ${JSON.stringify(fairUse)}::jsonb)`.execute(kysely);
  await insertSessions(kysely, { tenantId, planId, versionId, nas });
  await sql`analyze`.execute(kysely);
  return nas;
}

async function insertNas(
  kysely: Database['kysely'],
  of: { tenantId: string; place: number; coaPort: number; apiPort: number; sealer: Sealer },
): Promise<BenchNas> {
  const { tenantId, place, coaPort, apiPort, sealer } = of;
  const nasId = uuidv7();
  const group = groups[Math.floor(place / routersPerGroup)]!;
  const { name, password } = PlayedRouter.login;
  const secret = sealer.seal(Buffer.from(nasSecret), nasSecretBinding({ tenantId, id: nasId }));
  const sealed = sealer.seal(Buffer.from(password), nasApiPasswordBinding({ tenantId, id: nasId }));
  await sql`insert into nas.nas (tenant_id, id, name, prefix, secret_sealed, vendor, coa_port, enforcement_order, api_port,
      api_uses_tls, api_username, api_password_sealed)
    values (${tenantId}, ${nasId}, ${`router ${place}`}, ${`${routerAddress(place)}/32`}, ${secret}, 'mikrotik',
      ${coaPort}, ${[...group.order]}::text[], ${group.hasApi ? apiPort : null}, false, ${group.hasApi ? name : null},
      ${group.hasApi ? sealed : null})`.execute(kysely);
  return { tenantId, nasId, nasAddress: routerAddress(place) };
}

async function insertSessions(
  kysely: Database['kysely'],
  of: { tenantId: string; planId: string; versionId: string; nas: readonly BenchNas[] },
): Promise<void> {
  const { tenantId, planId, versionId, nas } = of;
  const digest = termsDigest({ access: 'full', burst: null, addressList: null, pool: null });
  const rows = Array.from({ length: groups.length * sessionsPerGroup }, (_, n) => {
    const { router, username, acctSessionId, framedIp } = sessionOf(n);
    const { nasId, nasAddress } = nas[router]!;
    const [subscriber, subscription, session] = [uuidv7(), uuidv7(), uuidv7()];
    return { subscriber, subscription, session, username, acctSessionId, framedIp, nasId, nasAddress };
  });
  await sql`
    with r as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as r (subscriber uuid, subscription uuid, session uuid,
        username text, "acctSessionId" text, "framedIp" inet, "nasId" uuid, "nasAddress" inet)
    ), person as (
      insert into subscribers.subscriber (tenant_id, id, username, username_key, password_sealed)
      select ${tenantId}, subscriber, username, username, '\\x01' from r
    ), sold as (
      insert into subscriptions.subscription (tenant_id, id, subscriber_id, plan_id, plan_version_id, status, assigned_at,
        starts_at, activated_at)
      select ${tenantId}, subscription, subscriber, ${planId}, ${versionId}, 'active', now() - interval '1 hour',
        now() - interval '1 hour', now() - interval '1 hour' from r
    )
    insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
      subscription_id, username, framed_ip, started_at, last_seen_at, interim_interval_s, granted_download_bps,
      granted_upload_bps, granted_digest)
    select ${tenantId}, session, "nasId", "nasAddress", "acctSessionId", 0, subscriber, subscription, username, "framedIp",
      now() - interval '10 minutes', now(), 300, ${full.downloadBps}, ${full.uploadBps}, ${digest}
    from r`.execute(kysely);
}
