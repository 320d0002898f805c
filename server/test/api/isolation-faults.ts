import { sql } from 'kysely';
import type { Database } from '../../src/platform/db/index.ts';

/** Tables without tenant_id. Those marked 'own policies' hold tenants' data all the same. */
const tablesWithoutTenant: Record<string, 'own policies' | 'no tenant data'> = {
  'tenancy.tenant': 'own policies',
  'staff.person': 'own policies',
  'staff.second_factor': 'own policies',
  'platform.change_horizon': 'no tenant data',
  'platform.partitioned': 'no tenant data',
  'platform.role_status': 'no tenant data',
  'sessions.journal_position': 'no tenant data',
  'jobs.worker_beat': 'no tenant data',
  'enforcement.feed_position': 'no tenant data',
  'radius.feed_position': 'no tenant data',
  'nas.unknown_source': 'own policies',
};

/** What is unique in the whole installation, and why it must be. */
const installationWideKeys: Record<string, string> = {
  nas_prefix: 'a packet finds its tenant by its source address',
  nas_certificate: 'a packet finds its tenant by the certificate of its connection',
  own_port_port: 'a port of this machine belongs to one tenant; the operator alone gives them',
  nas_prefix_of_one_tenant: 'nobody may take packets out of the prefix of another',
  api_key_token_hash_key: 'a token finds its tenant; 256 random bits tell nothing',
  client_pkey: 'a number of a row tells only that there are others; FreeRADIUS wants one column',
  radcheck_pkey: 'as client_pkey',
  radreply_pkey: 'as client_pkey',
  radusergroup_pkey: 'as client_pkey',
  radgroupcheck_pkey: 'as client_pkey',
  radgroupreply_pkey: 'as client_pkey',
  radpostauth_pkey: 'as client_pkey',
  radacct_pkey: 'as client_pkey',
  radacct_acctuniqueid_key:
    'FreeRADIUS’s own statements name this one column; a digest that holds the tenant',
  challenge_token_hash_key: 'a token finds its tenant; 256 random bits tell nothing',
  second_factor_pkey: 'a second factor is the person’s, whom a random id names',
  feed_position_pkey: 'one row for the whole installation, that no tenant reads',
  nas_turn_pkey: 'a random id tells nothing',
  setup_pkey: 'one row for the whole installation, that no role reads',
  unknown_source_pkey: 'only the radius role writes it and only the operator reads it',
  session_token_hash_key: 'a token finds its tenant; 256 random bits tell nothing',
  person_email_key: 'an e-mail address is one person in the installation',
  tenant_code_key: 'people name their tenant by it at sign-in',
  person_pkey: 'a random id tells nothing',
  tenant_pkey: 'a random id tells nothing',
};

/** Policies that let the api see or write rows without platform.tenant(), and why. */
const widePolicies: Record<string, string> = {
  'tenancy.tenant operator_rows': 'the operator runs the registry of tenants',
  'nas.unknown_source operator_rows': 'whose routers they are nobody knows, so the operator looks',
  'nas.own_port operator_rows': 'the operator gives tenants ports of their own',
  'staff.person any_insert': 'a person becomes visible only with a membership',
};

/** Each of these answers one narrow question or runs as a trigger, and has tests of its own. */
const definerFunctions = [
  'jobs.enqueue',
  'platform.create_partition',
  'platform.record_change',
  'platform.record_subscriber_change',
  'plans.record_service_change',
  'quota.announce',
  'radius.close_login',
  'radius.end_stuck_logins',
  'radius.login_name',
  'radius.open_login',
  'radius.give_way',
  'radius.open_sessions',
  'radius.queue_inserted',
  'radius.queue_reloaded',
  'radius.queue_updated',
  'search.describe_nas',
  'search.describe_subscribers',
  'sessions.record_closed',
  'settings.record_setting_change',
  'staff.api_key_by_token',
  'staff.challenge_by_token',
  'staff.claim_setup',
  'staff.close_setup',
  'staff.memberships_of',
  'staff.offer_setup',
  'staff.person_by_email',
  'staff.renew_setup',
  'staff.revoke_sessions',
  'staff.session_by_token',
  'staff.setup_is_open',
  'tenancy.record_tenant_change',
];

/** References that leave the tenant on purpose. */
const wideReferences = new Set(['staff.membership -> staff.person', 'staff.second_factor -> staff.person']);

