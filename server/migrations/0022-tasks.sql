-- Work on many subjects at once: who asked for what, which subjects were meant at that moment, and what
-- became of each. The worker takes them in batches; a subject's outcome commits with the change itself.
create schema tasks;
grant usage on schema tasks to trunkline_api, trunkline_worker, trunkline_backup;

create table tasks.task (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  -- `<list>.<action>`, such as subscribers.suspend.
  kind text not null check (length(kind) between 1 and 100),
  input jsonb not null,
  -- The client's own: asked again with the same key, the same task answers.
  idempotency_key text not null check (length(idempotency_key) between 1 and 100),
  -- Of kind, input and selection; the same key with another is refused.
  fingerprint bytea not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled')),
  total integer not null check (total >= 0),
  changed integer not null default 0 check (changed >= 0),
  unchanged integer not null default 0 check (unchanged >= 0),
  refused integer not null default 0 check (refused >= 0),
  created_at timestamptz not null,
  created_by uuid,
  created_by_name text not null,
  created_by_address inet,
  -- A task that an API key began is worked, and audited, in the key's name; created_by is then the key's id.
  created_by_kind text not null default 'staff' check (created_by_kind in ('staff', 'api_key', 'system', 'cli')),
  -- Of the last batch; null: none was worked yet.
  progressed_at timestamptz,
  finished_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (changed + unchanged + refused <= total),
  check ((finished_at is null) = (state in ('waiting', 'running')))
);
create unique index task_key on tasks.task (tenant_id, created_by, idempotency_key) nulls not distinct;
create index task_unfinished on tasks.task (created_at) where finished_at is null;

create table tasks.subject (
  tenant_id uuid not null references tenancy.tenant (id),
  task_id uuid not null,
  subject_id uuid not null,
  -- As it was called when the task began.
  name text not null,
  -- Null: not worked yet.
  outcome text check (outcome in ('changed', 'unchanged', 'refused')),
  -- Of a refusal.
  code text,
  message text,
  worked_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, task_id, subject_id),
  foreign key (tenant_id, task_id) references tasks.task (tenant_id, id),
  check ((outcome is null) = (worked_at is null)),
  check ((code is not null) = (outcome is not distinct from 'refused'))
);
create index subject_waiting on tasks.subject (tenant_id, task_id, subject_id) where outcome is null;
create index subject_outcome on tasks.subject (tenant_id, task_id, outcome, subject_id);

call platform.protect('tasks.task');
call platform.protect('tasks.subject');
-- The worker looks for tasks whose job was lost.
create policy all_tenants_worker on tasks.task for select to trunkline_worker using (true);
grant select, insert, update on tasks.task to trunkline_api;
grant select, insert on tasks.subject to trunkline_api;
-- The worker's tick forgets tasks that were over long ago.
grant select, update, delete on tasks.task, tasks.subject to trunkline_worker;

-- The allow-list of the queue grows by the task.
grant create on schema jobs to trunkline_worker;
set local role trunkline_worker;
create or replace function jobs.enqueue(task text, payload jsonb, queue text, job_key text) returns void
language plpgsql security definer set search_path = jobs, pg_temp as $$
begin
  if task not in ('disconnect-session', 'run-task') then
    raise exception 'jobs.enqueue: no task is named %', task;
  end if;
  perform graphile_worker.add_job(task, payload::json, queue_name => queue, job_key => job_key, max_attempts => 5);
end $$;
reset role;
revoke create on schema jobs from trunkline_worker;
