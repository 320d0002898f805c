-- How our own commands reach a router: its API, the order in which terms are brought to its sessions, and what was seen.
alter table nas.nas
  add column enforcement_order text[] not null default '{coa,api,disconnect}'
    check (enforcement_order <@ '{coa,api,disconnect}'::text[] and cardinality(enforcement_order) between 1 and 3),
  add column api_address inet,
  add column api_port integer check (api_port between 1 and 65535),
  add column api_uses_tls boolean not null default true,
  -- SHA-256 of the router's certificate; the first one that is met is learned.
  add column api_fingerprint text check (api_fingerprint ~ '^[0-9a-f]{64}$'),
  add column api_username text check (length(api_username) between 1 and 64),
  add column api_password_sealed bytea,
  -- Every 30 s the counters of its sessions are asked for.
  add column syncs_usage boolean not null default true,
  add check (num_nonnulls(api_port, api_username, api_password_sealed) in (0, 3));
alter table nas.nas drop constraint nas_vendor_check;
alter table nas.nas add constraint nas_vendor_check
  check (vendor in ('mikrotik', 'cisco', 'huawei', 'zte', 'juniper', 'wispr', 'chillispot', 'generic'));
create policy operator_worker on nas.nas for update to trunkline_worker using (true) with check (true);
grant update (api_fingerprint, coa_port, recorded_at) on nas.nas to trunkline_worker;

-- What the worker last saw through the API of a router; one row a NAS, written at most every few seconds.
create table nas.router_state (
  tenant_id uuid not null,
  nas_id uuid not null,
  -- Null: it has never answered.
  answered_at timestamptz,
  identity text,
  version text,
  board text,
  uptime_s bigint,
  cpu_percent integer,
  sessions integer,
  pass_ms integer,
  failed_at timestamptz,
  failure text,
  failures_in_a_row integer not null default 0,
  -- Sessions whose counters the router told and we know; those that only one of the two knows.
  matched integer not null default 0,
  unknown_here integer not null default 0,
  unknown_there integer not null default 0,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, nas_id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);
call platform.protect('nas.router_state');
create policy all_tenants_worker on nas.router_state to trunkline_worker using (true) with check (true);
grant select on nas.router_state to trunkline_api;
grant select, insert, update on nas.router_state to trunkline_worker;