const outside = sql`n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'public')`;

/**
 * Reads PostgreSQL's catalogue and names everything by which one tenant could see, reach or guess the
 * rows of another. Empty when there is nothing.
 */
export async function isolationFaults(database: Database): Promise<string[]> {
  const checks = [
    unprotectedTables,
    widePolicyFaults,
    views,
    definers,
    references,
    uniqueKeys,
    roles,
    ownership,
    grants,
  ];
  const faults: string[] = [];
  for (const check of checks) faults.push(...(await check(database)));
  return faults.toSorted();
}

async function unprotectedTables(database: Database): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
    hasTenant: boolean;
    enabled: boolean;
    forced: boolean;
    isPartition: boolean;
    policies: bigint;
    /** To a role of a process; the one for backups reads all by its purpose, and no process holds its password. */
    granted: boolean;
  }>`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      c.relispartition as is_partition,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant,
      (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
      exists (select from unnest(array['api', 'radius', 'worker', 'fold']) r
        where has_table_privilege('trunkline_' || r, c.oid, 'select, insert, update, delete')) as granted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f') and ${outside}`.execute(database.kysely);
  return rows.flatMap((table) => {
    const kind = tablesWithoutTenant[table.name];
    if (!table.hasTenant && kind === 'no tenant data') return [];
    const faults: string[] = [];
    if (!table.hasTenant && kind === undefined) faults.push('has no tenant_id and is on no list');
    if (!table.enabled || !table.forced) faults.push('does not force row-level security');
    if (table.isPartition && table.granted) faults.push('is a partition that a role may reach by itself');
    if (!table.isPartition && table.policies === 0n) faults.push('has no policy');
    return faults.map((fault) => `table ${table.name} ${fault}`);
  });
}

/** The api's policies must ask for the tenant. Other roles may serve all tenants, nobody is "public". */
async function widePolicyFaults(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; isPublic: boolean; using: string | null; check: string | null }>`
    select n.nspname || '.' || c.relname || ' ' || p.polname as name, p.polroles = '{0}' as is_public,
      pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where p.polpermissive and (p.polroles = '{0}' or 'trunkline_api'::regrole = any (p.polroles)) and ${outside}`.execute(
    database.kysely,
  );
  return rows.flatMap(({ name, isPublic, using, check }) => {
    if (isPublic) return [`policy ${name} is for everyone`];
    const isBound = [using, check].every(
      (expression) => expression === null || /platform\.tenant\(\)/.test(expression),
    );
    return isBound || widePolicies[name] ? [] : [`policy ${name} does not ask for the tenant`];
  });
}

async function views(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; kind: string }>`
    select n.nspname || '.' || c.relname as name, c.relkind::text as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${outside} and (c.relkind = 'm' or c.relkind = 'v'
      and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])`.execute(
    database.kysely,
  );
  return rows.map(({ name, kind }) =>
    kind === 'm'
      ? `materialized view ${name} keeps rows of all tenants outside row-level security`
      : `view ${name} is not security_invoker`,
  );
}

async function definers(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; pinned: boolean; isPublic: boolean }>`
    select n.nspname || '.' || p.proname as name,
      exists (select from unnest(p.proconfig) o where o ~ '^search_path=.*, pg_temp$') as pinned,
      has_function_privilege('public', p.oid, 'execute') as is_public
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and ${outside}`.execute(database.kysely);
  const faults = rows.flatMap(({ name, pinned, isPublic }) => [
    ...(definerFunctions.includes(name) ? [] : [`function ${name} is SECURITY DEFINER and on no list`]),
    ...(pinned ? [] : [`function ${name} does not pin its search_path`]),
    ...(isPublic ? [`function ${name} may be called by everyone`] : []),
  ]);
  const found = new Set(rows.map(({ name }) => name));
  const gone = definerFunctions.filter((name) => !found.has(name));
  return [...faults, ...gone.map((name) => `function ${name} is on the list and does not exist`)];
}

