-- Who did what to what, before and after, from which address. Append-only by grant and by trigger.
create schema audit;
grant usage on schema audit to trunkline_api, trunkline_worker, trunkline_backup;

create table audit.entry (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'system', 'cli')),
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  subject_name text,
  before jsonb,
  after jsonb,
  address inet,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index entry_subject on audit.entry (tenant_id, subject_kind, subject_id, id);
call platform.protect('audit.entry');
grant select, insert on audit.entry to trunkline_api, trunkline_worker;
create trigger append_only before update or delete on audit.entry
  for each row execute function platform.refuse_change();
create trigger append_only_truncate before truncate on audit.entry
  for each statement execute function platform.refuse_change();
