-- What a plan version says of quota, fair use and zones, and whom a new version reaches.
alter table plans.plan_version drop constraint plan_version_validity_unit_check;
alter table plans.plan_version
  add constraint plan_version_validity_unit_check
    check (validity_unit in ('minute', 'hour', 'day', 'week', 'month')),
  -- Whether who renews from an older version gets this one; what is sold anew always does.
  add column takes_renewals boolean not null default true,
  add column counts text not null default 'both' check (counts in ('both', 'download')),
  add column quota_period text check (quota_period in ('daily', 'weekly', 'monthly', 'anniversary', 'one_time')),
  add column quota_bytes bigint check (quota_bytes > 0),
  add column quota_time_s bigint check (quota_time_s > 0),
  add column quota_at_zero text check (quota_at_zero in ('cut', 'slow', 'walled_garden')),
  add column quota_slow_download_bps bigint check (quota_slow_download_bps > 0),
  add column quota_slow_upload_bps bigint check (quota_slow_upload_bps > 0),
  -- [{"period":"day","thresholdBytes":1,"downloadBps":1,"uploadBps":1}], by period, then by threshold.
  add column fair_use jsonb not null default '[]' check (jsonb_typeof(fair_use) = 'array'),
  add check ((quota_period is null) = (quota_at_zero is null)),
  add check (quota_period is null or num_nonnulls(quota_bytes, quota_time_s) > 0),
  add check (quota_period is not null or num_nonnulls(quota_bytes, quota_time_s) = 0),
  add check (num_nonnulls(quota_slow_download_bps, quota_slow_upload_bps)
    = case when quota_at_zero = 'slow' then 2 else 0 end);

create table plans.zone_rule (
  tenant_id uuid not null,
  plan_version_id uuid not null,
  zone_id uuid not null,
  download_bps bigint check (download_bps > 0),
  upload_bps bigint check (upload_bps > 0),
  is_free boolean not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, plan_version_id, zone_id),
  foreign key (tenant_id, plan_version_id) references plans.plan_version (tenant_id, id) on delete cascade,
  foreign key (tenant_id, zone_id) references zones.zone (tenant_id, id),
  check ((download_bps is null) = (upload_bps is null)),
  check (is_free or download_bps is not null)
);
create index zone_rule_zone on plans.zone_rule (tenant_id, zone_id);
call platform.protect('plans.zone_rule');
create policy all_tenants on plans.zone_rule for select to trunkline_radius, trunkline_worker using (true);
-- No update: a version is what was sold.
grant select, insert on plans.zone_rule to trunkline_api;
grant select on plans.zone_rule to trunkline_radius, trunkline_worker;

-- The worker decides for sessions of all tenants.
create policy all_tenants_worker on plans.plan_version for select to trunkline_worker using (true);
create policy all_tenants_worker on plans.plan for select to trunkline_worker using (true);
