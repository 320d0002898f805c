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
