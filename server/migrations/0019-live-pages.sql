-- What the pages of sessions and logins ask for, and the events that open pages are told.

-- The rate between the last two packets that counted; no index holds it, so that an Interim stays in its page.
alter table sessions.session
  add column download_bps bigint check (download_bps >= 0),
  add column upload_bps bigint check (upload_bps >= 0);
alter table sessions.history
  add column download_bps bigint check (download_bps >= 0),
  add column upload_bps bigint check (upload_bps >= 0);

-- The list of who is online: by start, and by the beginning of a name, an address or a MAC. Ranges in the order
-- of the C collation: under row-level security no other comparison of text reaches an index.
create index session_open_started on sessions.session (tenant_id, started_at, id) where stopped_at is null;
create index session_open_username on sessions.session (tenant_id, username collate "C") where stopped_at is null;
create index session_open_ip on sessions.session (tenant_id, framed_ip) where stopped_at is null;
create index session_open_mac on sessions.session (tenant_id, mac) where stopped_at is null;

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

-- The authentication log by what is clicked on: a reason, a NAS, a device.
create index auth_log_reason on aaa.auth_log (tenant_id, reason, at desc, id desc) where reason is not null;
create index auth_log_nas on aaa.auth_log (tenant_id, nas_id, at desc, id desc);
create index auth_log_station on aaa.auth_log (tenant_id, calling_station_id, at desc)
  where calling_station_id is not null;

-- What open pages are told, kept for minutes. Unlogged: what a crash of the database takes, the pages read anew.
-- One row says what one transaction did in one tenant. Readers take rows with
-- xid < pg_snapshot_xmin(pg_current_snapshot()), as of platform.change.
create schema live;
grant usage on schema live to trunkline_api, trunkline_fold, trunkline_worker, trunkline_backup;
create unlogged table live.event (
  xid xid8 not null default pg_current_xact_id(),
  tenant_id uuid not null references tenancy.tenant (id),
  kind text not null check (kind in ('session')),
  -- A list; null: too many to tell.
  payload jsonb,
  recorded_at timestamptz not null default now()
);
create index event_tenant on live.event (tenant_id, xid);
create index event_age on live.event (recorded_at);
call platform.protect('live.event');
create policy all_tenants on live.event for insert to trunkline_fold with check (true);
create policy all_tenants_worker on live.event to trunkline_worker using (true) with check (true);
grant select on live.event to trunkline_api;
grant insert on live.event to trunkline_fold;
grant select, insert, delete on live.event to trunkline_worker;
