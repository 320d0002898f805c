-- What FreeRADIUS writes about sessions and logins, on its way to ours; and what it asks of our sessions in return.

-- One row for each packet of which FreeRADIUS kept something, as the table of its sessions was right after it: the
-- fold counts it as it counts the packets in a journal, and removes it in the same transaction. What no rule can take
-- stays here with its reason, out of the way of the others.
create table radius.accounting_queue (
  tenant_id uuid not null references tenancy.tenant (id),
  id bigint generated always as identity,
  -- The row of radius.radacct; null: a router began anew.
  radacct_id bigint,
  kind text not null check (kind in ('start', 'interim', 'stop', 'restart')),
  at timestamptz not null,
  nas_address inet not null,
  acct_session_id text,
  username text,
  nas_port_id text,
  calling_station_id text,
  called_station_id text,
  framed_ip inet,
  framed_ipv6_prefix inet,
  delegated_ipv6_prefix inet,
  session_time_s bigint,
  input_octets bigint,
  output_octets bigint,
  terminate_cause text,
  class text,
  set_aside text check (length(set_aside) <= 40),
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  check (kind = 'restart' or acct_session_id is not null)
);
create index accounting_queue_waiting on radius.accounting_queue (tenant_id, id) where set_aside is null;
create index accounting_queue_set_aside on radius.accounting_queue (tenant_id, set_aside, id) where set_aside is not null;
create index accounting_queue_session on radius.accounting_queue (tenant_id, radacct_id);
create index accounting_queue_name on radius.accounting_queue (tenant_id, lower(username))
  where kind = 'start' and set_aside is null;
-- Every row is soon deleted: what is dead must not be walked through until a fifth of a storm is.
alter table radius.accounting_queue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
call platform.protect('radius.accounting_queue');
create policy all_tenants_fold on radius.accounting_queue to trunkline_fold using (true) with check (true);
create policy all_tenants_worker on radius.accounting_queue to trunkline_worker using (true) with check (true);
grant usage on schema radius to trunkline_fold;
grant select on radius.accounting_queue to trunkline_api;
grant select, update, delete on radius.accounting_queue to trunkline_fold;
grant select, delete on radius.accounting_queue to trunkline_worker;

-- The package's index is unique over all tenants, and its ids can be guessed: the row that another tenant has under one
-- gives way, so that nobody holds up, or learns of, anybody else's sessions.
create function radius.give_way() returns trigger
language plpgsql security definer set search_path = radius, pg_temp as $$
begin
  update radius.radacct set acctuniqueid = tenant_id || ' ' || radacctid
  where acctuniqueid = new.acctuniqueid and tenant_id <> new.tenant_id;
  return new;
end $$;

-- A row without a session id is one that `sql_session_start` makes at the login: nothing has been told yet.
create function radius.queue_inserted() returns trigger
language plpgsql security definer set search_path = radius, pg_temp as $$
begin
  insert into radius.accounting_queue (tenant_id, radacct_id, kind, at, nas_address, acct_session_id, username,
    nas_port_id, calling_station_id, called_station_id, framed_ip, framed_ipv6_prefix, delegated_ipv6_prefix,
    session_time_s, input_octets, output_octets, terminate_cause, class)
  select tenant_id, radacctid,
    case when acctstoptime is not null then 'stop'
      when coalesce(acctsessiontime, 0) > 0 or coalesce(acctinputoctets, 0) > 0 or coalesce(acctoutputoctets, 0) > 0
        then 'interim'
      else 'start' end,
    coalesce(acctstoptime, acctupdatetime, acctstarttime, clock_timestamp()),
    nasipaddress, acctsessionid, username, nasportid, callingstationid, calledstationid, framedipaddress,
    framedipv6prefix, delegatedipv6prefix, acctsessiontime, acctinputoctets, acctoutputoctets, acctterminatecause,
    class
  from new_rows where acctsessionid <> '' order by radacctid;
  return null;
end $$;

