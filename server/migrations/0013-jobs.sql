-- The only door to the job queue: graphile-worker's own tables refuse the application's roles. A job
-- enqueued in the transaction of its cause is the outbox. The allow-list grows with the tasks.
grant create, usage on schema jobs to trunkline_worker;
set local role trunkline_worker;
create function jobs.enqueue(task text, payload jsonb, queue text, job_key text) returns void
language plpgsql security definer set search_path = jobs, pg_temp as $$
begin
  if task not in ('disconnect-session') then
    raise exception 'jobs.enqueue: no task is named %', task;
  end if;
  perform graphile_worker.add_job(task, payload::json, queue_name => queue, job_key => job_key, max_attempts => 5);
end $$;
revoke all on function jobs.enqueue(text, jsonb, text, text) from public;
grant execute on function jobs.enqueue(text, jsonb, text, text) to trunkline_api;
reset role;
revoke create on schema jobs from trunkline_worker;
grant usage on schema jobs to trunkline_api;

-- Signs of life of those who run jobs, by the database's own clock, because it is compared across
-- machines. The jobs of one who is silent are given free.
create table jobs.worker_beat (
  worker_id text primary key,
  beat_at timestamptz not null default clock_timestamp()
);
grant usage on schema jobs to trunkline_worker;
grant select, insert, update, delete on jobs.worker_beat to trunkline_worker;