async function references(database: Database): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
    pair: string;
    toTenant: boolean;
    columns: string;
    paired: boolean;
  }>`
    select c.conname as name,
      fn.nspname || '.' || f.relname || ' -> ' || tn.nspname || '.' || t.relname as pair,
      t.oid = 'tenancy.tenant'::regclass as to_tenant,
      (select string_agg(a.attname, ',' order by k.ord) from unnest(c.conkey) with ordinality k (num, ord)
        join pg_attribute a on a.attrelid = f.oid and a.attnum = k.num) as columns,
      exists (select from unnest(c.conkey, c.confkey) k (mine, theirs)
        join pg_attribute a on a.attrelid = f.oid and a.attnum = k.mine and a.attname = 'tenant_id'
        join pg_attribute b on b.attrelid = t.oid and b.attnum = k.theirs and b.attname = 'tenant_id') as paired
    from pg_constraint c
      join pg_class f on f.oid = c.conrelid join pg_namespace fn on fn.oid = f.relnamespace
      join pg_class t on t.oid = c.confrelid join pg_namespace tn on tn.oid = t.relnamespace
      join pg_namespace n on n.oid = fn.oid
    where c.contype = 'f' and ${outside}`.execute(database.kysely);
  return rows
    .filter(({ pair, toTenant, columns, paired }) => {
      if (toTenant) return columns !== 'tenant_id';
      return !paired && !wideReferences.has(pair);
    })
    .map(({ name, pair }) => `foreign key ${name} (${pair}) can name a row of another tenant`);
}

/** A key that does not begin with the tenant tells, by refusing, what another tenant has. */
async function uniqueKeys(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; table: string; first: string | null }>`
    select i.relname as name, n.nspname || '.' || c.relname as table,
      (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = (x.indkey::int2[])[0]) as first
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
    where (x.indisunique or x.indisexclusion) and ${outside} and (c.relrowsecurity or exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))`.execute(
    database.kysely,
  );
  return rows
    .filter(({ name, first }) => first !== 'tenant_id' && !installationWideKeys[name])
    .map(({ name, table }) => `unique key ${name} of ${table} does not begin with tenant_id`);
}

async function roles(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; isSuper: boolean; bypasses: boolean; creates: boolean }>`
    select rolname as name, rolsuper as is_super, rolbypassrls as bypasses, rolcreaterole or rolcreatedb as creates
    from pg_roles where rolname like 'trunkline\\_%'`.execute(database.kysely);
  return rows.flatMap(({ name, isSuper, bypasses, creates }) => [
    ...(isSuper ? [`role ${name} is a superuser`] : []),
    ...(bypasses && name !== 'trunkline_backup' ? [`role ${name} bypasses row-level security`] : []),
    // The owner makes the logins of tenants' FreeRADIUS; no running process has its password.
    ...(creates && name !== 'trunkline_owner' ? [`role ${name} may create roles or databases`] : []),
  ]);
}

/** An owner may switch row-level security off, so no running process may own a table or act as the owner. */
async function ownership(database: Database): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select 'relation ' || n.nspname || '.' || c.relname || ' is owned by ' || pg_get_userbyid(c.relowner) as fault
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${outside} and c.relowner <> 'trunkline_owner'::regrole
    union all
    select 'role ' || r.rolname || ' may act as ' || m.rolname
    from pg_roles r, pg_roles m
    where r.rolname in ('trunkline_api', 'trunkline_radius', 'trunkline_worker', 'trunkline_fold', 'trunkline_backup')
      and m.rolname like 'trunkline\\_%' and r.oid <> m.oid and pg_has_role(r.oid, m.oid, 'member')`.execute(
    database.kysely,
  );
  return rows.map(({ fault }) => fault);
}

async function grants(database: Database): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select 'table ' || n.nspname || '.' || c.relname || ' is open to everyone' as fault
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
    where a.grantee = 0 and ${outside}
    union all
    select 'role ' || r.rolname || ' may ' || a.privilege_type || ' ' || n.nspname || '.' || c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where r.rolname <> 'trunkline_owner' and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER') and ${outside}
    union all
    select 'role ' || r || ' may create in schema ' || n.nspname
    from pg_namespace n, unnest(array['trunkline_api', 'trunkline_radius', 'trunkline_fold', 'trunkline_worker', 'public']) r
    where has_schema_privilege(r, n.oid, 'create') and n.nspname !~ '^pg_'
      and not (r = 'trunkline_worker' and n.nspname = 'graphile_worker')
    union all
    select 'role ' || r || ' reaches the tables of the job queue'
    from unnest(array['trunkline_api', 'trunkline_radius', 'trunkline_fold', 'public']) r
    where has_schema_privilege(r, 'graphile_worker', 'usage')`.execute(database.kysely);
  return rows.map(({ fault }) => fault);
}
