-- One row a setting that a tenant has changed; defaults live in the catalogue of the settings module.
create schema settings;
grant usage on schema settings to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table settings.setting (
  tenant_id uuid not null references tenancy.tenant (id),
  key text not null,
  value jsonb not null,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
call platform.protect('settings.setting');
create policy all_tenants on settings.setting for select to trunkline_radius, trunkline_fold using (true);
grant select, insert, update, delete on settings.setting to trunkline_api;
grant select on settings.setting to trunkline_radius, trunkline_fold, trunkline_worker;

-- The radius role keeps a tenant's settings beside the tenant, so a setting is a change of the tenant.
create function settings.record_setting_change() returns trigger
language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    insert into platform.change (tenant_id, kind, id) select distinct tenant_id, 'tenant', tenant_id from old_rows;
  else
    insert into platform.change (tenant_id, kind, id) select distinct tenant_id, 'tenant', tenant_id from new_rows;
  end if;
  return null;
end $$;
call platform.feed('settings.setting', 'settings.record_setting_change', 'tenant');
revoke all on function settings.record_setting_change() from public;
