-- Sessions as the NAS told them, and what they add up to per subscriber and civil day.
create schema sessions;
grant usage on schema sessions to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

-- Open sessions and those closed less than seven days ago. An epoch is one run of a router's counters
-- under one Acct-Session-Id: a reset or a reused id opens the next. nas_address is the router that reported
-- it: a NAS may be a prefix with several behind it, and RouterOS begins its ids alike on each.
create table sessions.session (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  nas_id uuid not null,
  nas_address inet not null,
  acct_session_id text not null check (length(acct_session_id) <= 253),
  epoch integer not null check (epoch >= 0),
  subscriber_id uuid,
  subscription_id uuid,
  username text not null,
  calling_station_id text,
  called_station_id text,
  mac macaddr,
  nas_port_id text,
  framed_ip inet,
  framed_ipv6_prefix cidr,
  delegated_ipv6_prefix cidr,
  -- Event times: the instant of receipt minus Acct-Delay-Time. started_at may be reckoned from
  -- Acct-Session-Time when the Start was lost.
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  stopped_at timestamptz,
  -- How it ended: by the NAS's Stop, unheard for too long, by Accounting-On/Off, or by a newer session
  -- of the same device or address.
  closed_by text check (closed_by in ('stop', 'stale', 'nas_restart', 'replaced')),
  terminate_cause integer,
  interim_interval_s integer,
  session_time_s bigint not null default 0 check (session_time_s >= 0),
  upload_bytes bigint not null default 0 check (upload_bytes >= 0),
  download_bytes bigint not null default 0 check (download_bytes >= 0),
  upload_packets bigint not null default 0 check (upload_packets >= 0),
  download_packets bigint not null default 0 check (download_packets >= 0),
  final_counters_missing boolean not null default false,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, nas_id, nas_address, acct_session_id, epoch),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id),
  foreign key (tenant_id, subscription_id) references subscriptions.subscription (tenant_id, id),
  check ((stopped_at is null) = (closed_by is null))
);
-- No index holds a counter or last_seen_at: an Interim then changes the row in its own page alone, for
-- which the pages keep room.
alter table sessions.session set (fillfactor = 70);
create index session_open on sessions.session (tenant_id, nas_id, nas_address) where stopped_at is null;
create index session_open_device on sessions.session (tenant_id, nas_id, nas_address, calling_station_id)
  where stopped_at is null;
create index session_open_address on sessions.session (tenant_id, nas_id, nas_address, framed_ip)
  where stopped_at is null;
create index session_subscriber on sessions.session (tenant_id, subscriber_id, started_at desc);
create index session_address on sessions.session (tenant_id, framed_ip, started_at desc) where framed_ip is not null;
create index session_username on sessions.session (tenant_id, username, id);
create index session_mac on sessions.session (tenant_id, mac, id) where mac is not null;
create index session_closed on sessions.session (stopped_at) where stopped_at is not null;

-- The same rows, older; partitioned by month of the end.
create table sessions.history (
  like sessions.session including defaults including constraints,
  primary key (tenant_id, id, stopped_at),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id)
) partition by range (stopped_at);
alter table sessions.history alter column stopped_at set not null;
create index history_subscriber on sessions.history (tenant_id, subscriber_id, started_at desc);
create index history_key on sessions.history (tenant_id, nas_id, nas_address, acct_session_id, epoch);
insert into platform.partitioned (parent, step) values ('sessions.history', 'month');

-- Traffic that arrived for a session which had already moved to the history.
create table sessions.correction (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  session_id uuid not null,
  at timestamptz not null,
  upload_bytes bigint not null check (upload_bytes >= 0),
  download_bytes bigint not null check (download_bytes >= 0),
  session_time_s bigint not null check (session_time_s >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index correction_session on sessions.correction (tenant_id, session_id);

-- The day is the tenant's civil date of the event, stamped at the fold.
create table sessions.usage_day (
  tenant_id uuid not null references tenancy.tenant (id),
  subscriber_id uuid not null,
  day date not null,
  upload_bytes bigint not null default 0 check (upload_bytes >= 0),
  download_bytes bigint not null default 0 check (download_bytes >= 0),
  session_time_s bigint not null default 0 check (session_time_s >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, subscriber_id, day),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id)
);

-- How far each journal has been folded; moved in the same transaction as what was folded.
create table sessions.journal_position (
  journal_id uuid primary key,
  segment bigint not null,
  byte_offset bigint not null,
  records bigint not null default 0,
  -- Everything received before this instant is folded. A session is stale only by this clock: while the
  -- fold lags, nothing was heard of anybody.
  folded_until timestamptz not null,
  recorded_at timestamptz not null default now()
);

call platform.protect('sessions.session');
call platform.protect('sessions.history');
call platform.protect('sessions.correction');
call platform.protect('sessions.usage_day');
create policy all_tenants on sessions.session for select to trunkline_radius using (true);
create policy all_tenants_fold on sessions.session to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on sessions.session to trunkline_worker using (true) with check (true);
create policy all_tenants_fold on sessions.history for select to trunkline_fold using (true);
create policy all_tenants_worker on sessions.history to trunkline_worker using (true) with check (true);
create policy all_tenants_fold on sessions.correction to trunkline_fold using (true) with check (true);
create policy all_tenants_fold on sessions.usage_day to trunkline_fold using (true) with check (true);
grant select on sessions.session, sessions.history, sessions.correction, sessions.usage_day to trunkline_api;
grant select on sessions.session to trunkline_radius;
grant select, insert, update on sessions.session, sessions.usage_day to trunkline_fold;
grant select, insert on sessions.correction to trunkline_fold;
grant select on sessions.history to trunkline_fold;
grant select, insert, update, delete on sessions.session, sessions.history to trunkline_worker;
grant select on sessions.usage_day, sessions.correction to trunkline_worker;
grant select, insert, update on sessions.journal_position to trunkline_fold;
grant select on sessions.journal_position to trunkline_radius, trunkline_api, trunkline_worker;

-- The radius role sees every Stop itself. What it cannot see is a session that was closed without a packet,
-- because nothing was heard of it or its NAS does not know it: the feed says so, and its slot is free again.
create function sessions.record_closed() returns trigger
language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  insert into platform.change (tenant_id, kind, id) values (new.tenant_id, 'closed_session', new.id);
  return null;
end $$;
revoke all on function sessions.record_closed() from public;
create trigger feed_closed after update of closed_by on sessions.session
  for each row when (old.closed_by is null and new.closed_by = 'stale') execute function sessions.record_closed();
