import { sql, type RawBuilder } from 'kysely';

/** Subscriptions that a subscriber brings along: those in force and to come always end last. */
const maxSubscriptions = 16;
/** Of one subscriber: those that hold longest, and quota lets no more hold at a time. */
const maxTopUps = 100;
/** Of one subscriber, running and to come. */
const maxBoosts = 8;

/**
 * The JSON of `policy-records.ts`: of a tenant `t`, of a plan version `v`, and the pairs for `json_build_object` of a
 * subscriber `s`. Login and enforcement read the same rows by the same words.
 */
export const policySql = {
  tenant: sql`json_build_object('status', t.status, 'timeZone', t.time_zone, 'settings', coalesce(
      (select json_agg(json_build_object('key', g.key, 'value', g.value)) from settings.setting g where g.tenant_id = t.id), '[]'),
    'speedRules', coalesce((
      select json_agg(json_build_object('id', r.id, 'name', r.name, 'priority', r.priority, 'planIds', r.plan_ids, 'tags', r.tags,
        'windows', r.windows, 'percent', r.percent, 'downloadBps', r.download_bps, 'uploadBps', r.upload_bps,
        'countedPercent', r.counted_percent) order by r.priority desc, r.id)
      from speed.rule r where r.tenant_id = t.id and r.is_enabled), '[]'))`,

  planVersion: sql`json_build_object('planId', v.plan_id, 'downloadBps', v.download_bps, 'uploadBps', v.upload_bps,
    'burstDownloadBps', v.burst_download_bps, 'burstUploadBps', v.burst_upload_bps,
    'burstThresholdDownloadBps', v.burst_threshold_download_bps, 'burstThresholdUploadBps', v.burst_threshold_upload_bps,
    'burstTimeS', v.burst_time_s, 'sessionTimeoutS', v.session_timeout_s, 'idleTimeoutS', v.idle_timeout_s,
    'interimIntervalS', v.interim_interval_s, 'sessionVolumeBytes', v.session_volume_bytes, 'maxSessions', v.max_sessions,
    'pool', v.pool, 'ipv6Pool', v.ipv6_pool, 'delegatedIpv6Pool', v.delegated_ipv6_pool, 'addressList', v.address_list,
    'customAttributes', v.custom_attributes, 'counts', v.counts, 'quotaPeriod', v.quota_period, 'quotaBytes', v.quota_bytes,
    'quotaTimeS', v.quota_time_s, 'quotaAtZero', v.quota_at_zero, 'quotaSlowDownloadBps', v.quota_slow_download_bps,
    'quotaSlowUploadBps', v.quota_slow_upload_bps, 'fairUse', v.fair_use, 'deviceSlots', v.device_slots,
    'service', (select p.service from plans.plan p where p.tenant_id = v.tenant_id and p.id = v.plan_id), 'zoneRules', coalesce((
      select json_agg(json_build_object('zoneId', z.zone_id, 'downloadBps', z.download_bps, 'uploadBps', z.upload_bps,
        'isFree', z.is_free) order by z.zone_id)
      from plans.zone_rule z where z.tenant_id = v.tenant_id and z.plan_version_id = v.id), '[]'))`,

  subscriberPairs: sql`'status', s.status, 'maxSessions', s.max_sessions, 'loginWindows', s.login_windows,
    'framedIp', host(s.framed_ip), 'framedIpv6Prefix', text(s.framed_ipv6_prefix),
    'delegatedIpv6Prefix', text(s.delegated_ipv6_prefix), 'customAttributes', s.custom_attributes, 'tags', to_json(s.tags),
    'subscriptions', coalesce((
      select json_agg(json_build_object('id', b.id, 'planVersionId', b.plan_version_id, 'status', b.status,
        'priority', b.priority, 'assignedAtMs', ${milliseconds(sql`b.assigned_at`)}, 'startsAtMs', ${milliseconds(sql`b.starts_at`)},
        'anchorAtMs', ${milliseconds(sql`coalesce(b.anchor_at, b.starts_at)`)}, 'expiresAtMs', ${milliseconds(sql`b.expires_at`)},
        'sessionVolumeBytes', b.session_volume_bytes, 'quotaBytes', b.quota_bytes))
      from (select * from subscriptions.subscription b
        where b.tenant_id = s.tenant_id and b.subscriber_id = s.id and b.status <> 'cancelled'
        order by b.expires_at desc nulls first limit ${maxSubscriptions}) b), '[]'),
    'usage', (
      select json_build_object('day', m.day, 'dayBytes', m.day_bytes, 'week', m.week, 'weekBytes', m.week_bytes,
        'month', m.month, 'monthBytes', m.month_bytes, 'quotaFromMs', ${milliseconds(sql`m.quota_from`)},
        'quotaBytes', m.quota_bytes, 'quotaTimeS', m.quota_time_s)
      from quota.meter m where m.tenant_id = s.tenant_id and m.subscriber_id = s.id),
    'topUps', coalesce((
      select json_agg(json_build_object('atMs', ${milliseconds(sql`u.at`)}, 'untilMs', ${milliseconds(sql`u.until`)},
        'bytes', u.bytes, 'timeS', u.time_s))
      from (select * from quota.top_up u where u.tenant_id = s.tenant_id and u.subscriber_id = s.id
        order by coalesce(u.until, u.at + interval '400 days') desc limit ${maxTopUps}) u), '[]'),
    'boosts', coalesce((
      select json_agg(json_build_object('id', o.id, 'downloadBps', o.download_bps, 'uploadBps', o.upload_bps,
        'fromMs', ${milliseconds(sql`o.starts_at`)}, 'untilMs', ${milliseconds(sql`o.ends_at`)}))
      from (select * from speed.boost o where o.tenant_id = s.tenant_id and o.subscriber_id = s.id
        order by o.ends_at desc limit ${maxBoosts}) o), '[]')`,
} as const;

function milliseconds(instant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`floor(extract(epoch from ${instant}) * 1000)::bigint`;
}
