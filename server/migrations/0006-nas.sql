-- Routers and other access servers. A NAS belongs to one tenant; source prefixes are unique across the
-- installation, because a packet finds its tenant by its source address. Within a tenant the longest prefix
-- wins; the prefixes of two tenants never overlap, or one could take the other's packets.
create extension if not exists btree_gist with schema public;
create schema nas;
grant usage on schema nas to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table nas.nas (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  description text,
  prefix cidr not null,
  secret_sealed bytea not null,
  vendor text not null check (vendor in ('mikrotik', 'wispr', 'chillispot', 'generic')),
  message_authenticator text not null default 'observe' check (message_authenticator in ('observe', 'require', 'off')),
  coa_port integer not null check (coa_port between 1 and 65535),
  interim_interval_s integer check (interim_interval_s between 60 and 86400),
  -- Some devices report octets from the subscriber's side.
  swaps_octets boolean not null default false,
  -- Some devices wrap their 32-bit counters and send no Gigawords.
  wraps_without_gigawords boolean not null default false,
  is_enabled boolean not null default true,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint nas_prefix unique (prefix),
  constraint nas_prefix_of_one_tenant exclude using gist (prefix inet_ops with &&, tenant_id with <>)
);
create unique index nas_name on nas.nas (tenant_id, lower(name));
call platform.protect('nas.nas');
call platform.feed('nas.nas', 'platform.record_change', 'nas');
create policy all_tenants on nas.nas for select to trunkline_radius, trunkline_fold using (true);
grant select, insert, update, delete on nas.nas to trunkline_api;
grant select on nas.nas to trunkline_radius, trunkline_fold, trunkline_worker;

-- What the radius role has seen of a NAS; written every few seconds, only for those that sent something.
create table nas.observation (
  tenant_id uuid not null,
  nas_id uuid not null,
  first_packet_at timestamptz not null,
  last_packet_at timestamptz not null,
  identifier text,
  requests bigint not null default 0,
  -- Access-Requests in a row that carried a valid Message-Authenticator; 0 after one that did not.
  message_authenticator_run bigint not null default 0,
  discards jsonb not null default '{}',
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, nas_id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);
call platform.protect('nas.observation');
create policy all_tenants on nas.observation to trunkline_radius using (true) with check (true);
grant select on nas.observation to trunkline_api, trunkline_worker;
grant select, insert, update on nas.observation to trunkline_radius;
