-- A quota of the subscriber's own, instead of the plan's.
alter table subscriptions.subscription add column quota_bytes bigint check (quota_bytes > 0);
create policy all_tenants_worker on subscriptions.subscription for select to trunkline_worker using (true);
