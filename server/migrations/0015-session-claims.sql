-- Logins that several radius nodes have granted and that no session stands for yet. One node needs none of
-- this: it knows its own. Unlogged: a claim lives for a minute, and a crash of the database that forgets it errs
-- for as long.
create unlogged table aaa.session_claim (
  tenant_id uuid not null references tenancy.tenant (id),
  subscriber_id uuid not null,
  -- The number in the Class of the Accept; of one node's process, and hardly ever of two.
  reservation bigint not null,
  nas_id uuid not null,
  nas_address inet not null,
  -- Empty: the NAS named no device.
  station_id text not null,
  expires_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, subscriber_id, reservation)
);
create index session_claim_expired on aaa.session_claim (expires_at);
call platform.protect('aaa.session_claim');
create policy all_tenants on aaa.session_claim to trunkline_radius using (true) with check (true);
-- Whoever deletes claims passes over those that another transaction is deleting (for update skip locked), which
-- needs the right to update although nobody does.
grant select, insert, update, delete on aaa.session_claim to trunkline_radius;

-- Claims a slot for each of `wanted`, in one transaction: granted where the sessions that the database holds open
-- and the claims of other logins leave room. A login of the same device at the same router takes over its own.
-- Subscribers are locked in the order of their ids, so that two nodes wait for each other and never deadlock.
create function aaa.claim_sessions(wanted jsonb, at timestamptz, claim_s integer)
returns table (place integer, is_granted boolean)
language plpgsql as $$
declare
  login record;
  taken integer;
begin
  for login in
    select * from jsonb_to_recordset(wanted) as l(place integer, tenant_id uuid, subscriber_id uuid, reservation bigint,
      nas_id uuid, nas_address inet, station_id text, max_sessions integer, interval_s integer)
    order by l.subscriber_id, l.place
  loop
    perform pg_advisory_xact_lock(hashtextextended(login.subscriber_id::text, 727016));
    delete from aaa.session_claim c
      where c.tenant_id = login.tenant_id and c.subscriber_id = login.subscriber_id
        and (c.expires_at <= at or (login.station_id <> '' and c.station_id = login.station_id
          and c.nas_id = login.nas_id and c.nas_address = login.nas_address));
    select count(*) into taken from (
      select from sessions.session s
        where s.tenant_id = login.tenant_id and s.subscriber_id = login.subscriber_id and s.stopped_at is null
          -- Unheard of for three interim intervals and a minute: over without a word.
          and s.last_seen_at > at - make_interval(secs => 60 + 3 * coalesce(s.interim_interval_s, login.interval_s))
          and not (login.station_id <> '' and s.calling_station_id is not distinct from login.station_id
            and s.nas_id = login.nas_id and s.nas_address = login.nas_address)
      union all
      select from aaa.session_claim c
        where c.tenant_id = login.tenant_id and c.subscriber_id = login.subscriber_id
          -- Where its session is there already, that one counts; without a device, any that came after the claim.
          and not exists (select from sessions.session s
            where s.tenant_id = c.tenant_id and s.subscriber_id = c.subscriber_id and s.stopped_at is null
              and s.nas_id = c.nas_id and (s.calling_station_id = c.station_id
                or (c.station_id = '' and s.calling_station_id is null and s.recorded_at >= c.recorded_at)))
    ) t;
    place := login.place;
    is_granted := taken < login.max_sessions;
    if is_granted then
      insert into aaa.session_claim (tenant_id, subscriber_id, reservation, nas_id, nas_address, station_id, expires_at)
        values (login.tenant_id, login.subscriber_id, login.reservation, login.nas_id, login.nas_address,
          login.station_id, at + make_interval(secs => claim_s))
        on conflict do nothing;
    end if;
    return next;
  end loop;
end $$;
revoke all on function aaa.claim_sessions(jsonb, timestamptz, integer) from public;
grant execute on function aaa.claim_sessions(jsonb, timestamptz, integer) to trunkline_radius;
