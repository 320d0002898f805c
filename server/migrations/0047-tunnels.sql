-- Tunnels by which routers without an address of their own reach us: they dial a gateway, and what they get there is the
-- address of the NAS. One subnet of a tenant is one gateway's; an address of it is one tunnel's.
create schema tunnels;
grant usage on schema tunnels to trunkline_api, trunkline_backup;

create table tunnels.gateway (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('wireguard', 'ovpn', 'sstp')),
  -- Where routers dial: a name or an address.
  public_host text not null check (length(public_host) between 1 and 253),
  port integer not null check (port between 1 and 65535),
  subnet cidr not null check (family(subnet) = 4 and masklen(subnet) between 16 and 29),
  -- Where a router reaches this server through the tunnel; null: at the gateway's own address in it.
  server_address inet check (family(server_address) = 4),
  -- Of WireGuard, in base64.
  public_key text,
  -- Of OpenVPN and SSTP, in PEM.
  certificate text,
  certificate_expires_at timestamptz,
  keys_sealed bytea not null,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint gateway_subnet exclude using gist (tenant_id with =, subnet inet_ops with &&),
  check (num_nonnulls(public_key, certificate) = 1)
);
create unique index gateway_name on tunnels.gateway (tenant_id, lower(name));

create table tunnels.tunnel (
  tenant_id uuid not null,
  id uuid not null,
  gateway_id uuid not null,
  nas_id uuid not null,
  address inet not null check (family(address) = 4 and masklen(address) = 32),
  -- By which the gateway knows the router; of WireGuard only a name.
  username text not null check (username ~ '^[a-z0-9-]{1,64}$'),
  public_key text,
  certificate text,
  certificate_expires_at timestamptz,
  keys_sealed bytea not null,
  -- What the NAS goes back to when the tunnel goes.
  prefix_before cidr not null,
  created_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint tunnel_address unique (tenant_id, gateway_id, address),
  constraint tunnel_nas unique (tenant_id, nas_id),
  constraint tunnel_username unique (tenant_id, gateway_id, username),
  foreign key (tenant_id, gateway_id) references tunnels.gateway (tenant_id, id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);

call platform.protect('tunnels.gateway');
call platform.protect('tunnels.tunnel');
grant select, insert, update, delete on tunnels.gateway to trunkline_api;
grant select, insert, delete on tunnels.tunnel to trunkline_api;
-- For a new master key alone: nothing else of a tunnel changes.
grant update (keys_sealed) on tunnels.tunnel to trunkline_api;
