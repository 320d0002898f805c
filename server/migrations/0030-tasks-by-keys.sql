-- A task that an API key began is worked, and audited, in the key's name; created_by is then the key's id.
alter table tasks.task add column created_by_kind text not null default 'staff'
  check (created_by_kind in ('staff', 'api_key', 'system', 'cli'));
