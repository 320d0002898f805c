-- Accounts that several households seem to use: what was seen, and what a person decided about it.
create schema sharing;
grant usage on schema sharing to trunkline_api, trunkline_worker, trunkline_backup;

-- What a router told of the line of a subscriber, once for each kind and value; forgotten after a week without it.
create table sharing.sighting (
  tenant_id uuid not null,
  subscriber_id uuid not null,
  -- ttl: a packet arrived with this TTL; connections: more than so many were open at once.
  kind text not null check (kind in ('ttl', 'connections')),
  value integer not null check (value > 0),
  -- hotspot: a line that ends at the router's hotspot; bridged: at the router, without a login.
  line text not null check (line in ('hotspot', 'bridged')),
  address inet not null,
  nas_id uuid not null,
  first_at timestamptz not null,
  last_at timestamptz not null check (last_at >= first_at),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, subscriber_id, kind, value),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id)
);
create index sighting_age on sharing.sighting (tenant_id, last_at);

-- Routers that hold rules of ours; the row goes when the rules have gone.
create table sharing.router (
  tenant_id uuid not null,
  nas_id uuid not null,
  looked_at timestamptz not null,
  -- Null: the last look went well.
  failure text check (length(failure) <= 500),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, nas_id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);

create table sharing.case (
  tenant_id uuid not null,
  id uuid not null,
  subscriber_id uuid not null,
  -- approved: a person said what is done; acted: the tenant lets us act alone.
  state text not null check (state in ('open', 'approved', 'dismissed', 'acted')),
  score integer not null check (score between 0 and 100),
  -- [{"kind":"ttl_behind","weight":60,"figures":{}}], the heaviest first.
  evidence jsonb not null check (jsonb_typeof(evidence) = 'array'),
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  action text check (action in ('tag', 'disconnect', 'one_session', 'suspend')),
  reason text check (length(reason) <= 500),
  -- Until then nothing is opened about this subscriber.
  quiet_until timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id),
  check ((state = 'open') = (decided_at is null)),
  check ((state in ('approved', 'acted')) = (action is not null))
);
create unique index case_open on sharing.case (tenant_id, subscriber_id) where state = 'open';
create index case_subscriber on sharing.case (tenant_id, subscriber_id, id desc);
create index case_state on sharing.case (tenant_id, state, id desc);

call platform.protect('sharing.sighting');
call platform.protect('sharing.router');
call platform.protect('sharing.case');
create policy all_tenants_worker on sharing.router for select to trunkline_worker using (true);
grant select on sharing.router, sharing.sighting to trunkline_api;
grant select, update on sharing.case to trunkline_api;
grant select, insert, update, delete on sharing.sighting, sharing.router to trunkline_worker;
grant select, insert, update on sharing.case to trunkline_worker;
