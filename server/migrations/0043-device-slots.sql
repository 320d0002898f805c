-- How many devices an account of a hotspot plan may use; null: as many as come.
alter table plans.plan_version add column device_slots integer check (device_slots between 1 and 50);

-- Logins ask which service a plan is of.
create policy all_tenants on plans.plan for select to trunkline_radius using (true);
grant select (tenant_id, id, service) on plans.plan to trunkline_radius;

-- The service stands in the row of the plan and travels with its versions.
create function plans.record_service_change() returns trigger
language plpgsql security definer set search_path = plans, pg_temp as $$
begin
  insert into platform.change (tenant_id, kind, id)
    select v.tenant_id, 'plan_version', v.id
    from new_rows n
    join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id and o.service <> n.service
    join plans.plan_version v on v.tenant_id = n.tenant_id and v.plan_id = n.id;
  return null;
end $$;
revoke all on function plans.record_service_change() from public;
create trigger feed_service after update on plans.plan referencing old table as old_rows new table as new_rows
  for each statement execute function plans.record_service_change();
