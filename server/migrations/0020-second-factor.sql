-- The second factor of a person, the same in every tenant they belong to: the secret of a TOTP (RFC 6238), sealed, and
-- hashes of the recovery codes that are left. It counts from confirmed_at on, when a first code has proved it.
create table staff.second_factor (
  person_id uuid primary key references staff.person (id),
  secret_sealed bytea not null,
  confirmed_at timestamptz,
  -- The time step of the last code that was accepted: no code is accepted twice, nor one before it.
  last_step bigint not null default 0,
  recovery_hashes bytea[] not null default '{}',
  -- Wrong codes in a row; every few of them no code is looked at until blocked_until.
  failures integer not null default 0,
  blocked_until timestamptz
);
alter table staff.second_factor enable row level security;
alter table staff.second_factor force row level security;
create policy owner_rows on staff.second_factor to trunkline_owner using (true) with check (true);
create policy member_rows on staff.second_factor to trunkline_api
  using (exists (select from staff.membership m where m.person_id = second_factor.person_id and m.tenant_id = platform.tenant()))
  with check (exists (select from staff.membership m where m.person_id = second_factor.person_id and m.tenant_id = platform.tenant()));
grant select, insert, update, delete on staff.second_factor to trunkline_api;
grant select on staff.second_factor to trunkline_backup;

-- A sign-in whose password was right and whose second factor is awaited. It opens nothing by itself.
create table staff.challenge (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  person_id uuid not null,
  -- A hash of the password's hash: a new password ends what the old one began.
  password_sha256 bytea not null check (octet_length(password_sha256) = 32),
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references staff.membership (tenant_id, person_id)
);
create index challenge_person on staff.challenge (tenant_id, person_id);
call platform.protect('staff.challenge');
grant select, insert, delete on staff.challenge to trunkline_api;

-- Like session_by_token: answers for one exact token, before a tenant is known.
create function staff.challenge_by_token(hash bytea, at timestamptz)
returns table (id uuid, tenant_id uuid, tenant_code text, tenant_name text, person_id uuid, email text,
               password_sha256 bytea)
language sql stable security definer set search_path = staff, pg_temp
begin atomic
  select c.id, c.tenant_id, t.code, t.name, c.person_id, p.email, c.password_sha256
  from staff.challenge c
    join staff.person p on p.id = c.person_id
    join staff.membership m on m.tenant_id = c.tenant_id and m.person_id = c.person_id
    join tenancy.tenant t on t.id = c.tenant_id
  where c.token_hash = hash and c.expires_at > at and m.status = 'active' and t.status = 'active';
end;
revoke all on function staff.challenge_by_token(bytea, timestamptz) from public;
grant execute on function staff.challenge_by_token(bytea, timestamptz) to trunkline_api;
