-- What is sold. Terms live in versions, which never change: an edit makes a new version and leaves what
-- is already sold on the old one unless asked.
create schema plans;
grant usage on schema plans to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table plans.plan (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  description text,
  payment text not null check (payment in ('prepaid', 'postpaid')),
  service text not null check (service in ('pppoe', 'hotspot', 'ipoe', 'static', 'any')),
  status text not null check (status in ('draft', 'on_sale', 'retired')),
  is_default boolean not null default false,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index plan_name on plans.plan (tenant_id, lower(name));
create unique index plan_default on plans.plan (tenant_id) where is_default;

create table plans.plan_version (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number integer not null check (number >= 1),
  download_bps bigint not null check (download_bps > 0),
  upload_bps bigint not null check (upload_bps > 0),
  -- Burst is all or nothing: rate, threshold and time in both directions.
  burst_download_bps bigint check (burst_download_bps > 0),
  burst_upload_bps bigint check (burst_upload_bps > 0),
  burst_threshold_download_bps bigint check (burst_threshold_download_bps > 0),
  burst_threshold_upload_bps bigint check (burst_threshold_upload_bps > 0),
  burst_time_s integer check (burst_time_s between 1 and 3600),
  session_timeout_s integer check (session_timeout_s between 60 and 31536000),
  idle_timeout_s integer check (idle_timeout_s between 30 and 86400),
  interim_interval_s integer check (interim_interval_s between 60 and 86400),
  -- Upload and download of one session together; the router ends the session there.
  session_volume_bytes bigint check (session_volume_bytes > 0),
  max_sessions integer not null check (max_sessions between 1 and 1000),
  pool text check (length(pool) between 1 and 253),
  ipv6_pool text check (length(ipv6_pool) between 1 and 253),
  delegated_ipv6_pool text check (length(delegated_ipv6_pool) between 1 and 253),
  address_list text check (length(address_list) between 1 and 246),
  custom_attributes jsonb not null default '[]',
  -- Null: no end.
  validity_count integer check (validity_count between 1 and 3650),
  validity_unit text check (validity_unit in ('hour', 'day', 'month')),
  price_minor bigint not null check (price_minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, number),
  unique (tenant_id, plan_id, id),
  foreign key (tenant_id, plan_id) references plans.plan (tenant_id, id) on delete cascade,
  check (num_nonnulls(burst_download_bps, burst_upload_bps, burst_threshold_download_bps, burst_threshold_upload_bps, burst_time_s) in (0, 5)),
  check ((validity_count is null) = (validity_unit is null))
);

call platform.protect('plans.plan');
call platform.protect('plans.plan_version');
call platform.feed('plans.plan_version', 'platform.record_change', 'plan_version');
create policy all_tenants on plans.plan_version for select to trunkline_radius using (true);
grant select, insert, update, delete on plans.plan to trunkline_api;
-- No update: a version is what was sold.
grant select, insert on plans.plan_version to trunkline_api;
grant select on plans.plan, plans.plan_version to trunkline_worker;
grant select on plans.plan_version to trunkline_radius;
-- How often a session reports is what decides when it is stale.
create policy all_tenants_fold on plans.plan_version for select to trunkline_fold using (true);
grant select (tenant_id, id, interim_interval_s) on plans.plan_version to trunkline_fold;
