-- What every schema stands on: who the current tenant is, how a tenant table is protected, the change
-- feed that the radius role follows, partitions, jobs and the roles' signs of life.
create schema platform;
grant usage on schema platform to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

-- No tenant set means no rows: null never equals a tenant_id.
create function platform.tenant() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.tenant', true), '')::uuid;

create function platform.is_operator() returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.operator', true), '') = 'on';

-- Forced row-level security in one form for every tenant table. Migrations run as trunkline_owner, which
-- is no superuser: without its own policy an UPDATE in a later migration would silently change 0 rows.
create procedure platform.protect(target regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_rows on %s to trunkline_owner using (true) with check (true)', target);
  execute format(
    'create policy tenant_rows on %s to trunkline_api, trunkline_worker using (tenant_id = platform.tenant()) with check (tenant_id = platform.tenant())',
    target);
  execute format('grant select on %s to trunkline_backup', target);
end $$;

-- Refuses changes to append-only tables for every role, the owner included.
create function platform.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;

-- The change feed. Readers take rows with xid < pg_snapshot_xmin(pg_current_snapshot()): a sequence
-- would skip the rows of transactions that commit late.
create table platform.change (
  xid xid8 not null default pg_current_xact_id(),
  tenant_id uuid not null,
  kind text not null,
  id uuid not null,
  recorded_at timestamptz not null default now()
);
create index change_xid on platform.change (xid);
call platform.protect('platform.change');
create policy all_tenants on platform.change for select to trunkline_radius using (true);
create policy all_tenants_worker on platform.change to trunkline_worker using (true);
grant select on platform.change to trunkline_radius;
grant select, delete on platform.change to trunkline_worker;

-- A reader whose position is older than this has missed pruned rows and must load everything again.
create table platform.change_horizon (
  only_row boolean primary key default true check (only_row),
  xid xid8 not null
);
insert into platform.change_horizon (xid) values ('0');
grant select on platform.change_horizon to trunkline_radius;
grant select, update on platform.change_horizon to trunkline_worker;

-- Triggers are per statement: a bulk update of 500 rows costs one insert. Argument 0 is the kind, the
-- transition tables are named new_rows and old_rows. SECURITY DEFINER, because no application role may
-- write the feed itself.
create function platform.record_change() returns trigger
language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    insert into platform.change (tenant_id, kind, id) select tenant_id, tg_argv[0], id from old_rows;
  else
    insert into platform.change (tenant_id, kind, id) select tenant_id, tg_argv[0], id from new_rows;
  end if;
  return null;
end $$;

-- The same for rows that belong to a subscriber: the feed names the subscriber.
create function platform.record_subscriber_change() returns trigger
language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    insert into platform.change (tenant_id, kind, id)
      select distinct tenant_id, 'subscriber', subscriber_id from old_rows;
  else
    insert into platform.change (tenant_id, kind, id)
      select distinct tenant_id, 'subscriber', subscriber_id from new_rows;
  end if;
  return null;
end $$;

-- They run as triggers, which needs no right to call them.
revoke all on function platform.record_change(), platform.record_subscriber_change() from public;

-- Attaches the feed to a table.
create procedure platform.feed(target regclass, trigger_function regproc, kind text)
language plpgsql as $$
begin
  execute format('create trigger feed_insert after insert on %s referencing new table as new_rows
    for each statement execute function %s(%L)', target, trigger_function, kind);
  execute format('create trigger feed_update after update on %s referencing new table as new_rows
    for each statement execute function %s(%L)', target, trigger_function, kind);
  execute format('create trigger feed_delete after delete on %s referencing old table as old_rows
    for each statement execute function %s(%L)', target, trigger_function, kind);
end $$;

-- PostgreSQL leaves row-level security off on a new partition, so partitions are made only here. They get
-- no grants: the parent's grants and policies apply to access through the parent.
create table platform.partitioned (
  parent text primary key,
  step text not null check (step in ('day', 'month'))
);

create function platform.create_partition(parent_name text, from_instant timestamptz) returns text
language plpgsql security definer set search_path = platform, pg_temp as $$
declare
  step text;
  starts timestamptz;
  ends timestamptz;
  partition_name text;
begin
  select p.step into step from platform.partitioned p where p.parent = parent_name;
  if step is null then
    raise exception 'platform.create_partition: % is not a partitioned table of this product', parent_name;
  end if;
  starts := date_trunc(step, from_instant, 'UTC');
  ends := (starts at time zone 'UTC' + ('1 ' || step)::interval) at time zone 'UTC';
  partition_name := parent_name || '_' || to_char(starts at time zone 'UTC', 'YYYYMMDD');
  if to_regclass(partition_name) is null then
    execute format('create table %s partition of %s for values from (%L) to (%L)',
      partition_name, parent_name, starts, ends);
    execute format('alter table %s enable row level security', partition_name);
    execute format('alter table %s force row level security', partition_name);
  end if;
  return partition_name;
end $$;
revoke all on function platform.create_partition(text, timestamptz) from public;
grant execute on function platform.create_partition(text, timestamptz) to trunkline_worker, trunkline_radius, trunkline_fold;

-- Signs of life: each role writes its row every few seconds; `/` and doctor read them.
create table platform.role_status (
  node text not null,
  role text not null,
  pid integer not null,
  version text not null,
  started_at timestamptz not null,
  beat_at timestamptz not null,
  stats jsonb not null default '{}',
  primary key (node, role)
);
grant select, insert, update on platform.role_status to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker;
