import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SharedSecret } from '@trunkline/radius';
import { atScale, recordFigures } from '@trunkline/test-kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database, databaseUrls, type DatabasePasswords } from '../../src/platform/db/index.ts';
import { until } from '../host/processes.ts';
import { Api } from '../support/api.ts';
import { makeProductHome, startProduct, type Product } from '../support/product.ts';
import { AccountingSender } from './accounting-sender.ts';
import { compareAccounting, hasDifferences, noDifferences, type Differences } from './compare-accounting.ts';
import { scenarioLimitMs, settleLimitMs } from './fault-house.ts';
import { LoginSender } from './login-sender.ts';
import { SmallDisk } from './small-disk.ts';
import { Traffic } from './traffic.ts';

/** A fresh cluster and its log of changes, and some room that the test then takes. */
const diskMebibytes = 160;
const walSegmentMebibytes = 16;
const fullMs = atScale({ ci: 4_000, full: 180_000 });
/** A change holds at the next login within two seconds. */
const feedMs = 2_500;
const perSecond = 300;
const usernames = Array.from({ length: 10 }, (_, n) => `user${n}`);
const password = 'opensesame-1';

let disk: SmallDisk;
let product: Product;
let traffic: Traffic;
let database: Database;

beforeEach(async () => {
  const home = makeProductHome();
  const place = join(home, 'data', 'postgres');
  mkdirSync(place, { recursive: true });
  disk = await SmallDisk.mount(place, diskMebibytes);
  product = await startProduct({ home, within: disk.within });
  const secret = new SharedSecret(await fillProduct());
  const { authPort, acctPort } = product;
  const [auth, acct] = [authPort, acctPort].map((port) => ({ address: '127.0.0.1', port, secret }));
  const answer = { rateLimit: '5000000/20000000', pool: null };
  const logins = usernames.map((username) => ({ username, password, answer }));
  traffic = new Traffic(
    new AccountingSender({ endpoint: acct!, usernames, perSecond }),
    new LoginSender({ endpoint: auth!, logins, perSecond: 50 }),
  );
  database = openDatabase(home);
});
afterEach(async () => {
  await traffic.close();
  await database.close();
  await product.stop();
  await disk.unmount();
});

it(
  'F12: while the disk of PostgreSQL is full accounting and logins go on; with room everything arrives once',
  async () => {
    const { accounting, logins } = traffic;
    traffic.start();
    await traffic.during('before', delay(1_000));
    disk.fill();
    await traffic.during('filling', endServer());
    const before = accounting.acknowledged;
    await traffic.during('full', delay(fullMs));
    expect(await foldedRecords()).toBe(0);
    expect(accounting.acknowledged).toBeGreaterThan(before + (fullMs / 1_000) * (perSecond / 2));
    disk.makeRoom();
    const { acknowledged } = accounting;
    const isFolded = async (): Promise<boolean> => (await foldedRecords()) >= acknowledged;
    await traffic.during(
      'drain',
      until('what was told while it was full is folded', isFolded, settleLimitMs),
    );
    await traffic.finish();

    expect({ wrong: logins.wrong, examples: logins.examples }).toEqual({ wrong: 0, examples: [] });
    expect(await settle()).toEqual(noDifferences);
    expect(product.output()).toMatch(/The disk of \S+ is full/);
    const serverEnds = product.output().split('PostgreSQL ended').length - 1;
    recordFigures('F12', { fullMs, serverEnds, ...traffic.figures(), lost: 0, doubled: 0 });
  },
  scenarioLimitMs,
);

/** Tables that cannot grow only fail statements; a log of changes without room for its next file ends the server. */
async function endServer(): Promise<void> {
  for (let mebibytes = 0; mebibytes < 2 * walSegmentMebibytes && !hasEnded(); mebibytes++) {
    await writeLog().catch(() => undefined);
  }
  await until('the log says that the server has ended', hasEnded);
}

function hasEnded(): boolean {
  return product.output().includes('PostgreSQL ended');
}

/** A message that stands in PostgreSQL's log of changes and nowhere else. */
async function writeLog(): Promise<void> {
  await database.acrossTenants((tx) =>
    sql`select pg_logical_emit_message(false, 'test', repeat('x', 1024 * 1024))`.execute(tx),
  );
}

/** None while the database is away. */
async function foldedRecords(): Promise<number> {
  try {
    const rows = await database.acrossTenants((tx) =>
      tx.selectFrom('sessions.journalPosition').select('records').execute(),
    );
    return Number(rows[0]?.records ?? 0);
  } catch {
    return 0;
  }
}

async function settle(): Promise<Differences> {
  const [tenant] = await database.asOperator((tx) => tx.selectFrom('tenancy.tenant').select('id').execute());
  const compare = (): Promise<Differences> =>
    compareAccounting(database, { tenantId: tenant!.id, ...traffic.accounting.told });
  await until('everything has arrived', async () => !hasDifferences(await compare()), settleLimitMs);
  return compare();
}

/** A router, a plan and subscribers, as an operator makes them; answers the router's secret when all can log in. */
async function fillProduct(): Promise<string> {
  const api = new Api(product.url);
  await api.signIn(product.owner.email, product.owner.password);
  const nas = { name: 'lab', prefix: '127.0.0.1', vendor: 'mikrotik' };
  const { secret } = await api.post<{ secret: string }>('/api/nas', nas);
  const rates = { downloadBps: 20_000_000, uploadBps: 5_000_000 };
  const terms = { ...rates, maxSessions: 1_000, priceMinor: 0, currency: 'USD' };
  const plan = { name: 'Home 20', payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms };
  const { id: planId } = await api.post<{ id: string }>('/api/plans', plan);
  for (const username of usernames) await api.post('/api/subscribers', { username, password, planId });
  await delay(feedMs);
  return secret;
}

/** As the api role, with what the installation keeps in its home. */
function openDatabase(home: string): Database {
  const passwords = readJson(join(home, 'keys', 'database.json')) as DatabasePasswords;
  const { port } = readJson(join(disk.path, 'server.json')) as { port: number };
  const adminUrl = `postgres://127.0.0.1:${port}/postgres`;
  const { api } = databaseUrls({ adminUrl, passwords, databaseName: 'trunkline' });
  return new Database({ url: api, applicationName: 'test', maxConnections: 2, statementTimeoutMs: 30_000 });
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
