-- The tables that FreeRADIUS 3.2 reads and writes, for tenants that run it on this database. Its columns and indexes
-- are as FreeRADIUS brings them, followed by tenant_id and subscriber_id. Each tenant's FreeRADIUS logs in as a role of
-- its own, a member of trunkline_freeradius, and sees the rows of that tenant alone.

-- Whose rows these are: a FreeRADIUS's by the role that it logged in as, which no setting can change; our own roles' by
-- the tenant that they entered.
create function radius.own_tenant() returns uuid
language sql stable parallel safe
return case
  when session_user ~ '^trunkline_freeradius_[0-9a-f]{32}$' then right(session_user, 32)::uuid
  else nullif(current_setting('app.tenant', true), '')::uuid
end;

create table radius.radcheck (
  id bigserial primary key,
  username text not null default '',
  attribute text not null default '',
  op varchar(2) not null default '==',
  value text not null default '',
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index radcheck_username on radius.radcheck (username, attribute);
create index radcheck_subscriber on radius.radcheck (tenant_id, subscriber_id);

create table radius.radreply (
  id bigserial primary key,
  username text not null default '',
  attribute text not null default '',
  op varchar(2) not null default '=',
  value text not null default '',
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index radreply_username on radius.radreply (username, attribute);
create index radreply_subscriber on radius.radreply (tenant_id, subscriber_id);

create table radius.radusergroup (
  id bigserial primary key,
  username text not null default '',
  groupname text not null default '',
  priority integer not null default 0,
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index radusergroup_username on radius.radusergroup (username);
create index radusergroup_subscriber on radius.radusergroup (tenant_id, subscriber_id);

create table radius.radgroupcheck (
  id bigserial primary key,
  groupname text not null default '',
  attribute text not null default '',
  op varchar(2) not null default '==',
  value text not null default '',
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index radgroupcheck_groupname on radius.radgroupcheck (groupname, attribute);
create index radgroupcheck_tenant on radius.radgroupcheck (tenant_id);

create table radius.radgroupreply (
  id bigserial primary key,
  groupname text not null default '',
  attribute text not null default '',
  op varchar(2) not null default '=',
  value text not null default '',
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index radgroupreply_groupname on radius.radgroupreply (groupname, attribute);
create index radgroupreply_subscriber on radius.radgroupreply (tenant_id, subscriber_id);

create table radius.nas (
  id bigserial constraint client_pkey primary key,
  nasname text not null,
  shortname text not null,
  type text not null default 'other',
  ports integer,
  secret text not null,
  server text,
  community text,
  description text,
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index nas_nasname on radius.nas (nasname);
create index client_tenant on radius.nas (tenant_id);

create table radius.radpostauth (
  id bigserial primary key,
  username text not null,
  pass text,
  reply text,
  calledstationid text,
  callingstationid text,
  authdate timestamptz not null default now(),
  class text,
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index radpostauth_username_idx on radius.radpostauth (username);
create index radpostauth_class_idx on radius.radpostauth (class);

-- Routers of several tenants may have the same private address, so the key begins with the tenant.
create table radius.nasreload (
  nasipaddress inet not null,
  reloadtime timestamptz not null,
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null,
  primary key (tenant_id, nasipaddress)
);

create table radius.radacct (
  radacctid bigserial primary key,
  acctsessionid text not null,
  acctuniqueid text not null unique,
  username text,
  realm text,
  nasipaddress inet not null,
  nasportid text,
  nasporttype text,
  acctstarttime timestamptz,
  acctupdatetime timestamptz,
  acctstoptime timestamptz,
  acctinterval bigint,
  acctsessiontime bigint,
  acctauthentic text,
  connectinfo_start text,
  connectinfo_stop text,
  acctinputoctets bigint,
  acctoutputoctets bigint,
  calledstationid text,
  callingstationid text,
  acctterminatecause text,
  servicetype text,
  framedprotocol text,
  framedipaddress inet,
  framedipv6address inet,
  framedipv6prefix inet,
  framedinterfaceid text,
  delegatedipv6prefix inet,
  class text,
  tenant_id uuid not null default radius.own_tenant(),
  subscriber_id uuid default null
);
create index radacct_active_session_idx on radius.radacct (acctuniqueid) where acctstoptime is null;
create index radacct_bulk_close on radius.radacct (nasipaddress, acctstarttime) where acctstoptime is null;
create index radacct_start_user_idx on radius.radacct (acctstarttime, username);
create index radacct_class_idx on radius.radacct (class);
create index radacct_tenant on radius.radacct (tenant_id, radacctid);

-- The switch of a tenant.
create table radius.bridge (
  tenant_id uuid primary key references tenancy.tenant (id),
  is_on boolean not null,
  -- Of the present state.
  since timestamptz not null,
  -- Everybody's rows are to be looked at, and who has none put in: when the bridge was turned on, after a gap in the
  -- change feed, and when something changed that is everybody's.
  everybody_is_due boolean not null default true,
  routers_are_due boolean not null default true,
  -- Of the routers that are enabled; a group of rows has one set for each.
  vendors text[] not null default '{}',
  verified_at timestamptz,
  verified_differences integer,
  recorded_at timestamptz not null default now()
);

-- Whose rows are kept, and when they are to be looked at next.
create table radius.bridged_subscriber (
  tenant_id uuid not null,
  subscriber_id uuid not null,
  -- '-infinity': at once, whatever any clock says.
  due_at timestamptz not null,
  -- When the first news came that is not in the rows yet; null: there is none.
  news_at timestamptz,
  -- How long the last news took into the rows, and when it was there.
  lag_ms integer,
  settled_at timestamptz,
  -- Null: refused, or not looked at yet.
  group_name text,
  -- What was left of a quota that cuts when the rows were written, as they say it; null: no such limit.
  volume_left bigint,
  time_left_s bigint,
  -- The rows could not be made; why stands in the worker's log.
  is_failed boolean not null default false,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, subscriber_id)
) with (fillfactor = 70);
create index bridged_subscriber_due on radius.bridged_subscriber (due_at);
create index bridged_subscriber_group on radius.bridged_subscriber (tenant_id, group_name);

-- Rows that many subscribers share, and when they change next: with them the speed of a plan by the hour.
create table radius.bridged_group (
  tenant_id uuid not null,
  name text not null,
  due_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, name)
);
create index bridged_group_due on radius.bridged_group (due_at);

-- How far the change feed has been followed, by all workers together.
create table radius.feed_position (
  is_only boolean primary key default true check (is_only),
  source text not null default '',
  xid xid8 not null default '0'
);
insert into radius.feed_position default values;

call platform.protect('radius.radcheck');
call platform.protect('radius.radreply');
call platform.protect('radius.radusergroup');
call platform.protect('radius.radgroupcheck');
call platform.protect('radius.radgroupreply');
call platform.protect('radius.nas');
call platform.protect('radius.radpostauth');
call platform.protect('radius.nasreload');
call platform.protect('radius.radacct');
call platform.protect('radius.bridge');
call platform.protect('radius.bridged_subscriber');
call platform.protect('radius.bridged_group');

-- The worker keeps the rows of all tenants; each FreeRADIUS reaches those of its own.
do $$
declare
  name text;
begin
  foreach name in array array['radcheck', 'radreply', 'radusergroup', 'radgroupcheck', 'radgroupreply', 'nas'] loop
    execute format('create policy all_tenants_worker on radius.%I to trunkline_worker using (true) with check (true)', name);
    execute format('create policy own_rows on radius.%I for select to trunkline_freeradius
      using (tenant_id = (select radius.own_tenant()))', name);
    execute format('grant select, insert, update, delete on radius.%I to trunkline_worker', name);
    execute format('grant select, delete on radius.%I to trunkline_api', name);
    execute format('grant select on radius.%I to trunkline_freeradius', name);
  end loop;
  foreach name in array array['radpostauth', 'nasreload', 'radacct'] loop
    execute format('create policy own_rows on radius.%I to trunkline_freeradius
      using (tenant_id = (select radius.own_tenant())) with check (tenant_id = (select radius.own_tenant()))', name);
    execute format('grant select, insert, update on radius.%I to trunkline_freeradius', name);
  end loop;
end $$;
create policy all_tenants_worker on radius.bridge to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on radius.bridged_subscriber to trunkline_worker using (true) with check (true);
create policy all_tenants_worker on radius.bridged_group to trunkline_worker using (true) with check (true);

grant usage on schema radius to trunkline_freeradius;
-- Nobody else's sequence: the numbers of rows tell one tenant no more than that others are there.
grant usage on sequence radius.radpostauth_id_seq, radius.radacct_radacctid_seq to trunkline_freeradius;
grant usage on sequence radius.radcheck_id_seq, radius.radreply_id_seq, radius.radusergroup_id_seq,
  radius.radgroupcheck_id_seq, radius.radgroupreply_id_seq, radius.nas_id_seq to trunkline_worker;
grant select, update on radius.bridge to trunkline_worker;
grant select, insert, update on radius.bridge to trunkline_api;
grant select, insert, update, delete on radius.bridged_subscriber, radius.bridged_group to trunkline_worker;
grant select, delete on radius.bridged_subscriber, radius.bridged_group to trunkline_api;
grant select, update on radius.feed_position to trunkline_worker;

-- Makes the role that a tenant's FreeRADIUS logs in as, or gives it another password: `verifier` is what PostgreSQL
-- keeps of one (RFC 5803), so that no log ever sees the password. Answers the role's name.
create function radius.open_login(tenant uuid, verifier text) returns text
language plpgsql security definer set search_path = radius, pg_temp as $$
declare
  login text := 'trunkline_freeradius_' || replace(tenant::text, '-', '');
begin
  if tenant is distinct from platform.tenant() then
    raise exception 'radius.open_login: a login of another tenant';
  end if;
  if verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' then
    raise exception 'radius.open_login: no SCRAM verifier';
  end if;
  if not exists (select from pg_roles where rolname = login) then
    execute format('create role %I nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls', login);
    execute format('grant trunkline_freeradius to %I with inherit true, set false', login);
    -- Only who has the rights of a role sees what its connections do, may end them and drop what it owns.
    execute format('grant %I to trunkline_owner with inherit true, set false', login);
  end if;
  execute format('alter role %I login connection limit 20 password %L', login, verifier);
  execute format('alter role %I set search_path = radius', login);
  execute format('alter role %I set statement_timeout = %L', login, '5s');
  execute format('alter role %I set lock_timeout = %L', login, '2s');
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', login, '5s');
  return login;
end $$;

-- Removes it with all that it holds, and ends its connections.
create function radius.close_login(tenant uuid) returns void
language plpgsql security definer set search_path = radius, pg_temp as $$
declare
  login text := 'trunkline_freeradius_' || replace(tenant::text, '-', '');
begin
  if tenant is distinct from platform.tenant() then
    raise exception 'radius.close_login: a login of another tenant';
  end if;
  if not exists (select from pg_roles where rolname = login) then
    return;
  end if;
  execute format('alter role %I nologin', login);
  perform pg_terminate_backend(pid) from pg_stat_activity where usename = login;
  execute format('drop owned by %I', login);
  execute format('drop role %I', login);
end $$;

-- Ends the connections of FreeRADIUS logins whose transaction has run for longer: an open one holds up the change feed
-- of every tenant, and the time limits of a login are the login's own to change. Answers how many.
create function radius.end_stuck_logins(longest interval) returns bigint
language sql volatile security definer set search_path = radius, pg_temp
begin atomic
  select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
  where usename ~ '^trunkline_freeradius_[0-9a-f]{32}$' and datname = current_database()
    and xact_start < clock_timestamp() - longest;
end;
revoke all on function radius.open_login(uuid, text), radius.close_login(uuid), radius.end_stuck_logins(interval)
  from public;
grant execute on function radius.end_stuck_logins(interval) to trunkline_worker;
grant execute on function radius.open_login(uuid, text), radius.close_login(uuid) to trunkline_api;