-- Which packet changed a row is read from what it changed. Accounting-On closes all rows of a router in one statement
-- and touches neither octets nor connectinfo_stop, which a Stop always writes: it is one word about the router.
create function radius.queue_updated() returns trigger
language plpgsql security definer set search_path = radius, pg_temp as $$
begin
  insert into radius.accounting_queue (tenant_id, radacct_id, kind, at, nas_address, acct_session_id, username,
    nas_port_id, calling_station_id, called_station_id, framed_ip, framed_ipv6_prefix, delegated_ipv6_prefix,
    session_time_s, input_octets, output_octets, terminate_cause, class)
  select n.tenant_id, n.radacctid, k.kind,
    coalesce(case k.kind when 'start' then n.acctstarttime when 'stop' then n.acctstoptime end, n.acctupdatetime,
      n.acctstarttime, clock_timestamp()),
    n.nasipaddress, n.acctsessionid, n.username, n.nasportid, n.callingstationid, n.calledstationid,
    n.framedipaddress, n.framedipv6prefix, n.delegatedipv6prefix,
    case when k.kind <> 'start' then n.acctsessiontime end,
    case when k.kind <> 'start' then n.acctinputoctets end,
    case when k.kind <> 'start' then n.acctoutputoctets end,
    n.acctterminatecause, n.class
  from new_rows n join old_rows o on o.radacctid = n.radacctid
  cross join lateral (select case
    when n.acctstoptime is null and (n.acctstarttime is distinct from o.acctstarttime
      or n.acctupdatetime = n.acctstarttime and n.acctsessiontime is not distinct from o.acctsessiontime) then 'start'
    when n.acctstoptime is null then 'interim'
    when o.acctstoptime is null and n.connectinfo_stop is not distinct from o.connectinfo_stop
      and n.acctinputoctets is not distinct from o.acctinputoctets
      and n.acctoutputoctets is not distinct from o.acctoutputoctets then 'restart'
    when o.acctstoptime is not null and n.acctstoptime = o.acctstoptime
      and n.acctstarttime is distinct from o.acctstarttime then 'start'
    else 'stop' end as kind) k
  where n.acctsessionid <> '' and k.kind <> 'restart' and row(n.acctstarttime, n.acctupdatetime, n.acctstoptime,
      n.acctsessiontime, n.acctinputoctets, n.acctoutputoctets, n.framedipaddress, n.framedipv6prefix,
      n.delegatedipv6prefix, n.acctterminatecause, n.acctsessionid)
    is distinct from row(o.acctstarttime, o.acctupdatetime, o.acctstoptime, o.acctsessiontime, o.acctinputoctets,
      o.acctoutputoctets, o.framedipaddress, o.framedipv6prefix, o.delegatedipv6prefix, o.acctterminatecause,
      o.acctsessionid)
  order by n.radacctid;
  insert into radius.accounting_queue (tenant_id, kind, at, nas_address)
  select n.tenant_id, 'restart', max(n.acctstoptime), n.nasipaddress
  from new_rows n join old_rows o on o.radacctid = n.radacctid
  where o.acctstoptime is null and n.acctstoptime is not null
    and n.connectinfo_stop is not distinct from o.connectinfo_stop
    and n.acctinputoctets is not distinct from o.acctinputoctets
    and n.acctoutputoctets is not distinct from o.acctoutputoctets
  group by n.tenant_id, n.nasipaddress;
  return null;
end $$;

-- The stock configuration can note a router's restart here instead, and so does ours where no row was open.
create function radius.queue_reloaded() returns trigger
language plpgsql security definer set search_path = radius, pg_temp as $$
begin
  insert into radius.accounting_queue (tenant_id, kind, at, nas_address)
  values (new.tenant_id, 'restart', new.reloadtime, new.nasipaddress);
  return null;
end $$;

-- Nobody's password is kept, whatever the configuration of FreeRADIUS says about it.
create function radius.forget_password() returns trigger
language plpgsql as $$
begin
  new.pass := null;
  return new;
