-- API keys act as well; actor_id is then the key's id and actor_name its name.
alter table audit.entry drop constraint entry_actor_kind_check;
alter table audit.entry add constraint entry_actor_kind_check
  check (actor_kind in ('staff', 'api_key', 'system', 'cli'));
