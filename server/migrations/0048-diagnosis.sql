-- The last look of the doctor at each NAS: asked for by a person, taken by the worker, check by check.
create schema diagnosis;
grant usage on schema diagnosis to trunkline_api, trunkline_worker, trunkline_backup;

create table diagnosis.nas_doctor (
  tenant_id uuid not null,
  nas_id uuid not null,
  -- Of the look, not of the row: a job of an earlier one finds it gone.
  run_id uuid not null,
  requested_at timestamptz not null,
  requested_by_name text not null,
  -- Where the router should ask: {address, authPort, acctPort}; the address is null where nobody has said it.
  server jsonb not null,
  finished_at timestamptz,
  -- [{code, state, finding, sentence, lineToPaste, evidence}], as far as it has come.
  checks jsonb not null default '[]' check (jsonb_typeof(checks) = 'array'),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, nas_id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);
call platform.protect('diagnosis.nas_doctor');
grant select, insert, update on diagnosis.nas_doctor to trunkline_api;
grant select, update on diagnosis.nas_doctor to trunkline_worker;

-- The allow-list of the queue grows by the task.
grant create on schema jobs to trunkline_worker;
set local role trunkline_worker;
create or replace function jobs.enqueue(task text, payload jsonb, queue text, job_key text) returns void
language plpgsql security definer set search_path = jobs, pg_temp as $$
begin
  if task not in ('disconnect-session', 'run-task', 'test-nas', 'test-coa', 'nas-doctor') then
    raise exception 'jobs.enqueue: no task is named %', task;
  end if;
  perform graphile_worker.add_job(task, payload::json, queue_name => queue, job_key => job_key, max_attempts => 5);
end $$;
reset role;
revoke create on schema jobs from trunkline_worker;
