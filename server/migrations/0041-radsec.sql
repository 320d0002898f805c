-- Routers that are known otherwise than by an address of their own: by a certificate over TLS (RadSec), or by the
-- port of their tenant at which they ask, where several tenants' routers stand behind one address.
alter table nas.nas
  add column transport text not null default 'udp' check (transport in ('udp', 'radsec')),
  -- SHA-256 of the certificate that the router shows.
  add column certificate_fingerprint text check (certificate_fingerprint ~ '^[0-9a-f]{64}$'),
  -- Null: not ours, so that nobody has told.
  add column certificate_expires_at timestamptz,
  add column uses_own_port boolean not null default false,
  add check (transport = 'udp' or not uses_own_port),
  -- A certificate is what its holder is known by, whichever tenant it speaks for.
  add constraint nas_certificate unique (certificate_fingerprint),
  drop constraint nas_prefix,
  drop constraint nas_prefix_of_one_tenant,
  add constraint nas_prefix_of_one_tenant
    exclude using gist (prefix inet_ops with &&, tenant_id with <>) where (transport = 'udp' and not uses_own_port);
create unique index nas_prefix on nas.nas (prefix) where transport = 'udp' and not uses_own_port;
-- At a port of its own a tenant shares addresses with nobody.
create unique index nas_prefix_at_own_port on nas.nas (tenant_id, prefix) where uses_own_port;

-- The ports at which one tenant alone is asked; the operator gives them.
create table nas.own_port (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  service text not null check (service in ('auth', 'acct')),
  port integer not null check (port between 1024 and 65535),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, service),
  constraint own_port_port unique (port)
);
call platform.protect('nas.own_port');
call platform.feed('nas.own_port', 'platform.record_change', 'own_port');
create policy all_tenants on nas.own_port for select to trunkline_radius using (true);
create policy operator_rows on nas.own_port to trunkline_api using (platform.is_operator()) with check (platform.is_operator());
create policy operator_inserts on nas.own_port as restrictive for insert to trunkline_api with check (platform.is_operator());
create policy operator_deletes on nas.own_port as restrictive for delete to trunkline_api using (platform.is_operator());
grant select, insert, delete on nas.own_port to trunkline_api;
grant select on nas.own_port to trunkline_radius;
