-- Tries of plan terms on recorded usage: what was asked, who was meant, and what would have become of each. Nothing here
-- touches a plan or a subscriber, and all of it is forgotten after a week.
create schema simulation;
grant usage on schema simulation to trunkline_api, trunkline_worker, trunkline_backup;

create table simulation.simulation (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  task_id uuid not null,
  -- The plan whose new version the terms would be; null: a plan that does not exist yet.
  plan_id uuid,
  plan_name text check (length(plan_name) between 1 and 100),
  -- As the API has them.
  terms jsonb not null,
  who jsonb not null,
  -- {"bytes":1,"priceMinor":1}; null: nobody buys more when a quota has ended.
  top_up jsonb,
  -- Civil dates of the tenant's zone, both included.
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  time_zone text not null,
  subscribers integer not null check (subscribers > 0),
  created_at timestamptz not null,
  created_by_name text not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index simulation_age on simulation.simulation (tenant_id, created_at);

-- Subscribers that are worked in one transaction, and what they came to together. Subject of a task.
create table simulation.chunk (
  tenant_id uuid not null,
  simulation_id uuid not null,
  id uuid not null,
  subscriber_ids uuid[] not null check (cardinality(subscriber_ids) between 1 and 1000),
  -- Null: not worked yet.
  totals jsonb,
  -- One entry for each day of the range.
  days jsonb,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, simulation_id, id),
  foreign key (tenant_id, simulation_id) references simulation.simulation (tenant_id, id) on delete cascade,
  check ((totals is null) = (days is null))
);

create table simulation.outcome (
  tenant_id uuid not null,
  simulation_id uuid not null,
  subscriber_id uuid not null,
  first_slow_at timestamptz,
  slow_s integer not null check (slow_s >= 0),
  first_cut_at timestamptz,
  cut_s integer not null check (cut_s >= 0),
  used_bytes bigint not null check (used_bytes >= 0),
  -- Of used_bytes what would not have passed.
  held_back_bytes bigint not null check (held_back_bytes >= 0),
  top_ups integer not null check (top_ups >= 0),
  pays_now_minor bigint not null check (pays_now_minor >= 0),
  would_pay_minor bigint not null check (would_pay_minor >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, simulation_id, subscriber_id),
  foreign key (tenant_id, simulation_id) references simulation.simulation (tenant_id, id) on delete cascade,
  check ((first_slow_at is null) = (slow_s = 0)),
  check ((first_cut_at is null) = (cut_s = 0))
);
create index outcome_hurt on simulation.outcome (tenant_id, simulation_id, (slow_s + cut_s) desc, subscriber_id);

call platform.protect('simulation.simulation');
call platform.protect('simulation.chunk');
call platform.protect('simulation.outcome');
grant select, insert on simulation.simulation, simulation.chunk to trunkline_api;
grant select on simulation.outcome to trunkline_api;
grant select, delete on simulation.simulation to trunkline_worker;
grant select, update on simulation.chunk to trunkline_worker;
grant select, insert on simulation.outcome to trunkline_worker;