end $$;
revoke all on function radius.give_way(), radius.queue_inserted(), radius.queue_updated(), radius.queue_reloaded(),
  radius.forget_password() from public;

create trigger give_way before insert on radius.radacct for each row execute function radius.give_way();
create trigger queue_inserted after insert on radius.radacct
  referencing new table as new_rows for each statement execute function radius.queue_inserted();
create trigger queue_updated after update on radius.radacct
  referencing old table as old_rows new table as new_rows for each statement execute function radius.queue_updated();
create trigger queue_reloaded after insert or update on radius.nasreload
  for each row execute function radius.queue_reloaded();
create trigger forget_password before insert or update on radius.radpostauth
  for each row execute function radius.forget_password();

-- Through which router the login came; the stock table does not say.
alter table radius.radpostauth add column nasipaddress inet;

-- The name under which a login's rows stand, as ours looks for it: without blanks around it and capitals, without its
-- realm where the tenant says so, and as a device's address where it is one and nobody has it for a name.
create function radius.login_name(name text) returns text
language plpgsql stable security definer set search_path = radius, pg_temp as $$
declare
  own uuid := radius.own_tenant();
  -- Whatever locale the database has.
  key text := lower(btrim(normalize(name, nfc), E' \t\n\r\f\v') collate "pg_c_utf8");
  bare text;
  digits text;
begin
  if exists (select from settings.setting where tenant_id = own and setting.key = 'radius.stripRealm' and value = 'true'::jsonb)
  then
    bare := regexp_replace(key, '(?<=.)@[^@]*$', '');
    key := coalesce(nullif(regexp_replace(bare, '^[^\\]*\\', ''), ''), bare);
  end if;
  digits := lower(regexp_replace(btrim(name), '[:.-]', '', 'g'));
  if digits ~ '^[0-9a-f]{12}$' and not exists (
    select from subscribers.subscriber where tenant_id = own and username_key = key collate "C" and status <> 'closed')
  then
    return rtrim(regexp_replace(digits, '(..)', '\1:', 'g'), ':');
  end if;
  return key;
end $$;

-- How many sessions a name has open, as FreeRADIUS asks before it lets one more in: ours, whoever keeps them, and those
-- that the fold has not seen yet. A device that dials again at its router takes the place of its own session.
create function radius.open_sessions(name text, station text default null, router inet default null) returns bigint
language sql stable security definer set search_path = radius, pg_temp as $$
  select count(distinct (nas_address, acct_session_id)) from (
    select e.nas_address, e.acct_session_id, e.calling_station_id
    from subscribers.subscriber s
    join sessions.session e on e.tenant_id = s.tenant_id and e.subscriber_id = s.id and e.stopped_at is null
    where s.tenant_id = radius.own_tenant() and s.status <> 'closed' and s.id in (
      select id from subscribers.subscriber
        where tenant_id = radius.own_tenant() and username_key = name collate "C" and status <> 'closed'
      -- A device that is known by several addresses has rows for each.
      union select subscriber_id from radius.radcheck where tenant_id = radius.own_tenant() and username = name
    )
    union all
    select q.nas_address, q.acct_session_id, q.calling_station_id
    from radius.accounting_queue q
    where q.tenant_id = radius.own_tenant() and lower(q.username) = name and q.kind = 'start' and q.set_aside is null
      and not exists (
        select from radius.accounting_queue later
        where later.tenant_id = q.tenant_id and later.radacct_id = q.radacct_id and later.kind = 'stop'
      )
  ) open
  where not (router is not null and nas_address = router and station is not null
    and upper(regexp_replace(coalesce(calling_station_id, ''), '[^0-9A-Fa-f]', '', 'g'))
      = upper(regexp_replace(station, '[^0-9A-Fa-f]', '', 'g')))
$$;
revoke all on function radius.open_sessions(text, text, inet), radius.login_name(text) from public;
grant execute on function radius.open_sessions(text, text, inet), radius.login_name(text) to trunkline_freeradius;

