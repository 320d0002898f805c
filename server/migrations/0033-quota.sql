-- What is counted against quota and fair use, and what was added on top.
create schema quota;
grant usage on schema quota to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

-- One row for each subscriber whose plan counts something. The fold adds to it in the transaction that counts the
-- session; each figure belongs to the period that stands beside it. Alarms are the counts at which the policy's answer
-- changes: reaching one is what makes a subscriber due in enforcement. No count passes 2^53 - 1, what JSON holds.
create table quota.meter (
  tenant_id uuid not null,
  subscriber_id uuid not null,
  -- False: the last decision asked for no count, as of a suspended subscriber. It goes on counting without alarms.
  is_in_force boolean not null default true,
  counts text not null default 'both' check (counts in ('both', 'download')),
  -- [{"hours":[minutes of the week],"percent":0}]; null: every byte counts whole.
  counted_hours jsonb,
  -- Civil dates of the tenant's zone: the day, its week's Sunday, its month's first.
  day date not null,
  day_bytes bigint not null default 0 check (day_bytes between 0 and 9007199254740991),
  day_alarm_bytes bigint,
  week date not null,
  week_bytes bigint not null default 0 check (week_bytes between 0 and 9007199254740991),
  week_alarm_bytes bigint,
  month date not null,
  month_bytes bigint not null default 0 check (month_bytes between 0 and 9007199254740991),
  month_alarm_bytes bigint,
  -- Null: the plan has no quota.
  quota_period text check (quota_period in ('daily', 'weekly', 'monthly', 'anniversary', 'one_time')),
  quota_from timestamptz,
  quota_until timestamptz,
  quota_bytes bigint not null default 0 check (quota_bytes between 0 and 9007199254740991),
  quota_time_s bigint not null default 0 check (quota_time_s between 0 and 9007199254740991),
  quota_limit_bytes bigint,
  quota_limit_time_s bigint,
  quota_alarm_bytes bigint,
  quota_alarm_time_s bigint,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, subscriber_id),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id)
) with (fillfactor = 70);
-- Whether a tenant has free hours at all is asked with each batch of the fold.
create index meter_counted_hours on quota.meter (tenant_id) where counted_hours is not null;

create table quota.top_up (
  tenant_id uuid not null,
  id uuid not null,
  subscriber_id uuid not null,
  -- Holds in the quota's period that holds this instant, or until `until` whatever the period.
  at timestamptz not null,
  until timestamptz check (until > at),
  bytes bigint not null default 0 check (bytes between 0 and 9007199254740991),
  time_s bigint not null default 0 check (time_s between 0 and 9007199254740991),
  -- Asked for twice with the same key it is granted once.
  idempotency_key text check (length(idempotency_key) between 8 and 100),
  reason text check (length(reason) <= 500),
  granted_by uuid,
  granted_by_name text not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id),
  check (bytes > 0 or time_s > 0)
);
create index top_up_subscriber on quota.top_up (tenant_id, subscriber_id, id desc);
create unique index top_up_idempotency on quota.top_up (tenant_id, granted_by, idempotency_key)
  where idempotency_key is not null;

-- Bytes of a session to zones that are free, as its router counted them; already taken off the meter.
create table quota.free_traffic (
  tenant_id uuid not null,
  session_id uuid not null,
  zone_id uuid not null,
  subscriber_id uuid not null,
  download_bytes bigint not null default 0 check (download_bytes >= 0),
  upload_bytes bigint not null default 0 check (upload_bytes >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, session_id, zone_id)
);
create index free_traffic_age on quota.free_traffic (recorded_at);

call platform.protect('quota.meter');
call platform.protect('quota.top_up');
call platform.protect('quota.free_traffic');
call platform.feed('quota.top_up', 'platform.record_subscriber_change', 'subscriber');
create policy all_tenants on quota.meter for select to trunkline_radius using (true);
create policy all_tenants_fold on quota.meter to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on quota.meter to trunkline_worker using (true) with check (true);
create policy all_tenants on quota.top_up for select to trunkline_radius, trunkline_worker using (true);
create policy all_tenants_worker on quota.free_traffic to trunkline_worker using (true) with check (true);
grant select, update on quota.meter to trunkline_api, trunkline_worker;
grant insert on quota.meter to trunkline_worker;
grant select, update on quota.meter to trunkline_fold;
grant select on quota.meter, quota.top_up to trunkline_radius;
grant select, insert on quota.top_up to trunkline_api;
grant select on quota.top_up to trunkline_worker;
grant select, insert, update, delete on quota.free_traffic to trunkline_worker;
grant select on quota.free_traffic to trunkline_api;

-- The radius role hears of a meter when it matters to a login: at an alarm, at the end of a session, when the period or
-- the plan changes. Each of these calls this; the meter itself changes with every packet and feeds nothing.
create function quota.announce(tenant_ids uuid[], subscriber_ids uuid[]) returns void
language sql security definer set search_path = platform, pg_temp as $$
  insert into platform.change (tenant_id, kind, id)
  select distinct t.tenant_id, 'subscriber', t.subscriber_id
  from unnest(tenant_ids, subscriber_ids) as t (tenant_id, subscriber_id)
  where platform.tenant() is null or t.tenant_id = platform.tenant()
$$;
revoke all on function quota.announce(uuid[], uuid[]) from public;
grant execute on function quota.announce(uuid[], uuid[]) to trunkline_fold, trunkline_worker, trunkline_api;
