-- What the login of a session was granted, as our Class says it back; null: the session has no Class of ours, or one
-- that did not say yet.
alter table sessions.session
  add column granted_download_bps bigint check (granted_download_bps >= 0),
  add column granted_upload_bps bigint check (granted_upload_bps >= 0),
  add column granted_timeout_s integer check (granted_timeout_s >= 0),
  add column granted_volume_bytes bigint check (granted_volume_bytes >= 0),
  -- Of the terms that are no numbers: burst, address list, access.
  add column granted_digest bigint;
alter table sessions.history
  add column granted_download_bps bigint check (granted_download_bps >= 0),
  add column granted_upload_bps bigint check (granted_upload_bps >= 0),
  add column granted_timeout_s integer check (granted_timeout_s >= 0),
  add column granted_volume_bytes bigint check (granted_volume_bytes >= 0),
  add column granted_digest bigint;

-- What samples of a router's own counters said beyond the last RADIUS packet: the session's figures less these are what
-- RADIUS told, with which its next packet is compared.
alter table sessions.session
  add column ahead_upload_bytes bigint not null default 0 check (ahead_upload_bytes between 0 and upload_bytes),
  add column ahead_download_bytes bigint not null default 0 check (ahead_download_bytes between 0 and download_bytes),
  add column ahead_time_s bigint not null default 0 check (ahead_time_s between 0 and session_time_s);
alter table sessions.history
  add column ahead_upload_bytes bigint not null default 0 check (ahead_upload_bytes between 0 and upload_bytes),
  add column ahead_download_bytes bigint not null default 0 check (ahead_download_bytes between 0 and download_bytes),
  add column ahead_time_s bigint not null default 0 check (ahead_time_s between 0 and session_time_s);

-- `missing`: its router no longer lists it. As for `stale`, nobody but the feed tells the radius role, and so it is of
-- a restart that the worker found out.
alter table sessions.session drop constraint session_closed_by_check,
  add constraint session_closed_by_check
    check (closed_by in ('stop', 'stale', 'nas_restart', 'replaced', 'missing'));
alter table sessions.history drop constraint session_closed_by_check,
  add constraint session_closed_by_check
    check (closed_by in ('stop', 'stale', 'nas_restart', 'replaced', 'missing'));
drop trigger feed_closed on sessions.session;
create trigger feed_closed after update of closed_by on sessions.session
  for each row when (old.closed_by is null and (new.closed_by in ('stale', 'missing')
    or new.closed_by = 'nas_restart' and current_user = 'trunkline_worker'))
  execute function sessions.record_closed();

-- The worker takes the samples, and what they add is counted as the fold counts.
create policy all_tenants_worker on sessions.usage_day to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on sessions.traffic_minute to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on sessions.traffic_hour to trunkline_worker using (true) with check (true);
grant insert, update on sessions.usage_day, sessions.traffic_minute, sessions.traffic_hour to trunkline_worker;
