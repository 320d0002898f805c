import { sql } from 'kysely';
import type { Database } from '../../src/platform/db/index.ts';

/**
 * A fingerprint of every row that the product has, by table; with a tenant, of that tenant's rows alone.
 * `owner` connects as trunkline_owner, who sees all of them.
 */
export async function digestRows(owner: Database, tenantId?: string): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string; hasTenant: boolean }>`
    select n.nspname || '.' || c.relname as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and pg_get_userbyid(c.relowner) = 'trunkline_owner'
      and n.nspname not in ('public', 'jobs') order by 1`.execute(owner.kysely);
  const fingerprints: Record<string, string> = {};
  const parts = tables.flatMap(({ name, hasTenant }) => {
    const of = rowsOf({ name, hasTenant }, tenantId);
    return of
      ? [
          sql`select ${name}::text as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as fingerprint
            from ${sql.raw(name)} t where ${of}`,
        ]
      : [];
  });
  const { rows } = await sql<{ name: string; fingerprint: string }>`
    ${sql.join(parts, sql` union all `)}`.execute(owner.kysely);
  for (const { name, fingerprint } of rows) fingerprints[name] = fingerprint;
  return fingerprints;
}

function rowsOf({ name, hasTenant }: { name: string; hasTenant: boolean }, tenantId: string | undefined) {
  if (tenantId === undefined) return sql`true`;
  if (hasTenant) return sql`t.tenant_id = ${tenantId}`;
  if (name === 'tenancy.tenant') return sql`t.id = ${tenantId}`;
  if (name === 'staff.person') {
    return sql`t.id in (select person_id from staff.membership where tenant_id = ${tenantId})`;
  }
  return undefined;
}
