-- What a subscriber has bought: one plan version for one period. Several may be held; priority, then the
-- newest, picks the terms in force.
create schema subscriptions;
grant usage on schema subscriptions to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table subscriptions.subscription (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  subscriber_id uuid not null,
  plan_id uuid not null,
  plan_version_id uuid not null,
  status text not null check (status in ('pending', 'active', 'expired', 'cancelled')),
  priority integer not null default 0 check (priority between -1000 and 1000),
  assigned_at timestamptz not null,
  -- A subscription is in force from starts_at until expires_at by the clock alone; status is the record
  -- of it that the minute tick keeps, so that an outage of the worker changes nobody's service.
  starts_at timestamptz not null,
  activated_at timestamptz,
  -- Exclusive; null: no end.
  expires_at timestamptz,
  -- Renewals count their periods from the first one's start, so that a month's end that was cut short in
  -- February is whole again in March. Null: this period is the first, counted from starts_at.
  anchor_at timestamptz,
  period_number integer not null default 1 check (period_number >= 1),
  cancelled_at timestamptz,
  session_volume_bytes bigint check (session_volume_bytes > 0),
  notes text check (length(notes) <= 5000),
  auto_renew boolean not null default false,
  renewal_plan_id uuid,
  -- The subscription that this one renewed; a renewal happens once.
  renews_id uuid,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id),
  foreign key (tenant_id, plan_id, plan_version_id) references plans.plan_version (tenant_id, plan_id, id),
  foreign key (tenant_id, renewal_plan_id) references plans.plan (tenant_id, id),
  foreign key (tenant_id, renews_id) references subscriptions.subscription (tenant_id, id),
  unique (tenant_id, renews_id),
  check (expires_at > starts_at),
  check ((anchor_at is null) = (period_number = 1)),
  check (status <> 'active' or activated_at is not null),
  check ((status = 'cancelled') = (cancelled_at is not null))
);
create index subscription_subscriber on subscriptions.subscription (tenant_id, subscriber_id);
create index subscription_plan on subscriptions.subscription (tenant_id, plan_id);
-- What the minute tick looks for: begun, to be renewed or ended, and ended but in grace.
create index subscription_pending on subscriptions.subscription (tenant_id, starts_at) where status = 'pending';
create index subscription_due on subscriptions.subscription (tenant_id, expires_at) where status = 'active';
create index subscription_ended on subscriptions.subscription (tenant_id, expires_at) where status = 'expired';

call platform.protect('subscriptions.subscription');
call platform.feed('subscriptions.subscription', 'platform.record_subscriber_change', 'subscriber');
create policy all_tenants on subscriptions.subscription for select to trunkline_radius, trunkline_fold using (true);
grant select, insert, update on subscriptions.subscription to trunkline_api, trunkline_worker;
grant select on subscriptions.subscription to trunkline_radius, trunkline_fold;
