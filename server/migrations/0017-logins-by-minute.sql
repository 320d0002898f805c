-- Logins as dashboards draw them, added up as it happens: no page counts the log. A minute for the last
-- eight days, an hour for a year; both are written by whoever knows, in one go, so that neither waits for the
-- other. The NAS is no foreign key: what a deleted one did stays in the sums.
create table aaa.login_minute (
  tenant_id uuid not null references tenancy.tenant (id),
  minute timestamptz not null,
  nas_id uuid not null,
  -- A code of the aaa module's catalogue; empty: accepted.
  reason text not null,
  count bigint not null check (count >= 1),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, minute, nas_id, reason)
);
create table aaa.login_hour (
  tenant_id uuid not null references tenancy.tenant (id),
  hour timestamptz not null,
  nas_id uuid not null,
  reason text not null,
  count bigint not null check (count >= 1),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, hour, nas_id, reason)
);

-- The row of the running minute and hour changes with each batch: with room in its page it stays there.
alter table aaa.login_minute set (fillfactor = 80);
alter table aaa.login_hour set (fillfactor = 60);
call platform.protect('aaa.login_minute');
call platform.protect('aaa.login_hour');
create policy all_tenants on aaa.login_minute to trunkline_radius using (true) with check (true);
create policy all_tenants on aaa.login_hour to trunkline_radius using (true) with check (true);
grant select, insert, update on aaa.login_minute, aaa.login_hour to trunkline_radius;
grant select on aaa.login_minute, aaa.login_hour to trunkline_api;
-- The worker's tick forgets what is older than is kept.
grant select, delete on aaa.login_minute, aaa.login_hour to trunkline_worker;

-- The authentication log by what is clicked on: a reason, a NAS, a device.
create index auth_log_reason on aaa.auth_log (tenant_id, reason, at desc, id desc) where reason is not null;
create index auth_log_nas on aaa.auth_log (tenant_id, nas_id, at desc, id desc);
create index auth_log_station on aaa.auth_log (tenant_id, calling_station_id, at desc)
  where calling_station_id is not null;
