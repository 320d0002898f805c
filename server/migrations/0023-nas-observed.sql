-- What staff see of a NAS beyond its totals: where it was last heard from, which of its packets came or got
-- no answer in which minute; and, for the operator alone, who else sends packets.
alter table nas.observation add column last_address inet;

-- `kind`: accounting, or for what reason a packet got no answer (logins are counted in aaa.login_minute).
-- A minute is that of the last packet before the radius role wrote, a few seconds apart: while the
-- database is away the packets of the outage are counted in its last minute.
create table nas.packet_minute (
  tenant_id uuid not null,
  nas_id uuid not null,
  minute timestamptz not null,
  kind text not null,
  count bigint not null check (count > 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, nas_id, minute, kind),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);
create index packet_minute_age on nas.packet_minute (minute);
call platform.protect('nas.packet_minute');
create policy all_tenants on nas.packet_minute to trunkline_radius using (true) with check (true);
create policy all_tenants_worker on nas.packet_minute to trunkline_worker using (true);
grant select on nas.packet_minute to trunkline_api;
grant select, insert, update on nas.packet_minute to trunkline_radius;
grant select, delete on nas.packet_minute to trunkline_worker;

-- Addresses that are no NAS of anybody. Whose routers they are nobody knows yet, so no tenant sees them.
create table nas.unknown_source (
  address inet primary key,
  first_at timestamptz not null,
  last_at timestamptz not null,
  count bigint not null check (count > 0),
  recorded_at timestamptz not null default now()
);
alter table nas.unknown_source enable row level security;
alter table nas.unknown_source force row level security;
create policy owner_rows on nas.unknown_source to trunkline_owner using (true) with check (true);
create policy all_rows on nas.unknown_source to trunkline_radius, trunkline_worker using (true) with check (true);
create policy operator_rows on nas.unknown_source for select to trunkline_api using (platform.is_operator());
grant select on nas.unknown_source to trunkline_api, trunkline_backup;
grant select, insert, update on nas.unknown_source to trunkline_radius;
grant select, delete on nas.unknown_source to trunkline_worker;
