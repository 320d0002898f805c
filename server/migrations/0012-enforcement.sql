-- Orders to a NAS about a session, and what came of them. An ACK is a claim: `confirmed` is written when
-- accounting says that the session ended.
create schema enforcement;
grant usage on schema enforcement to trunkline_api, trunkline_fold, trunkline_worker, trunkline_backup;

create table enforcement.disconnect (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  session_id uuid not null,
  requested_at timestamptz not null,
  requested_by uuid,
  requested_by_name text not null,
  reason text check (length(reason) <= 500),
  state text not null check (state in ('queued', 'acknowledged', 'refused', 'timed_out', 'gone', 'confirmed')),
  attempts integer not null default 0,
  error_cause integer,
  round_trip_ms integer,
  answered_at timestamptz,
  confirmed_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index disconnect_session on enforcement.disconnect (tenant_id, session_id, id desc);
create index disconnect_unconfirmed on enforcement.disconnect (tenant_id, session_id) where state not in ('confirmed');
call platform.protect('enforcement.disconnect');
create policy all_tenants_fold on enforcement.disconnect to trunkline_fold using (true) with check (true);
grant select, insert on enforcement.disconnect to trunkline_api;
grant select, update on enforcement.disconnect to trunkline_worker;
grant select (tenant_id, id, session_id, state), update (state, confirmed_at) on enforcement.disconnect to trunkline_fold;
