-- The first start makes a tenant with its owner, whom nobody is yet. Whoever brings the code that it prints, or
-- signs in with the password that it prints, becomes that owner; after that this is closed for ever. One row at most,
-- reached only through the functions below.
create table staff.setup (
  only_row boolean primary key default true check (only_row),
  tenant_id uuid not null,
  person_id uuid not null,
  -- Each start makes a new code while it is open: the last one printed holds.
  code_hash bytea not null check (octet_length(code_hash) = 32),
  closed_at timestamptz,
  foreign key (tenant_id, person_id) references staff.membership (tenant_id, person_id)
);
call platform.protect('staff.setup');

create function staff.offer_setup(tenant uuid, person uuid, hash bytea) returns void
language sql security definer set search_path = staff, pg_temp
begin atomic
  insert into staff.setup (tenant_id, person_id, code_hash) values (tenant, person, hash) on conflict do nothing;
end;

-- False once it is closed, and where it was never offered.
create function staff.renew_setup(hash bytea) returns boolean
language plpgsql security definer set search_path = staff, pg_temp as $$
begin
  update staff.setup set code_hash = hash where closed_at is null;
  return found;
end $$;

create function staff.setup_is_open() returns boolean
language sql stable security definer set search_path = staff, pg_temp
begin atomic
  select exists (select from staff.setup where closed_at is null);
end;

-- Answers once, and for the exact code alone.
create function staff.claim_setup(hash bytea, at timestamptz)
returns table (tenant_id uuid, person_id uuid)
language sql security definer set search_path = staff, pg_temp
begin atomic
  update staff.setup s set closed_at = at where s.code_hash = hash and s.closed_at is null
  returning s.tenant_id, s.person_id;
end;

create function staff.close_setup(at timestamptz) returns void
language sql security definer set search_path = staff, pg_temp
begin atomic
  update staff.setup set closed_at = at where closed_at is null;
end;
revoke all on function staff.offer_setup(uuid, uuid, bytea), staff.renew_setup(bytea), staff.setup_is_open(),
  staff.claim_setup(bytea, timestamptz), staff.close_setup(timestamptz) from public;
grant execute on function staff.offer_setup(uuid, uuid, bytea), staff.renew_setup(bytea), staff.setup_is_open(),
  staff.claim_setup(bytea, timestamptz), staff.close_setup(timestamptz) to trunkline_api;
