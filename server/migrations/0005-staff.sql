-- People who work here. A person is unique in the installation by e-mail; a membership gives a person a
-- role in one tenant; a session is a hashed random token with the tenant in it.
create schema staff;
grant usage on schema staff to trunkline_api, trunkline_worker, trunkline_backup;

create table staff.person (
  id uuid primary key,
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 200),
  password_hash text not null,
  must_change_password boolean not null default false,
  is_operator boolean not null default false,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  unique (email)
);

create table staff.role (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  permissions text[] not null,
  -- The owner role holds every permission, those of later versions included, and cannot be edited.
  is_owner boolean not null default false,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index role_name on staff.role (tenant_id, lower(name));
create unique index role_owner on staff.role (tenant_id) where is_owner;

create table staff.membership (
  tenant_id uuid not null references tenancy.tenant (id),
  person_id uuid not null references staff.person (id),
  role_id uuid not null,
  status text not null default 'active' check (status in ('active', 'disabled')),
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, person_id),
  foreign key (tenant_id, role_id) references staff.role (tenant_id, id)
);
create index membership_person on staff.membership (person_id);
create index membership_role on staff.membership (tenant_id, role_id);

create table staff.session (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  person_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address inet,
  user_agent text,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references staff.membership (tenant_id, person_id)
);
create index session_person on staff.session (tenant_id, person_id);

call platform.protect('staff.role');
call platform.protect('staff.membership');
call platform.protect('staff.session');
grant select, insert, update, delete on staff.role to trunkline_api;
grant select, insert, update on staff.membership, staff.session to trunkline_api;
grant select, delete on staff.session to trunkline_worker;

-- A person is seen by the tenants they belong to. Anyone who may add staff inserts; the row becomes
-- visible with its membership.
alter table staff.person enable row level security;
alter table staff.person force row level security;
create policy owner_rows on staff.person to trunkline_owner using (true) with check (true);
create policy member_rows on staff.person for select to trunkline_api
  using (exists (select from staff.membership m where m.person_id = person.id and m.tenant_id = platform.tenant()));
create policy member_update on staff.person for update to trunkline_api
  using (exists (select from staff.membership m where m.person_id = person.id and m.tenant_id = platform.tenant()));
create policy any_insert on staff.person for insert to trunkline_api with check (true);
grant select, insert, update on staff.person to trunkline_api;
grant select on staff.person to trunkline_backup;

-- Sign-in happens before a tenant is known. These functions are the only way past the policies and
-- answer for one exact e-mail or one exact token hash.
create function staff.person_by_email(wanted text)
returns table (id uuid, name text, password_hash text, must_change_password boolean, is_operator boolean)
language sql stable security definer set search_path = staff, pg_temp
begin atomic
  select p.id, p.name, p.password_hash, p.must_change_password, p.is_operator
  from staff.person p where p.email = lower(wanted);
end;

create function staff.memberships_of(wanted uuid)
returns table (tenant_id uuid, tenant_code text, tenant_name text, role_id uuid)
language sql stable security definer set search_path = staff, pg_temp
begin atomic
  select m.tenant_id, t.code, t.name, m.role_id
  from staff.membership m join tenancy.tenant t on t.id = m.tenant_id
  where m.person_id = wanted and m.status = 'active' and t.status = 'active'
  order by t.code;
end;

create function staff.session_by_token(hash bytea, at timestamptz)
returns table (id uuid, tenant_id uuid, person_id uuid, person_name text, email text, must_change_password boolean,
               is_operator boolean, is_owner boolean, permissions text[], expires_at timestamptz)
language sql stable security definer set search_path = staff, pg_temp
begin atomic
  select s.id, s.tenant_id, s.person_id, p.name, p.email, p.must_change_password,
         p.is_operator, r.is_owner, r.permissions, s.expires_at
  from staff.session s
    join staff.person p on p.id = s.person_id
    join staff.membership m on m.tenant_id = s.tenant_id and m.person_id = s.person_id
    join staff.role r on r.tenant_id = m.tenant_id and r.id = m.role_id
    join tenancy.tenant t on t.id = s.tenant_id
  where s.token_hash = hash and s.revoked_at is null and s.expires_at > at
    and m.status = 'active' and t.status = 'active';
end;
-- A new password ends a person's sessions in every tenant, also in those that the transaction cannot see.
create function staff.revoke_sessions(person uuid, kept_session uuid, at timestamptz) returns void
language sql security definer set search_path = staff, pg_temp
begin atomic
  update staff.session set revoked_at = at
  where person_id = person and id is distinct from kept_session and revoked_at is null;
end;
revoke all on function staff.person_by_email(text), staff.memberships_of(uuid), staff.session_by_token(bytea, timestamptz),
  staff.revoke_sessions(uuid, uuid, timestamptz) from public;
grant execute on function staff.person_by_email(text), staff.memberships_of(uuid), staff.session_by_token(bytea, timestamptz),
  staff.revoke_sessions(uuid, uuid, timestamptz) to trunkline_api;
