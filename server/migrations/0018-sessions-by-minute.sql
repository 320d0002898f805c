-- What pages show of sessions: traffic and who is online, added up by minute and hour as it happens, and what the
-- lists ask for. The NAS is no foreign key: what a deleted one did stays in the sums.

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
alter table sessions.traffic_minute set (fillfactor = 80);
alter table sessions.traffic_hour set (fillfactor = 60);
alter table sessions.online_hour set (fillfactor = 60);
call platform.protect('sessions.traffic_minute');
call platform.protect('sessions.traffic_hour');
call platform.protect('sessions.online_minute');
call platform.protect('sessions.online_hour');
create policy all_tenants on sessions.traffic_minute to trunkline_fold using (true) with check (true);
create policy all_tenants on sessions.traffic_hour to trunkline_fold using (true) with check (true);
create policy all_tenants on sessions.online_minute to trunkline_worker using (true) with check (true);
create policy all_tenants on sessions.online_hour to trunkline_worker using (true) with check (true);
-- The tick counts for every NAS, those without a session too.
create policy all_tenants_worker on nas.nas for select to trunkline_worker using (true);
grant select, insert, update on sessions.traffic_minute, sessions.traffic_hour to trunkline_fold;
grant select, insert, update on sessions.online_minute, sessions.online_hour to trunkline_worker;
grant select on sessions.traffic_minute, sessions.traffic_hour, sessions.online_minute,
  sessions.online_hour to trunkline_api;
-- The worker's tick forgets what is older than is kept.
grant select, delete on sessions.traffic_minute, sessions.traffic_hour, sessions.online_minute,
  sessions.online_hour to trunkline_worker;

-- The rate between the last two packets that counted; no index holds it, so that an Interim stays in its page.
alter table sessions.session
  add column download_bps bigint check (download_bps >= 0),
  add column upload_bps bigint check (upload_bps >= 0);
alter table sessions.history
  add column download_bps bigint check (download_bps >= 0),
  add column upload_bps bigint check (upload_bps >= 0);

-- The list of who is online: by start, and by the beginning of a name. Ranges in the order of the C collation: under
-- row-level security no other comparison of text reaches an index. Addresses and devices have theirs already, and each
-- further index is written with every Start, and with each Interim that finds no room in its page.
create index session_open_started on sessions.session (tenant_id, started_at, id) where stopped_at is null;
create index session_open_username on sessions.session (tenant_id, username collate "C") where stopped_at is null;

-- Who had this address. An IPv6 address is looked for as each prefix that holds it, by equality.
create index session_ipv6_prefix on sessions.session (tenant_id, framed_ipv6_prefix, started_at desc)
  where framed_ipv6_prefix is not null;
create index session_delegated_prefix on sessions.session (tenant_id, delegated_ipv6_prefix, started_at desc)
  where delegated_ipv6_prefix is not null;
create index history_address on sessions.history (tenant_id, framed_ip, started_at desc) where framed_ip is not null;
create index history_ipv6_prefix on sessions.history (tenant_id, framed_ipv6_prefix, started_at desc)
  where framed_ipv6_prefix is not null;
create index history_delegated_prefix on sessions.history (tenant_id, delegated_ipv6_prefix, started_at desc)
  where delegated_ipv6_prefix is not null;
