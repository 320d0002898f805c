import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine, type Ended } from '../../../cli/test/command-line.ts';
import {
  addPasswordProof,
  CallingStationId,
  Code,
  NasIdentifier,
  NasPortId,
  PacketBuilder,
  RadiusClient,
  RFC_5080_RETRANSMISSION,
  SharedSecret,
} from '@trunkline/radius';
import { masterKeyIds } from '../../src/platform/keys/index.ts';
import { freePort } from '../../src/platform/postgres/free-port.ts';
import { Installation } from '../host/installation.ts';
import { until } from '../host/processes.ts';
import type { Program } from '../host/program.ts';
import { dumpTables } from './dump-tables.ts';
import { openInstalledDatabase, readDatabasePasswords } from './installed-database.ts';
import { invented as secrets } from './invented-secrets.ts';
import { LeakSearch } from './leak-search.ts';

/**
 * E5: each secret is unlike any other text; the product runs at its most talkative and is given what goes
 * wrong with secrets in it; then everything it has said or kept is searched.
 */
const installation = new Installation({
  TRUNKLINE_LOG_LEVEL: 'trace',
  // A role that starts anew must be found again, where the system would choose another port.
  TRUNKLINE_HTTP_PORT: String(await freePort()),
  TRUNKLINE_AUTH_PORT: String(await freePort()),
});
const shell = new CommandLine();
const leaks = new LeakSearch();
/** Answers and what tools have said, each with what it is meant to tell. */
const heard: { place: string; text: string; reveals: string[] }[] = [];
let program: Program;
let url: string;
let authPort: number;
const router = new RadiusClient({ localAddress: '127.0.0.1' });
let token: string;

beforeAll(async () => {
  for (const [name, secret] of Object.entries(secrets)) leaks.add(name, secret);
  program = await installation.start();
  const listens = await installation.listens('radius', 'api', 'worker', 'fold');
  url = listens['api']![0]!;
  const authUrl = listens['radius']!.find((listen) => listen.startsWith('radius-auth:'))!;
  authPort = Number(new URL(authUrl.replace('radius-auth:', 'http:')).port);
});
afterAll(async () => {
  shell.remove();
  await router.close();
  await installation.remove();
});

interface Asked {
  method?: string;
  body?: unknown;
  /** Instead of the JSON of a body. */
  raw?: string;
  headers?: Record<string, string>;
  reveals?: string[];
}

async function ask(path: string, { method = 'GET', body, raw, headers, reveals = [] }: Asked = {}) {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { body: payload }),
  });
  const text = await response.text();
  const told = `${text}\n${[...response.headers].join('\n')}`;
  heard.push({ place: `${method} ${path}`, text: told, reveals });
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: response.status, data: (JSON.parse(text) as { data?: any }).data };
}
const post = (path: string, body: unknown, reveals: string[] = []) =>
  ask(path, { method: 'POST', body, reveals });

async function tool(args: string[], lines: string[] = [], reveals: string[] = []): Promise<Ended> {
  const ended = await shell.run(args, lines);
  heard.push({ place: `trunkline ${args[0]}`, text: ended.said + ended.complained, reveals });
  return ended;
}

/** The product is used with a secret in each place that takes one, right and wrong. */
beforeAll(async () => {
  const generated = /^ +password +(\S+)$/m.exec(program.output)![1]!;
  const email = /e-mail\s+(\S+)/.exec(program.output)![1]!;
  leaks.add('first password', generated);
  const first = await post('/api/auth/login', { email, password: generated }, ['first token']);
  token = first.data.token as string;
  leaks.add('first token', token);
  await post('/api/auth/password', {
    currentPassword: secrets.wrongStaffPassword,
    newPassword: secrets.ownPassword,
  });
  await post('/api/auth/password', { currentPassword: generated, newPassword: 'short' });
  const changed = await post('/api/auth/password', {
    currentPassword: generated,
    newPassword: secrets.ownPassword,
  });
  expect(changed.status).toBe(200);
  await post('/api/auth/login', { email, password: secrets.wrongStaffPassword });
  const again = await post('/api/auth/login', { email, password: secrets.ownPassword }, ['token']);
  leaks.add('token', again.data.token as string);
  const roles = await ask('/api/roles');
  const person = { email: 'clerk@example.org', name: 'Clerk', roleId: roles.data[0].id as string };
  const clerk = await post('/api/staff', person, ['clerk password']);
  leaks.add('clerk password', clerk.data.password as string);
  const mac = { 'radius.macAuthPassword': secrets.macPassword };
  expect((await ask('/api/settings', { method: 'PATCH', body: mac })).status).toBe(200);

  const nas = { name: 'here', prefix: '127.0.0.1', vendor: 'mikrotik', secret: secrets.nasSecret };
  const made = await post('/api/nas', nas, ['nasSecret']);
  expect(made.status).toBe(201);
  await post('/api/nas', nas);
  await ask(`/api/nas/${made.data.id}/secret`, { reveals: ['nasSecret'] });
  const plan = {
    name: 'Home',
    terms: { downloadBps: 1_000_000, uploadBps: 1_000_000, priceMinor: 1, currency: 'USD' },
  };
  const planId = (await post('/api/plans', plan)).data.id as string;
  const user = {
    username: 'alice',
    planId,
    maxSessions: 50,
    password: secrets.subscriberPassword,
    portalPassword: secrets.portalPassword,
  };
  const alice = await post('/api/subscribers', user, ['subscriberPassword']);
  expect(alice.status).toBe(201);
  await post('/api/subscribers', user);
  await ask(`/api/subscribers/${alice.data.id}/password`, { reveals: ['subscriberPassword'] });

  await useRadius();
  await post(`/api/subscribers/${alice.data.id}/password`, { password: secrets.nextSubscriberPassword }, [
    'nextSubscriberPassword',
  ]);
  await post(`/api/nas/${made.data.id}/secret`, { secret: secrets.nextNasSecret }, ['nextNasSecret']);
  await goWrong(alice.data.id as string);
  await useTools(email);
});

