-- What is left of quotas, as external tools and other RADIUS servers read it.
create schema radius;
grant usage on schema radius to trunkline_api, trunkline_worker, trunkline_backup;

-- The row-level security of the tables behind it holds for whoever reads. quota_type: DAILY, WEEKLY, MONTHLY,
-- ANNIVERSARY or ONE_TIME; quota_bytes: with what was added; null: the quota is of time alone.
create view radius.radquota with (security_invoker = true) as
select s.username, upper(m.quota_period) as quota_type,
  m.quota_from as period_start, m.quota_until as period_end,
  m.quota_limit_bytes as quota_bytes, m.quota_bytes as used_bytes,
  m.tenant_id, m.subscriber_id
from quota.meter m
join subscribers.subscriber s on s.tenant_id = m.tenant_id and s.id = m.subscriber_id
where m.quota_from is not null and m.is_in_force;
grant select on radius.radquota to trunkline_api, trunkline_worker, trunkline_backup;
