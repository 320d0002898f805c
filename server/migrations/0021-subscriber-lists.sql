-- What a list of subscribers shows and sorts by, kept on the subscriber itself by whoever writes one of its
-- subscriptions: the one in force, else the next to begin, else the one that ended last. Like the label it
-- may be a minute late and decides nothing.
alter table subscribers.subscriber
  add column service_id uuid,
  add column service_plan_id uuid,
  add column service_expires_at timestamptz,
  -- Columns and not expressions in the indexes: under row-level security only leak-proof conditions reach an
  -- index, which lower() is not, and of a column the planner knows how much a condition leaves.
  add column expiry_key timestamptz not null
    generated always as (coalesce(service_expires_at, 'infinity'::timestamptz)) stored,
  add column name_key text collate "C" not null generated always as (coalesce(lower(full_name), username_key)) stored;

update subscribers.subscriber s
set service_id = held.id, service_plan_id = held.plan_id, service_expires_at = held.expires_at
from (
  select distinct on (tenant_id, subscriber_id) tenant_id, subscriber_id, id, plan_id, expires_at
  from subscriptions.subscription
  where status <> 'cancelled'
  order by tenant_id, subscriber_id,
    starts_at <= now() and (expires_at is null or now() < expires_at) desc,
    starts_at > now() desc,
    case when starts_at > now() then starts_at end,
    case when expires_at <= now() then expires_at end desc nulls last,
    priority desc, assigned_at desc, id desc
) held
where held.tenant_id = s.tenant_id and held.subscriber_id = s.id;

create index subscriber_by_name on subscribers.subscriber (tenant_id, name_key, id) where status <> 'closed';
create index subscriber_by_expiry on subscribers.subscriber (tenant_id, expiry_key, id) where status <> 'closed';
create index subscriber_by_plan on subscribers.subscriber (tenant_id, service_plan_id, username_key)
  where service_plan_id is not null;
drop index subscribers.subscriber_by_status;
create index subscriber_by_status on subscribers.subscriber (tenant_id, status, username_key, id);
-- Who is online, for a page of subscribers and for the filter.
create index session_open_subscriber on sessions.session (tenant_id, subscriber_id) where stopped_at is null;
