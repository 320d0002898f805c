-- What dashboards draw, added up as it happens: pages never count sessions or logins. A minute for the last
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

-- Bytes by the event time of the accounting packet that told them; exact, written with the usage.
create table sessions.traffic_minute (
  tenant_id uuid not null references tenancy.tenant (id),
  minute timestamptz not null,
  nas_id uuid not null,
  download_bytes bigint not null check (download_bytes >= 0),
  upload_bytes bigint not null check (upload_bytes >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, minute, nas_id)
);
create table sessions.traffic_hour (
  tenant_id uuid not null references tenancy.tenant (id),
  hour timestamptz not null,
  nas_id uuid not null,
  download_bytes bigint not null check (download_bytes >= 0),
  upload_bytes bigint not null check (upload_bytes >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, hour, nas_id)
);

-- Sessions open at the turn of the minute; of the hour the most that any of its minutes had.
create table sessions.online_minute (
  tenant_id uuid not null references tenancy.tenant (id),
  minute timestamptz not null,
  nas_id uuid not null,
  sessions integer not null check (sessions >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, minute, nas_id)
);
create table sessions.online_hour (
  tenant_id uuid not null references tenancy.tenant (id),
  hour timestamptz not null,
  nas_id uuid not null,
  sessions integer not null check (sessions >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, hour, nas_id)
);

-- The row of the running minute and hour changes with each batch: with room in its page it stays there.
alter table aaa.login_minute set (fillfactor = 80);
alter table aaa.login_hour set (fillfactor = 60);
alter table sessions.traffic_minute set (fillfactor = 80);
alter table sessions.traffic_hour set (fillfactor = 60);
alter table sessions.online_hour set (fillfactor = 60);

call platform.protect('aaa.login_minute');
call platform.protect('aaa.login_hour');
call platform.protect('sessions.traffic_minute');
call platform.protect('sessions.traffic_hour');
call platform.protect('sessions.online_minute');
call platform.protect('sessions.online_hour');

create policy all_tenants on aaa.login_minute to trunkline_radius using (true) with check (true);
create policy all_tenants on aaa.login_hour to trunkline_radius using (true) with check (true);
create policy all_tenants on sessions.traffic_minute to trunkline_fold using (true) with check (true);
create policy all_tenants on sessions.traffic_hour to trunkline_fold using (true) with check (true);
create policy all_tenants on sessions.online_minute to trunkline_worker using (true) with check (true);
create policy all_tenants on sessions.online_hour to trunkline_worker using (true) with check (true);
-- The tick counts for every NAS, those without a session too.
create policy all_tenants_worker on nas.nas for select to trunkline_worker using (true);

grant select, insert, update on aaa.login_minute, aaa.login_hour to trunkline_radius;
grant select, insert, update on sessions.traffic_minute, sessions.traffic_hour to trunkline_fold;
grant select, insert, update on sessions.online_minute, sessions.online_hour to trunkline_worker;
grant select on aaa.login_minute, aaa.login_hour, sessions.traffic_minute, sessions.traffic_hour,
  sessions.online_minute, sessions.online_hour to trunkline_api;
-- The worker's tick forgets what is older than is kept.
grant select, delete on aaa.login_minute, aaa.login_hour, sessions.traffic_minute,
  sessions.traffic_hour, sessions.online_minute, sessions.online_hour to trunkline_worker;
