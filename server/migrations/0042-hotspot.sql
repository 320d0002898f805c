-- Hotspots: the devices that people log in with, and where one may go before the login.
create schema hotspot;
grant usage on schema hotspot to trunkline_api, trunkline_radius, trunkline_fold, trunkline_worker, trunkline_backup;

create table hotspot.device (
  tenant_id uuid not null,
  id uuid not null,
  subscriber_id uuid not null,
  mac macaddr not null,
  name text check (length(name) between 1 and 100),
  first_seen_at timestamptz not null,
  -- Coarse: written at logins, and once in some hours while a session goes on.
  last_seen_at timestamptz not null,
  -- Until then the device logs in by its address alone; null: by password only.
  remembered_until timestamptz,
  -- Of the sealed password with which it was remembered: another password ends what stands on the old one.
  remembered_by text,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, subscriber_id, mac),
  foreign key (tenant_id, subscriber_id) references subscribers.subscriber (tenant_id, id),
  check ((remembered_until is null) = (remembered_by is null))
);
-- An address stands for one subscriber at a time, who proved a password from it last.
create unique index device_remembered on hotspot.device (tenant_id, mac) where remembered_until is not null;

-- Where a device may go before anybody has logged in: a name, or addresses with or without a port.
create table hotspot.walled_garden_entry (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  -- A host, or `*.` and a domain.
  host text check (length(host) between 1 and 253),
  prefix cidr,
  protocol text check (protocol in ('tcp', 'udp')),
  port integer check (port between 1 and 65535),
  note text check (length(note) between 1 and 200),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (num_nonnulls(host, prefix) = 1),
  check (protocol is null or prefix is not null),
  check ((protocol is null) = (port is null))
);
create unique index walled_garden_entry_once on hotspot.walled_garden_entry
  (tenant_id, coalesce(host, text(prefix)), coalesce(protocol, ''), coalesce(port, 0));

call platform.protect('hotspot.device');
call platform.protect('hotspot.walled_garden_entry');
call platform.feed('hotspot.device', 'platform.record_subscriber_change', 'subscriber');
create policy all_tenants on hotspot.device to trunkline_radius using (true) with check (true);
create policy all_tenants on hotspot.walled_garden_entry for select to trunkline_worker using (true);
grant select, update, delete on hotspot.device to trunkline_api;
grant select, insert, update, delete on hotspot.device to trunkline_radius;
grant select, insert, delete on hotspot.walled_garden_entry to trunkline_api;
grant select on hotspot.walled_garden_entry to trunkline_worker;

-- Keeps a device that has just logged in, or says that the account has no slot for it. Two nodes that keep devices of
-- one account at once meet at the lock, so that together they keep no more than there are slots.
create function hotspot.keep_device(
  device_id uuid, of_tenant uuid, of_subscriber uuid, device macaddr, seen timestamptz, remember_until timestamptz,
  slots integer, forget_before timestamptz, most integer) returns boolean
language plpgsql set search_path = hotspot, pg_temp as $$
declare
  remember_by text;
  taken integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('hotspot.device ' || of_subscriber::text, 0));
  if remember_until is not null then
    select md5(s.password_sealed) into remember_by from subscribers.subscriber s
      where s.tenant_id = of_tenant and s.id = of_subscriber and s.password_sealed is not null;
    update hotspot.device d set remembered_until = null, remembered_by = null
      where d.tenant_id = of_tenant and d.mac = device and d.subscriber_id <> of_subscriber and d.remembered_until is not null;
  end if;
  update hotspot.device d set
      last_seen_at = greatest(d.last_seen_at, seen),
      remembered_until = case when remember_by is null then d.remembered_until else remember_until end,
      remembered_by = coalesce(remember_by, d.remembered_by)
    where d.tenant_id = of_tenant and d.subscriber_id = of_subscriber and d.mac = device;
  if found then
    return true;
  end if;
  delete from hotspot.device d
    where d.tenant_id = of_tenant and d.subscriber_id = of_subscriber and d.last_seen_at < forget_before;
  select count(*) into taken from hotspot.device d where d.tenant_id = of_tenant and d.subscriber_id = of_subscriber;
  if taken >= slots then
    return false;
  end if;
  -- Without a limit of slots there is one of rows: phones that change their address would fill the table.
  delete from hotspot.device d where d.tenant_id = of_tenant and d.id in (
    select o.id from hotspot.device o where o.tenant_id = of_tenant and o.subscriber_id = of_subscriber
    order by o.last_seen_at desc offset most - 1);
  insert into hotspot.device (tenant_id, id, subscriber_id, mac, first_seen_at, last_seen_at, remembered_until, remembered_by)
    values (of_tenant, device_id, of_subscriber, device, seen, seen, case when remember_by is not null then remember_until end, remember_by);
  return true;
end $$;
revoke all on function hotspot.keep_device(uuid, uuid, uuid, macaddr, timestamptz, timestamptz, integer, timestamptz, integer) from public;
grant execute on function hotspot.keep_device(uuid, uuid, uuid, macaddr, timestamptz, timestamptz, integer, timestamptz, integer) to trunkline_radius;
