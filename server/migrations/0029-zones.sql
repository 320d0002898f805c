-- Zones: destinations with a speed of their own or free of quota, such as a CDN inside the network. A plan version says
-- what a zone means for who bought it; routers get the prefixes as address lists.
create schema zones;
grant usage on schema zones to trunkline_api, trunkline_worker, trunkline_backup;

create table zones.zone (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- What routers call it: the end of the names of lists, marks and queues, which never change.
  key text not null check (key ~ '^[a-z0-9-]{1,20}$'),
  description text check (length(description) <= 500),
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
create unique index zone_name on zones.zone (tenant_id, lower(name));

create table zones.prefix (
  tenant_id uuid not null,
  zone_id uuid not null,
  prefix cidr not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, zone_id, prefix),
  foreign key (tenant_id, zone_id) references zones.zone (tenant_id, id) on delete cascade
);
-- A packet belongs to one zone: which one would be a matter of the order of rules in a router.
alter table zones.prefix add constraint prefix_of_one_zone
  exclude using gist (tenant_id with =, prefix inet_ops with &&);

call platform.protect('zones.zone');
call platform.protect('zones.prefix');
create policy all_tenants_worker on zones.zone for select to trunkline_worker using (true);
create policy all_tenants_worker on zones.prefix for select to trunkline_worker using (true);
call platform.feed('zones.zone', 'platform.record_change', 'zone');
grant select, insert, update, delete on zones.zone, zones.prefix to trunkline_api;
grant select on zones.zone, zones.prefix to trunkline_worker;