type Method = Parameters<typeof addPasswordProof>[1]['method'];

/** The code of the reply; undefined for none within as long as a router asks. */
async function logIn(
  userName: string,
  password: string,
  {
    method = 'pap',
    secret = secrets.nasSecret,
    waitMs = 10_000,
  }: { method?: Method; secret?: string; waitMs?: number } = {},
): Promise<number | undefined> {
  const request = new PacketBuilder(Code.AccessRequest);
  addPasswordProof(request, { method, userName, password });
  request.add(NasIdentifier, 'here');
  // One device at one port, so that its logins take the place of each other.
  request.add(CallingStationId, '02:00:00:00:00:01');
  request.add(NasPortId, 'ether1');
  const endpoint = { address: '127.0.0.1', port: authPort, secret: new SharedSecret(secret) };
  const retransmission = { ...RFC_5080_RETRANSMISSION, initialMs: 500, maxTotalMs: waitMs };
  const exchange = await router.send(request, endpoint, { retransmission });
  return exchange.kind === 'reply' ? exchange.packet.code : undefined;
}

/** Logins by each method, right and wrong, by MAC, and under another shared secret. */
async function useRadius(): Promise<void> {
  const { subscriberPassword, wrongRadiusPassword } = secrets;
  await until(
    'the new subscriber is let in',
    async () => (await logIn('alice', subscriberPassword)) === Code.AccessAccept,
  );
  for (const method of ['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2'] as const) {
    expect([method, await logIn('alice', subscriberPassword, { method })]).toEqual([
      method,
      Code.AccessAccept,
    ]);
    expect([method, await logIn('alice', wrongRadiusPassword, { method })]).toEqual([
      method,
      Code.AccessReject,
    ]);
  }
  await logIn('nobody', wrongRadiusPassword);
  await logIn('02:00:00:00:00:01', secrets.macPassword);
  // A PAP password comes out as noise, which must not be kept either.
  await logIn('alice', subscriberPassword, { secret: secrets.nextNasSecret, waitMs: 600 });
}

/** What servers like to repeat: bodies, fields, URLs, headers that cannot be taken. */
async function goWrong(subscriberId: string): Promise<void> {
  const at = `/api/subscribers/${subscriberId}/password`;
  await ask(at, { method: 'POST', raw: `{"password": "${secrets.inMalformedJson}"` });
  await post(at, { secret: secrets.inUnknownField });
  await post(at, { password: { text: secrets.inWrongType } });
  await post(at, { password: [secrets.inWrongType] });
  await post(at, { password: `${secrets.inWrongType}\0` });
  await post(at, { password: secrets.inWrongType.repeat(100) });
  await ask(at, { method: 'POST', raw: secrets.inMalformedJson, headers: { 'content-type': 'text/plain' } });
  await post('/api/nas', { name: 'x', prefix: 'nonsense', secret: secrets.inWrongType });
  await ask(`/api/auth/me?token=${secrets.inQuery}`);
  await ask(`/api/none/${secrets.inQuery}`);
  await ask('/api/auth/me', { headers: { authorization: `Bearer ${secrets.inBearer}` } });
  await ask('/api/auth/me', { headers: { authorization: `Basic ${secrets.inBearer}` } });
  await ask('/api/auth/me', {
    headers: { authorization: '', cookie: `trunkline_session=${secrets.inCookie}` },
  });
  await ask('/api/auth/login', {
    method: 'POST',
    body: { email: 'x', password: secrets.wrongStaffPassword },
  });
}

async function useTools(email: string): Promise<void> {
  const login = (password: string) => tool(['login', '--url', url, '--email', email], [password]);
  const [, { code }] = await Promise.all([login(secrets.wrongStaffPassword), login(secrets.ownPassword)]);
  expect(code).toBe(0);
  const file = readFileSync(join(shell.config, 'trunkline', 'session.json'), 'utf8');
  leaks.add("the command line's token", /"token": ?"([^"]+)"/.exec(file)![1]!);
  const onThisMachine = [['doctor'], ['reset-password', 'nobody@example.org']].map(async (args) => {
    const ran = installation.tool(...args);
    await ran.ends();
    heard.push({ place: `trunkline ${args[0]}`, text: ran.output, reveals: [] });
  });
  await Promise.all([
    ...onThisMachine,
    tool(['nas', 'secret', 'here'], [], ['nextNasSecret']),
    tool(['radtest', 'alice', '--password', secrets.inCommandLine]),
  ]);
}

