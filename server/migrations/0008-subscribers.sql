-- People and places on the network. Closed, never deleted; `closed` frees the user name.
create schema subscribers;
grant usage on schema subscribers to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table subscribers.subscriber (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  username text not null check (length(username) between 1 and 128),
  -- NFC, lower case, trimmed; a MAC address in its one canonical form.
  username_key text not null check (length(username_key) between 1 and 128) collate "C",
  credential text not null default 'password' check (credential in ('password', 'mac')),
  password_sealed bytea,
  portal_password_hash text,
  full_name text check (length(full_name) <= 200),
  phones text[] not null default '{}',
  email text check (length(email) <= 254),
  address text check (length(address) <= 500),
  notes text check (length(notes) <= 5000),
  tags text[] not null default '{}',
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  status text not null default 'new'
    check (status in ('new', 'active', 'grace', 'paused', 'suspended', 'expired', 'disabled', 'closed')),
  mac_binding text not null default 'none' check (mac_binding in ('none', 'learn', 'fixed')),
  macs macaddr[] not null default '{}' check (cardinality(macs) <= 16),
  nas_id uuid,
  max_sessions integer check (max_sessions between 1 and 1000),
  -- [{"days":[1..7],"from":"08:00","to":"22:00"}], ISO weekdays in the tenant's zone; null: at any time.
  login_windows jsonb,
  framed_ip inet check (family(framed_ip) = 4),
  framed_ipv6_prefix cidr check (family(framed_ipv6_prefix) = 6),
  delegated_ipv6_prefix cidr check (family(delegated_ipv6_prefix) = 6),
  custom_attributes jsonb not null default '[]',
  closed_at timestamptz,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id),
  check ((latitude is null) = (longitude is null)),
  check ((status = 'closed') = (closed_at is not null)),
  check (credential = 'mac' or password_sealed is not null)
);
create unique index subscriber_username on subscribers.subscriber (tenant_id, username_key) where status <> 'closed';
create index subscriber_by_status on subscribers.subscriber (tenant_id, status, id);
create index subscriber_nas on subscribers.subscriber (tenant_id, nas_id) where nas_id is not null;

call platform.protect('subscribers.subscriber');
call platform.feed('subscribers.subscriber', 'platform.record_change', 'subscriber');
create policy all_tenants on subscribers.subscriber for select to trunkline_radius, trunkline_fold using (true);
create policy learn_mac on subscribers.subscriber for update to trunkline_radius
  using (mac_binding = 'learn' and cardinality(macs) = 0) with check (cardinality(macs) = 1);
grant select, insert, update on subscribers.subscriber to trunkline_api, trunkline_worker;
grant select on subscribers.subscriber to trunkline_radius;
grant update (macs, revision) on subscribers.subscriber to trunkline_radius;
grant select (tenant_id, id, username_key, status) on subscribers.subscriber to trunkline_fold;
