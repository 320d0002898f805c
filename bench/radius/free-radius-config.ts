import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { benchUsers, nasSecret, plan } from './bench-users.ts';
import type { FreeRadiusDatabase } from './free-radius-database.ts';

/** Where Debian's package keeps the configuration that ours begins as a copy of; it is only read. */
const packaged = '/etc/freeradius/3.0';
/** As many threads and connections as a server under load is given; the package's limit too. */
const connections = 32;

export interface ConfigOptions {
  readonly folder: string;
  readonly authPort: number;
  readonly acctPort: number;
  /** Users and accounting in PostgreSQL, or, without it, in a flat file and a detail file. */
  readonly database: FreeRadiusDatabase | undefined;
}

/**
 * Turns a copy of the package's configuration into ours: the package's policies, dictionary, queries and modules, and a site with the
 * sections of the package's default one. Left out, to FreeRADIUS' advantage, is what these users do not need:
 * EAP, digest, realms, `unix`, and beside PostgreSQL the detail file.
 */
export function writeConfig(options: ConfigOptions): void {
  const { folder, database } = options;
  const enabled = join(folder, 'mods-enabled');
  rmSync(enabled, { recursive: true });
  mkdirSync(enabled);
  const modules = [
    'always',
    'attr_filter',
    'chap',
    'expiration',
    'expr',
    'logintime',
    'mschap',
    'pap',
    'preprocess',
  ];
  for (const name of modules) cpSync(join(folder, 'mods-available', name), join(enabled, name));
  writeFileSync(join(enabled, 'users'), database ? sqlModule(database) : fileModules(folder));
  if (!database) writeFileSync(join(folder, 'bench-users'), flatFile());
  const site = siteOf(options, database ? 'sql' : 'files');
  writeFileSync(join(folder, 'radiusd.conf'), serverOf(folder) + site);
}

/** The schema that the package brings for PostgreSQL. */
export function readSchema(folder: string): string {
  return readFileSync(join(folder, 'mods-config/sql/main/postgresql/schema.sql'), 'utf8');
}

/** The package's files may be read by its own user and by root only. */
export function copyPackaged(folder: string): void {
  const isRoot = userInfo().uid === 0;
  const owner = `${userInfo().uid}:${userInfo().gid}`;
  const command = `mkdir -p "$1" && cp -rL ${packaged}/. "$1" && chown -R ${owner} "$1"`;
  const parameters = ['-c', command, 'sh', folder];
  const done = isRoot
    ? spawnSync('sh', parameters, { encoding: 'utf8' })
    : spawnSync('sudo', ['-n', 'sh', ...parameters], { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error(`The configuration in ${packaged} could not be copied: ${done.stderr}`);
}

function serverOf(folder: string): string {
  return `
prefix = /usr
libdir = /usr/lib/freeradius
confdir = ${folder}
raddbdir = \${confdir}
modconfdir = \${confdir}/mods-config
logdir = ${folder}/log
radacctdir = \${logdir}/radacct
run_dir = ${folder}/run
db_dir = \${run_dir}
name = bench
max_request_time = 30
cleanup_delay = 5
# The package's 16,384 is refused at these rates.
max_requests = 1048576
hostname_lookups = no
log {
  destination = files
  file = \${logdir}/radius.log
  auth = no
}
security {
  max_attributes = 200
  reject_delay = 1
  status_server = yes
}
proxy_requests = no
client loopback {
  ipaddr = 127.0.0.0/8
  secret = ${nasSecret}
  nas_type = other
}
thread pool {
  start_servers = ${connections}
  max_servers = ${connections}
  min_spare_servers = 3
  max_spare_servers = ${connections}
  max_requests_per_server = 0
  auto_limit_acct = no
}
modules {
  $INCLUDE mods-enabled/
}
policy {
  $INCLUDE policy.d/
}
`;
}

function siteOf({ authPort, acctPort }: ConfigOptions, users: 'sql' | 'files'): string {
  const isSql = users === 'sql';
  return `
server default {
  listen {
    type = auth
    ipaddr = 127.0.0.1
    port = ${authPort}
  }
  listen {
    type = acct
    ipaddr = 127.0.0.1
    port = ${acctPort}
  }
  authorize {
    filter_username
    preprocess
    chap
    mschap
    ${users}
    expiration
    logintime
    pap
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
    Auth-Type CHAP {
      chap
    }
    Auth-Type MS-CHAP {
      mschap
    }
  }
  preacct {
    preprocess
    acct_unique
  }
  accounting {
    ${isSql ? 'sql' : 'detail'}
    attr_filter.accounting_response
  }
  post-auth {
    ${isSql ? 'sql' : ''}
    Post-Auth-Type REJECT {
      ${isSql ? 'sql' : ''}
      attr_filter.access_reject
    }
  }
}
`;
}

/** The package's module with its stock queries; only the connection is ours. */
function sqlModule({ host, port, name, user, password }: FreeRadiusDatabase): string {
  return `
sql {
  dialect = "postgresql"
  driver = "rlm_sql_postgresql"
  postgresql {
    send_application_name = yes
  }
  server = "${host}"
  port = ${port}
  login = "${user}"
  password = "${password}"
  radius_db = "${name}"
  acct_table1 = "radacct"
  acct_table2 = "radacct"
  postauth_table = "radpostauth"
  authcheck_table = "radcheck"
  groupcheck_table = "radgroupcheck"
  authreply_table = "radreply"
  groupreply_table = "radgroupreply"
  usergroup_table = "radusergroup"
  delete_stale_sessions = yes
  pool {
    start = ${connections}
    min = ${connections}
    max = ${connections}
    spare = ${connections}
    uses = 0
    retry_delay = 30
    lifetime = 0
    idle_timeout = 0
  }
  read_clients = no
  client_table = "nas"
  group_attribute = "SQL-Group"
  $INCLUDE \${modconfdir}/\${.:name}/main/\${dialect}/queries.conf
}
`;
}

function fileModules(folder: string): string {
  return `
files {
  filename = ${folder}/bench-users
}
detail {
  filename = \${radacctdir}/detail
  permissions = 0600
}
`;
}

function flatFile(): string {
  const reply = [
    `Framed-Pool := "${plan.pool}"`,
    `Mikrotik-Rate-Limit := "${plan.rateLimit}"`,
    `Session-Timeout := ${plan.sessionTimeoutS}`,
    `Acct-Interim-Interval := ${plan.interimIntervalS}`,
  ].join(',\n\t');
  return benchUsers()
    .map(({ userName, password }) => `${userName} Cleartext-Password := "${password}"\n\t${reply}\n`)
    .join('\n');
}