function addKeptSecrets(): void {
  const keys = join(installation.home, 'keys');
  const passwords = readDatabasePasswords(installation.home);
  for (const [role, password] of Object.entries(passwords)) leaks.add(`password of ${role}`, password);
  const master = readFileSync(join(keys, 'master.key'));
  for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
    leaks.add(`master key (${form})`, master.toString(form));
}

test('E5: nothing that it said, answered, kept or passed on holds a secret', async () => {
  addKeptSecrets();
  const owner = openInstalledDatabase(installation.home, 'owner');
  // The writer of the authentication log gathers for a moment; the login of nobody came behind all but a MAC's.
  const lastLogins = ['nobody', '02:00:00:00:00:01'];
  await until('the logins are written', async () => {
    const { rows } = await sql`
      select distinct username from aaa.auth_log where username = any (${lastLogins})`.execute(owner.kysely);
    return rows.length === lastLogins.length;
  });
  leaks.search('what the processes said', program.output, ['first password']);
  for (const { place, text, reveals } of heard) leaks.search(place, text, reveals);
  for (const { pid, command } of installation.processes()) {
    leaks.search(`command line of ${command}`, readFileSync(`/proc/${pid}/cmdline`));
    leaks.search(`environment of ${command}`, readFileSync(`/proc/${pid}/environ`));
  }
  const dump = await dumpTables(owner);
  await owner.close();
  expect(dump).toContain('alice');
  leaks.search('a dump of all tables', dump);
  const keys = join(installation.home, 'keys');
  leaks.searchFolder(installation.home, [keys]);
  const data = realpathSync(join(installation.home, 'data', 'postgres'));
  if (!data.startsWith(installation.home)) leaks.searchFolder(data);
  expect(existsSync(join(installation.home, 'running.json'))).toBe(true);
  recordFigures('E5', { secrets: leaks.secrets, bytes: leaks.searchedBytes, answers: heard.length });
  expect(leaks.found).toEqual([]);
});

test('E5: the search finds a secret in each spelling', () => {
  const search = new LeakSearch();
  search.add('it', secrets.portalPassword);
  const bytes = Buffer.from(secrets.portalPassword);
  const spellings = [
    secrets.portalPassword,
    bytes.toString('hex'),
    encodeURIComponent(secrets.portalPassword),
    JSON.stringify({ a: secrets.portalPassword }),
    ...['', 'x', 'xy', 'xyz'].map((before) =>
      Buffer.from(`${before}${secrets.portalPassword}z`).toString('base64'),
    ),
  ];
  for (const spelling of spellings) search.search('here', `some ${spelling} text`);
  expect(search.found).toHaveLength(spellings.length);
});

test('E5: no role opens its memory to a debugger when it is signalled', async () => {
  for (const { pid, command } of installation.processes()) {
    if (command.includes('main.ts')) process.kill(pid, 'SIGUSR1');
  }
  // Each has gone on after the signal when the supervisor has its answer.
  expect((await fetch(`${installation.metricsUrl}/readyz`)).status).toBe(200);
  expect(program.output).not.toMatch(/Debugger listening/i);
  expect(await ask('/api/server-time')).toMatchObject({ status: 200 });
  for (const role of ['radius', 'fold', 'api', 'worker']) expect(installation.pidOf(role)).toBeDefined();
});

test('E6: the master key is changed while the product runs, and logins go on', async () => {
  const path = join(installation.home, 'keys', 'master.key');
  const before = masterKeyIds(readFileSync(path));
  const { nextSubscriberPassword: password, nextNasSecret: secret } = secrets;
  const login = () => logIn('alice', password, { secret, waitMs: 30_000 });
  expect(await login()).toBe(Code.AccessAccept);
  const rotation = installation.tool('rotate-key');
  const over = new AbortController();
  const ended = rotation.ends().finally(() => over.abort());
  const replies: (number | undefined)[] = [];
  // Each asks again for as long as a modem dials; the radius role starts anew within that, on a busy machine too.
  do {
    replies.push(await login());
    await sleep(50);
  } while (!over.signal.aborted);
  expect([await ended, rotation.output]).toEqual([
    'code 0',
    expect.stringContaining('The master key is changed'),
  ]);
  expect(replies.filter((code) => code !== Code.AccessAccept)).toEqual([]);
  const after = masterKeyIds(readFileSync(path));
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
  expect(await login()).toBe(Code.AccessAccept);
  expect((await ask('/api/settings')).status).toBe(200);
  recordFigures('E6', { loginsMeanwhile: replies.length });
});
