-- Speed by the hour, by plan and by group, free hours, and boosts.
create schema speed;
grant usage on schema speed to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table speed.rule (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  is_enabled boolean not null default true,
  -- Of several that hold at an instant the highest decides, then the one made first.
  priority integer not null default 0 check (priority between -1000 and 1000),
  -- Null: whatever the plan, whoever the subscriber.
  plan_ids uuid[] check (cardinality(plan_ids) between 1 and 200),
  tags text[] check (cardinality(tags) between 1 and 50),
  -- As login hours: [{"days":[1..7],"from":"08:00","to":"22:00"}]; null: always.
  windows jsonb,
  percent integer check (percent between 1 and 10000),
  download_bps bigint check (download_bps > 0),
  upload_bps bigint check (upload_bps > 0),
  -- How much of a byte counts against quota and fair use meanwhile.
  counted_percent integer not null default 100 check (counted_percent between 0 and 100),
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((download_bps is null) = (upload_bps is null)),
  check (num_nonnulls(percent, download_bps) <= 1),
  check (num_nonnulls(percent, download_bps) = 1 or counted_percent < 100)
);
create unique index rule_name on speed.rule (tenant_id, lower(name));

create table speed.boost (
  tenant_id uuid not null,
  id uuid not null,
  subscriber_id uuid not null,
  download_bps bigint not null check (download_bps > 0),
  upload_bps bigint not null check (upload_bps > 0),
  starts_at timestamptz not null,
  -- Exclusive; one that is ended early ends at that instant.
  ends_at timestamptz not null,
  reason text check (length(reason) <= 500),
  granted_by uuid,
  granted_by_name text not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id),
  check (ends_at >= starts_at)
);
create index boost_subscriber on speed.boost (tenant_id, subscriber_id, ends_at desc);

call platform.protect('speed.rule');
call platform.protect('speed.boost');
call platform.feed('speed.rule', 'platform.record_change', 'speed_rule');
call platform.feed('speed.boost', 'platform.record_subscriber_change', 'subscriber');
create policy all_tenants on speed.rule for select to trunkline_radius, trunkline_fold, trunkline_worker using (true);
create policy all_tenants on speed.boost for select to trunkline_radius, trunkline_worker using (true);
grant select, insert, update, delete on speed.rule to trunkline_api;
grant select, insert, update on speed.boost to trunkline_api;
grant select on speed.rule to trunkline_radius, trunkline_fold, trunkline_worker;
grant select on speed.boost to trunkline_radius, trunkline_worker;
