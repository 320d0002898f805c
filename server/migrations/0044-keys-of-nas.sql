-- A key that speaks for one NAS, as a captive portal does: it asks for logins and reports sessions, and nothing else.
-- Once its NAS is gone it speaks for nobody.
alter table staff.api_key
  add column nas_id uuid,
  add foreign key (tenant_id, nas_id) references nas.nas (tenant_id, id) on delete set null (nas_id),
  add check (nas_id is null or permissions = array['hotspot.aaa']);
create index api_key_nas on staff.api_key (tenant_id, nas_id) where nas_id is not null;

drop function staff.api_key_by_token(bytea, timestamptz);
create function staff.api_key_by_token(hash bytea, at timestamptz)
returns table (id uuid, tenant_id uuid, name text, permissions text[], expires_at timestamptz, nas_id uuid)
language sql stable security definer set search_path = staff, pg_temp
begin atomic
  select k.id, k.tenant_id, k.name, k.permissions, k.expires_at, k.nas_id
  from staff.api_key k join tenancy.tenant t on t.id = k.tenant_id
  where k.token_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
    and t.status = 'active';
end;
revoke all on function staff.api_key_by_token(bytea, timestamptz) from public;
grant execute on function staff.api_key_by_token(bytea, timestamptz) to trunkline_api;
