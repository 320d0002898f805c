-- A CoovaChilli asks by RADIUS for what it lets through before a login, so that the walled garden travels with its tenant.
create policy all_tenants_radius on hotspot.walled_garden_entry for select to trunkline_radius using (true);
grant select on hotspot.walled_garden_entry to trunkline_radius;
call platform.feed('hotspot.walled_garden_entry', 'platform.record_change', 'walled_garden');
