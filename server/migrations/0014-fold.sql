-- What the fold asks of sessions, thousands of times a second.

-- Whom a new session replaces is asked by device and by address. These indexes began as the one of a router's
-- open sessions does, and where statistics are missing or old nothing told the planner which of them to take:
-- a Start could walk through all open sessions of its router. Now each begins with what it is asked for.
drop index sessions.session_open_device;
drop index sessions.session_open_address;
create index session_open_device on sessions.session (tenant_id, calling_station_id) where stopped_at is null;
create index session_open_address on sessions.session (tenant_id, framed_ip, nas_id) where stopped_at is null;

-- A young table has no statistics until autovacuum comes round, and a reconnect storm comes first. Without
-- them an open session looks rare, and a walk through all of them cheap.
select pg_restore_attribute_stats('schemaname', 'sessions', 'relname', 'session', 'attname', guess.name,
  'inherited', false, 'null_frac', null_frac::real, 'avg_width', guess.width, 'n_distinct', guess.n_distinct::real)
from (values
  ('tenant_id', 0, 16, 1), ('nas_id', 0, 16, 20), ('nas_address', 0, 8, 20), ('id', 0, 16, -1),
  ('acct_session_id', 0, 10, -1), ('calling_station_id', 0, 18, -0.5), ('framed_ip', 0, 8, -0.5),
  ('subscriber_id', 0, 16, -0.5), ('username', 0, 16, -0.5), ('stopped_at', 0.5, 8, -0.5)
) as guess (name, null_frac, width, n_distinct);

-- A day's row changes with each Interim and stands in no other index: with room in its page it stays there.
alter table sessions.usage_day set (fillfactor = 80);
