-- Machines sign in with an API key: a random token that belongs to a tenant and holds a list of permissions of its
-- own. It outlives the sessions, the role and the membership of the person who made it.
create table staff.api_key (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  permissions text[] not null,
  created_by uuid not null,
  created_at timestamptz not null,
  -- Null: holds until it is revoked.
  expires_at timestamptz,
  revoked_at timestamptz,
  -- Coarse: written once in a while, not at each request.
  last_used_at timestamptz,
  revision integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references staff.membership (tenant_id, person_id)
);
-- The audit log names keys, so two that work at the same time are told apart.
create unique index api_key_name on staff.api_key (tenant_id, lower(name)) where revoked_at is null;
create index api_key_maker on staff.api_key (tenant_id, created_by);

call platform.protect('staff.api_key');
grant select, insert, update on staff.api_key to trunkline_api;

-- Like session_by_token: answers for one exact token, before a tenant is known.
create function staff.api_key_by_token(hash bytea, at timestamptz)
returns table (id uuid, tenant_id uuid, name text, permissions text[], expires_at timestamptz)
language sql stable security definer set search_path = staff, pg_temp
begin atomic
  select k.id, k.tenant_id, k.name, k.permissions, k.expires_at
  from staff.api_key k join tenancy.tenant t on t.id = k.tenant_id
  where k.token_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
    and t.status = 'active';
end;
revoke all on function staff.api_key_by_token(bytea, timestamptz) from public;
grant execute on function staff.api_key_by_token(bytea, timestamptz) to trunkline_api;
