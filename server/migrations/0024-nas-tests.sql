-- A look at whether a NAS and this server understand each other, asked for by a person and taken by the worker.
create table enforcement.nas_test (
  tenant_id uuid not null,
  id uuid not null,
  nas_id uuid not null,
  requested_at timestamptz not null,
  requested_by uuid,
  requested_by_name text not null,
  -- Null until the worker has looked.
  finished_at timestamptz,
  -- [{name, status, facts}], in the order in which a person reads them.
  checks jsonb not null default '[]',
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete cascade
);
create index nas_test_recent on enforcement.nas_test (tenant_id, nas_id, id desc);
create index nas_test_age on enforcement.nas_test (requested_at);
call platform.protect('enforcement.nas_test');
create policy all_tenants_worker on enforcement.nas_test to trunkline_worker using (true);
grant select, insert on enforcement.nas_test to trunkline_api;
grant select, update, delete on enforcement.nas_test to trunkline_worker;
-- What the test is judged by.
grant select on aaa.login_minute, nas.observation to trunkline_worker;

-- How many hold a plan is asked with every list of plans: answered from the index alone.
create index subscription_held on subscriptions.subscription (tenant_id, plan_id) where status = 'active';

-- The allow-list of the queue grows by the task.
grant create on schema jobs to trunkline_worker;
set local role trunkline_worker;
create or replace function jobs.enqueue(task text, payload jsonb, queue text, job_key text) returns void
language plpgsql security definer set search_path = jobs, pg_temp as $$
begin
  if task not in ('disconnect-session', 'run-task', 'test-nas') then
    raise exception 'jobs.enqueue: no task is named %', task;
  end if;
  perform graphile_worker.add_job(task, payload::json, queue_name => queue, job_key => job_key, max_attempts => 5);
end $$;
reset role;
revoke create on schema jobs from trunkline_worker;
