-- Desired and applied terms of live sessions, and every step taken to bring one to the other.

-- Who is online, and when the policy's answer for them is to be asked for next. The fold makes one due when a session
-- opens and when a meter reaches an alarm, the change feed when a row changes, the clock by itself.
create table enforcement.due (
  tenant_id uuid not null,
  subscriber_id uuid not null,
  due_at timestamptz not null,
  -- When the news came that made it due; null: the clock alone.
  news_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, subscriber_id)
) with (fillfactor = 70);
create index due_next on enforcement.due (due_at);

create table enforcement.session_terms (
  tenant_id uuid not null,
  session_id uuid not null,
  subscriber_id uuid not null,
  nas_id uuid not null,
  nas_address inet not null,
  -- What the policy says; null: no service, the session is to end.
  desired jsonb,
  desired_cause jsonb not null,
  -- Since when it is wanted: of a crossed threshold, the receipt of the news.
  desired_since timestamptz not null,
  -- What the router was last known to give; null: not known.
  applied jsonb,
  applied_by text check (applied_by in ('login', 'coa', 'api')),
  applied_at timestamptz,
  state text not null check (state in ('in_step', 'pending', 'claimed', 'failed')),
  -- The rung that is tried, or whose claim waits for its confirmation.
  rung text check (rung in ('coa', 'api', 'disconnect')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, session_id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
) with (fillfactor = 80);
create index session_terms_open_work on enforcement.session_terms (nas_id, next_attempt_at)
  where state in ('pending', 'claimed');
create index session_terms_subscriber on enforcement.session_terms (tenant_id, subscriber_id);

create table enforcement.step (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  nas_id uuid not null,
  at timestamptz not null,
  rung text not null check (rung in ('coa', 'api', 'disconnect')),
  -- acknowledged: a claim; confirmed: seen at the router; no_effect: claimed but not so; the rest: why not.
  outcome text not null check (outcome in
    ('acknowledged', 'confirmed', 'no_effect', 'refused', 'timed_out', 'unreachable', 'gone', 'failed')),
  error_cause integer,
  detail text check (length(detail) <= 500),
  wanted jsonb,
  round_trip_ms integer,
  confirmed_at timestamptz,
  confirmed_by text check (confirmed_by in ('read_back', 'interim', 'stop')),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index step_session on enforcement.step (tenant_id, session_id, id desc);
create index step_nas on enforcement.step (tenant_id, nas_id, id desc);
create index step_age on enforcement.step (at);

-- One worker at a time brings terms to one router.
create table enforcement.nas_turn (
  nas_id uuid primary key,
  tenant_id uuid not null,
  held_by uuid not null,
  held_until timestamptz not null,
  recorded_at timestamptz not null default now()
);

call platform.protect('enforcement.due');
call platform.protect('enforcement.session_terms');
call platform.protect('enforcement.step');
call platform.protect('enforcement.nas_turn');
create policy all_tenants_fold on enforcement.due to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on enforcement.due to trunkline_worker using (true) with check (true);
create policy all_tenants_fold on enforcement.session_terms to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on enforcement.session_terms to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on enforcement.step to trunkline_worker using (true) with check (true);
create policy all_tenants_fold on enforcement.step to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on enforcement.nas_turn to trunkline_worker using (true) with check (true);
grant select, insert, update on enforcement.due to trunkline_fold, trunkline_api;
grant select, insert, update, delete on enforcement.due, enforcement.session_terms, enforcement.step, enforcement.nas_turn
  to trunkline_worker;
grant select on enforcement.session_terms, enforcement.step to trunkline_api;
grant select, update on enforcement.session_terms, enforcement.step to trunkline_fold;

-- The worker asks the policy about sessions of all tenants at once.
create policy all_tenants_worker on subscribers.subscriber for select to trunkline_worker using (true);
create policy all_tenants_worker on settings.setting for select to trunkline_worker using (true);
