import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import {
  databaseRoles,
  freeradiusGroup,
  type DatabasePasswords,
  type DatabaseRole,
  type DatabaseUrls,
} from './roles.ts';

const minimumServerVersion = 180_000;
const connectTimeoutMs = 5_000;

export class UnsuitableDatabase extends Error {
  override name = 'UnsuitableDatabase';
}

export interface BootstrapOptions {
  /** A role that may create roles and databases; its database is only used to connect. */
  adminUrl: string;
  /** Passwords of the product's own roles; set again at each call, so that a changed key file holds. */
  passwords: DatabasePasswords;
  databaseName: string;
}

/**
 * Makes the roles and the database, both only where missing, and returns each role's own URL. Throws
 * UnsuitableDatabase, with the remedy, for a server under 18 or a database that is not UTF8.
 */
export async function bootstrapDatabase(options: BootstrapOptions): Promise<DatabaseUrls> {
  const admin = new Client({ connectionString: options.adminUrl, connectionTimeoutMillis: connectTimeoutMs });
  await admin.connect();
  try {
    await refuseOldServer(admin);
    for (const role of databaseRoles) await makeRole(admin, role, options.passwords[role]);
    await makeFreeradiusGroup(admin);
    await makeDatabase(admin, options.databaseName);
  } finally {
    await admin.end();
  }
  await openSchemas(options);
  return databaseUrls(options);
}

/** The URLs that `bootstrapDatabase` returns, without touching the server. */
export function databaseUrls({ adminUrl, passwords, databaseName }: BootstrapOptions): DatabaseUrls {
  const urlOf = (role: DatabaseRole): string => {
    const url = new URL(adminUrl);
    url.username = `trunkline_${role}`;
    url.password = encodeURIComponent(passwords[role]);
    url.pathname = `/${databaseName}`;
    return url.toString();
  };
  return Object.fromEntries(databaseRoles.map((role) => [role, urlOf(role)])) as DatabaseUrls;
}

/** Says why a server cannot be used, or nothing. `versionNumber` is PostgreSQL's server_version_num. */
export function whyUnsuitable(versionNumber: number, encoding: string): string | undefined {
  if (versionNumber < minimumServerVersion) {
    return `PostgreSQL 18 or later is needed; DATABASE_URL names a server of version ${Math.floor(versionNumber / 10_000)}`;
  }
  if (encoding !== 'UTF8') {
    return `the database must be UTF8, and this one is ${encoding}; create it with: CREATE DATABASE trunkline ENCODING 'UTF8' TEMPLATE template0`;
  }
  return undefined;
}

async function refuseOldServer(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  );
  const why = whyUnsuitable(Number(rows[0]!.version), 'UTF8');
  if (why) throw new UnsuitableDatabase(why);
}

async function makeRole(admin: Client, role: DatabaseRole, password: string): Promise<void> {
  const name = `trunkline_${role}`;
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount === 0) await admin.query(`create role ${name} login`);
  const bypass = role === 'backup' ? 'bypassrls' : 'nobypassrls';
  const { rows } = await admin.query<{ is_super: boolean }>(
    'select rolsuper as is_super from pg_roles where rolname = current_user',
  );
  // Only a superuser may grant BYPASSRLS; on a managed server the operator grants it to the backup role,
  // with pg_read_all_data.
  const attributes = rows[0]!.is_super ? `nosuperuser nocreatedb ${bypass}` : '';
  // The owner makes the logins of tenants' own FreeRADIUS; no process runs as the owner but the one that migrates.
  const mayCreate = role === 'owner' ? 'createrole' : 'nocreaterole';
  await admin.query(
    `alter role ${name} login ${attributes} ${mayCreate} password ${escapeLiteral(password)}`,
  );
  // A dump reads all: also the queue, which belongs to the worker, and what migrations keep for themselves.
  if (role === 'backup' && rows[0]!.is_super) await admin.query(`grant pg_read_all_data to ${name}`);
}

/**
 * What every tenant's own FreeRADIUS is a member of: whose rights it has, whose policies hold for it. The owner may put
 * logins into it and has none of its rights.
 */
async function makeFreeradiusGroup(admin: Client): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [freeradiusGroup]);
  if (rowCount === 0) await admin.query(`create role ${freeradiusGroup} nologin`);
  const { rowCount: granted } = await admin.query(
    `select from pg_auth_members where roleid = '${freeradiusGroup}'::regrole and member = 'trunkline_owner'::regrole
      and admin_option`,
  );
  if (granted === 0)
    await admin.query(
      `grant ${freeradiusGroup} to trunkline_owner with admin true, inherit false, set false`,
    );
}

async function makeDatabase(admin: Client, databaseName: string): Promise<void> {
  const name = escapeIdentifier(databaseName);
  const { rows } = await admin.query<{ encoding: string }>(
    'select pg_encoding_to_char(encoding) as encoding from pg_database where datname = $1',
    [databaseName],
  );
  if (rows[0]) {
    const why = whyUnsuitable(minimumServerVersion, rows[0].encoding);
    if (why) throw new UnsuitableDatabase(why);
    return;
  }
  await admin.query(`create database ${name} owner trunkline_owner encoding 'UTF8' template template0`);
}

/**
 * The queue belongs to the worker role, because graphile-worker keeps its tables behind row-level
 * security that lets only their owner through. Migrations make functions in the worker's name, so the
 * owner may act as the worker, without inheriting its rights.
 */
async function openSchemas(options: BootstrapOptions): Promise<void> {
  const url = new URL(options.adminUrl);
  url.pathname = `/${options.databaseName}`;
  const admin = new Client({ connectionString: url.toString(), connectionTimeoutMillis: connectTimeoutMs });
  await admin.connect();
  try {
    const database = escapeIdentifier(options.databaseName);
    await admin.query(`revoke all on database ${database} from public`);
    await admin.query(
      `grant connect on database ${database} to ${freeradiusGroup}, ${databaseRoles.map((role) => `trunkline_${role}`).join(', ')}`,
    );
    await admin.query(`grant create on database ${database} to trunkline_owner, trunkline_worker`);
    await admin.query('grant trunkline_worker to trunkline_owner with inherit false, set true');
    await admin.query('create schema if not exists jobs authorization trunkline_owner');
    await closeSharedFunctions(admin);
  } finally {
    await admin.end();
  }
}

/**
 * The logins of tenants' own FreeRADIUS may not take the locks by which our processes take turns, nor fill the database
 * with large objects, both of which PostgreSQL allows to everybody. Only a superuser may say so; on a managed server the
 * operator does, as docs/freeradius.md tells.
 */
async function closeSharedFunctions(admin: Client): Promise<void> {
  await admin.query(`do $$
    declare
      shared regprocedure;
    begin
      if not (select rolsuper from pg_roles where rolname = current_user) then return; end if;
      for shared in select oid from pg_proc
        where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(pg_advisory_|pg_try_advisory_|lo_|lowrite$)'
      loop
        execute format('revoke execute on function %s from public', shared);
        execute format('grant execute on function %s to ${databaseRoles.map((role) => `trunkline_${role}`).join(', ')}', shared);
      end loop;
    end $$`);
}
