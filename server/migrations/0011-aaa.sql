-- The authentication log: every reject (repeated ones coalesced with a count), accepts up to a bound. A
-- row of outcome 'not_kept' says how many accepts were only counted.
create schema aaa;
grant usage on schema aaa to trunkline_api, trunkline_radius, trunkline_worker, trunkline_backup;

create table aaa.auth_log (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  at timestamptz not null,
  nas_id uuid not null,
  subscriber_id uuid,
  username text not null,
  calling_station_id text,
  nas_port_id text,
  method text,
  outcome text not null check (outcome in ('accepted', 'rejected', 'not_kept')),
  -- A code of the aaa module's catalogue; null for an accept.
  reason text,
  detail jsonb,
  count integer not null default 1 check (count >= 1),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id, at)
) partition by range (at);
create index auth_log_recent on aaa.auth_log (tenant_id, at desc, id desc);
create index auth_log_subscriber on aaa.auth_log (tenant_id, subscriber_id, at desc);
create index auth_log_username on aaa.auth_log (tenant_id, username, at desc);
insert into platform.partitioned (parent, step) values ('aaa.auth_log', 'day');

call platform.protect('aaa.auth_log');
create policy all_tenants on aaa.auth_log for insert to trunkline_radius with check (true);
grant select on aaa.auth_log to trunkline_api, trunkline_worker;
grant insert on aaa.auth_log to trunkline_radius;
