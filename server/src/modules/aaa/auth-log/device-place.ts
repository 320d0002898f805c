import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import { loadSettings } from '../../settings/index.ts';
import { parseMac } from '../../subscribers/index.ts';

const dayMs = 86_400_000;

/** Whether a hotspot account has a place for this device now, as the rows tell it. */
export async function hasDevicePlace(
  tx: Tx,
  question: {
    tenantId: string;
    subscriberId: string;
    subscriptionId: string | null;
    mac: string | null;
    nowMs: number;
  },
): Promise<boolean> {
  const { tenantId, subscriberId, subscriptionId, nowMs } = question;
  const mac = question.mac === null ? undefined : parseMac(question.mac);
  if (mac === undefined || subscriptionId === null) return true;
  const settings = await loadSettings(tx, tenantId);
  const seenSince = new Date(nowMs - settings['hotspot.deviceForgetDays'] * dayMs);
  const { rows } = await sql<{ hasPlace: boolean }>`
    select p.service <> 'hotspot' or v.device_slots is null
      or exists (select from hotspot.device d where d.tenant_id = ${tenantId} and d.subscriber_id = ${subscriberId} and d.mac = ${mac}::macaddr)
      or v.device_slots > (select count(*) from hotspot.device d
        where d.tenant_id = ${tenantId} and d.subscriber_id = ${subscriberId} and d.last_seen_at > ${seenSince}) as has_place
    from subscriptions.subscription s
    join plans.plan_version v on v.tenant_id = s.tenant_id and v.id = s.plan_version_id
    join plans.plan p on p.tenant_id = v.tenant_id and p.id = v.plan_id
    where s.tenant_id = ${tenantId} and s.id = ${subscriptionId}`.execute(tx);
  return rows[0]?.hasPlace ?? true;
}
