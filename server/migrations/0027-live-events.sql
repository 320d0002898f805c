-- What open pages are told, kept for minutes. Unlogged: what a crash of the database takes, the pages read anew.
-- One row says what one transaction did in one tenant. Readers take rows with
-- xid < pg_snapshot_xmin(pg_current_snapshot()), as of platform.change.
create schema live;
grant usage on schema live to trunkline_api, trunkline_fold, trunkline_worker, trunkline_backup;
create unlogged table live.event (
  xid xid8 not null default pg_current_xact_id(),
  tenant_id uuid not null references tenancy.tenant (id),
  kind text not null check (kind in ('session')),
  -- A list; null: too many to tell.
  payload jsonb,
  recorded_at timestamptz not null default now()
);
create index event_tenant on live.event (tenant_id, xid);
create index event_age on live.event (recorded_at);
call platform.protect('live.event');
create policy all_tenants on live.event for insert to trunkline_fold with check (true);
create policy all_tenants_worker on live.event to trunkline_worker using (true) with check (true);
grant select on live.event to trunkline_api;
grant insert on live.event to trunkline_fold;
grant select, insert, delete on live.event to trunkline_worker;
