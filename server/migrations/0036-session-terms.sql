-- Desired and applied terms of live sessions, and every step taken to bring one to the other.

-- Who is online, and when the policy's answer for them is to be asked for next. The fold makes one due when a session
-- opens and when a meter reaches an alarm, the change feed when a row changes, the clock by itself.
create table enforcement.due (
  tenant_id uuid not null,
  subscriber_id uuid not null,
  -- '-infinity': at once, whatever any clock says.
  due_at timestamptz not null,
  -- When the news came that made it due; null: the clock alone.
  news_at timestamptz,
  -- Who is asking at the moment; whoever makes it due again takes this away, and the answer is asked for once more.
  claimed_by uuid,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, subscriber_id)
) with (fillfactor = 70);
create index due_next on enforcement.due (due_at);

-- How far the change feed has been followed, by all workers together.
create table enforcement.feed_position (
  is_only boolean primary key default true check (is_only),
  source text not null default '',
  xid xid8 not null default '0'
);
insert into enforcement.feed_position default values;

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
  -- That receipt; null: the clock or a row made it wanted.
  news_at timestamptz,
  -- Counts what was wanted: an answer to an order of an earlier revision says nothing of this one.
  revision integer not null default 1,
  -- What the router was last known to give; null: not known.
  applied jsonb,
  applied_by text check (applied_by in ('login', 'coa', 'api')),
  applied_at timestamptz,
  -- An order is out, or was claimed: until one is confirmed nobody knows what the router gives.
  is_unsure boolean not null default false,
  -- Queues and list entries of ours may stand on the router for this session.
  is_held_by_api boolean not null default false,
  -- ended: the session is over, and what its router still holds of ours is to go.
  state text not null check (state in ('in_step', 'pending', 'claimed', 'failed', 'ended')),
  -- The rung that is tried, or whose claim waits for its confirmation.
  rung text check (rung in ('coa', 'api', 'disconnect')),
  attempts integer not null default 0,
  -- Rungs that cannot bring what is wanted, as far as was tried.
  failed_rungs text[] not null default '{}',
  next_attempt_at timestamptz,
  -- The step whose claim is waited for, when it was made, and what the session had counted by then.
  claim_step uuid,
  claimed_at timestamptz,
  claim_seen_at timestamptz,
  claim_download_bytes bigint,
  claim_upload_bytes bigint,
  -- What of the difference the claim is about.
  claim_brings text[],
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, session_id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
) with (fillfactor = 80);
create index session_terms_open_work on enforcement.session_terms (nas_id, next_attempt_at)
  where state in ('pending', 'failed', 'ended');
create index session_terms_claimed on enforcement.session_terms (claimed_at) where state = 'claimed';
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
  -- The receipt of the news that made it wanted; null: no news did.
  news_at timestamptz,
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

-- Tests of what a NAS makes of a CoA-Request about a session that it has, with the terms that the session has.
create table enforcement.coa_test (
  tenant_id uuid not null,
  id uuid not null,
  nas_id uuid not null,
  requested_at timestamptz not null,
  requested_by uuid,
  requested_by_name text not null,
  -- Keeps the port that answers, where it is not the one that is set.
  stores_port boolean not null default false,
  finished_at timestamptz,
  -- Null while it runs.
  result jsonb,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);
create index coa_test_nas on enforcement.coa_test (tenant_id, nas_id, id desc);
create index coa_test_age on enforcement.coa_test (requested_at);

-- By what a NAS wants its sessions named in CoA-Requests, as a test has shown; without a row by all that is known.
create table enforcement.coa_manner (
  tenant_id uuid not null,
  nas_id uuid not null,
  identified_by text[] not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, nas_id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);

call platform.protect('enforcement.due');
call platform.protect('enforcement.session_terms');
call platform.protect('enforcement.step');
call platform.protect('enforcement.nas_turn');
call platform.protect('enforcement.coa_test');
call platform.protect('enforcement.coa_manner');
create policy all_tenants_fold on enforcement.due to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on enforcement.due to trunkline_worker using (true) with check (true);
create policy all_tenants_fold on enforcement.session_terms to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on enforcement.session_terms to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on enforcement.step to trunkline_worker using (true) with check (true);
create policy all_tenants_fold on enforcement.step to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on enforcement.nas_turn to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on enforcement.coa_test to trunkline_worker using (true) with check (true);
grant select, insert, update on enforcement.due to trunkline_fold, trunkline_api;
grant select, insert, update, delete
  on enforcement.due, enforcement.session_terms, enforcement.step, enforcement.nas_turn to trunkline_worker;
grant select on enforcement.session_terms, enforcement.step to trunkline_api;
grant select, update, delete on enforcement.session_terms to trunkline_fold;
grant select, update on enforcement.step to trunkline_fold;
grant select, update on enforcement.feed_position to trunkline_worker;
grant select, insert on enforcement.coa_test to trunkline_api;
grant select, update, delete on enforcement.coa_test to trunkline_worker;
grant select, insert, update on enforcement.coa_manner to trunkline_worker;

-- The worker asks the policy about sessions of all tenants at once.
create policy all_tenants_worker on subscribers.subscriber for select to trunkline_worker using (true);
create policy all_tenants_worker on settings.setting for select to trunkline_worker using (true);

-- The allow-list of the queue grows by the task.
grant create on schema jobs to trunkline_worker;
set local role trunkline_worker;
create or replace function jobs.enqueue(task text, payload jsonb, queue text, job_key text) returns void
language plpgsql security definer set search_path = jobs, pg_temp as $$
begin
  if task not in ('disconnect-session', 'run-task', 'test-nas', 'test-coa') then
    raise exception 'jobs.enqueue: no task is named %', task;
  end if;
  perform graphile_worker.add_job(task, payload::json, queue_name => queue, job_key => job_key, max_attempts => 5);
end $$;
reset role;
revoke create on schema jobs from trunkline_worker;