-- Every session once, whichever server answered for it, in the columns of radacct: ours, among which are those that
-- FreeRADIUS kept and the fold has counted, and those of FreeRADIUS that still wait or could not be taken.
create view radius.sessions with (security_invoker = true) as
select null::bigint as radacctid, s.acct_session_id as acctsessionid, s.id::text as acctuniqueid,
  s.username, null::text as realm, s.nas_address as nasipaddress, s.nas_port_id as nasportid,
  null::text as nasporttype, s.started_at as acctstarttime, s.last_seen_at as acctupdatetime,
  s.stopped_at as acctstoptime, s.interim_interval_s::bigint as acctinterval, s.session_time_s as acctsessiontime,
  null::text as acctauthentic, null::text as connectinfo_start, null::text as connectinfo_stop,
  s.upload_bytes as acctinputoctets, s.download_bytes as acctoutputoctets, s.called_station_id as calledstationid,
  s.calling_station_id as callingstationid, s.terminate_cause::text as acctterminatecause,
  null::text as servicetype, null::text as framedprotocol, s.framed_ip as framedipaddress,
  null::inet as framedipv6address, s.framed_ipv6_prefix::inet as framedipv6prefix, null::text as framedinterfaceid,
  s.delegated_ipv6_prefix::inet as delegatedipv6prefix, null::text as class, s.tenant_id, s.subscriber_id
from (
  select tenant_id, id, acct_session_id, username, nas_address, nas_port_id, started_at, last_seen_at, stopped_at,
    interim_interval_s, session_time_s, upload_bytes, download_bytes, called_station_id, calling_station_id,
    terminate_cause, framed_ip, framed_ipv6_prefix, delegated_ipv6_prefix, subscriber_id
  from sessions.session
  union all
  select tenant_id, id, acct_session_id, username, nas_address, nas_port_id, started_at, last_seen_at, stopped_at,
    interim_interval_s, session_time_s, upload_bytes, download_bytes, called_station_id, calling_station_id,
    terminate_cause, framed_ip, framed_ipv6_prefix, delegated_ipv6_prefix, subscriber_id
  from sessions.history
) s
union all
select r.radacctid, r.acctsessionid, r.acctuniqueid, r.username, r.realm, r.nasipaddress, r.nasportid, r.nasporttype,
  r.acctstarttime, r.acctupdatetime, r.acctstoptime, r.acctinterval, r.acctsessiontime, r.acctauthentic,
  r.connectinfo_start, r.connectinfo_stop, r.acctinputoctets, r.acctoutputoctets, r.calledstationid,
  r.callingstationid, r.acctterminatecause, r.servicetype, r.framedprotocol, r.framedipaddress, r.framedipv6address,
  r.framedipv6prefix, r.framedinterfaceid, r.delegatedipv6prefix, r.class, r.tenant_id, r.subscriber_id
from radius.radacct r
where exists (
    select from radius.accounting_queue q where q.tenant_id = r.tenant_id and q.radacct_id = r.radacctid
  )
  and not exists (
    select from nas.nas n
    join sessions.session s on s.tenant_id = n.tenant_id and s.nas_id = n.id
      and s.nas_address = r.nasipaddress and s.acct_session_id = r.acctsessionid
    where n.tenant_id = r.tenant_id and n.prefix >>= r.nasipaddress
  );
grant select on radius.sessions to trunkline_api, trunkline_worker, trunkline_backup;

-- The worker forgets what is old, and brings logins into the authentication log.
create policy all_tenants_worker on radius.radacct to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on radius.radpostauth to trunkline_worker using (true) with check (true);
-- UPDATE to lock what it takes.
grant select, update, delete on radius.radacct, radius.radpostauth to trunkline_worker;
grant select on radius.radacct to trunkline_api;
create policy all_tenants_worker on aaa.auth_log for insert to trunkline_worker with check (true);
create policy all_tenants_worker on aaa.login_minute to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on aaa.login_hour to trunkline_worker using (true) with check (true);
grant insert on aaa.auth_log to trunkline_worker;
grant insert, update on aaa.login_minute, aaa.login_hour to trunkline_worker;
