-- The registry of tenants. The row of a tenant is seen by that tenant and, while an operator's request
-- says so, by the platform operator.
create schema tenancy;
grant usage on schema tenancy to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table tenancy.tenant (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  name text not null check (length(name) between 1 and 200),
  company text,
  email text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  revision integer not null default 1,
  recorded_at timestamptz not null default now()
);
alter table tenancy.tenant enable row level security;
alter table tenancy.tenant force row level security;
create policy owner_rows on tenancy.tenant to trunkline_owner using (true) with check (true);
create policy own_row on tenancy.tenant for select to trunkline_api using (id = platform.tenant());
create policy own_row_update on tenancy.tenant for update to trunkline_api using (id = platform.tenant());
create policy operator_rows on tenancy.tenant to trunkline_api using (platform.is_operator()) with check (platform.is_operator());
create policy all_tenants on tenancy.tenant for select to trunkline_radius, trunkline_fold, trunkline_worker using (true);
grant select, insert, update on tenancy.tenant to trunkline_api;
grant select on tenancy.tenant to trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

-- The feed's row of a tenant carries the tenant itself.
create function tenancy.record_tenant_change() returns trigger
language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  insert into platform.change (tenant_id, kind, id) select id, 'tenant', id from new_rows;
  return null;
end $$;
create trigger feed_insert after insert on tenancy.tenant referencing new table as new_rows
  for each statement execute function tenancy.record_tenant_change();
create trigger feed_update after update on tenancy.tenant referencing new table as new_rows
  for each statement execute function tenancy.record_tenant_change();
revoke all on function tenancy.record_tenant_change() from public;
