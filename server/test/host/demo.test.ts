import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rejectReasonCodes } from '../../src/modules/aaa/index.ts';
import { endAll, processesOf } from './processes.ts';
import { Program } from './program.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const openApi = JSON.parse(
  readFileSync(new URL('../../../docs/api/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, { get?: { parameters?: { name: string; required?: boolean }[] } }> };

/** Nothing of the kind is there before somebody does it. */
const emptyAtFirst = new Set([
  '/api/tasks',
  '/api/views',
  '/api/unknown-sources',
  '/api/plans/simulations',
  '/api/shadow/disagreements',
  '/api/tunnel-gateways',
  '/api/tunnels',
  '/api/walled-garden',
]);
/** A demonstration has no captive portal and no FreeRADIUS beside it. */
const reasonsOfOthers = new Set<string>(['aaa.too_many_devices', 'aaa.refused_by_freeradius']);

interface Answer<T> {
  data: T;
}
interface Online {
  id: string;
  nasName: string;
}
interface Order {
  state: string;
  attempts: number;
  roundTripMs: number | null;
}

let parent: string;
let home: string;
let program: Program;
let url: string;
let token: string;

function launch(): Program {
  return new Program([process.execPath, main, 'supervisor', '--demo'], {
    TRUNKLINE_HOME: parent,
    TRUNKLINE_NODE: 'demo',
    TRUNKLINE_HTTP_PORT: '0',
    NODE_COMPILE_CACHE: join(tmpdir(), 'trunkline-test-cache'),
  });
}

async function call<T>(path: string, init: { method?: string; body?: string } = {}): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url + path, { ...init, headers });
  expect(response.ok, `${path} answers ${response.status}`).toBe(true);
  return ((await response.json()) as Answer<T>).data;
}

/** Seldom enough for the limits on what one address may ask. */
async function eventually(claim: string, holds: () => Promise<boolean>, limitMs = 45_000): Promise<void> {
  const stepMs = 500;
  for (let waitedMs = 0; !(await holds()); waitedMs += stepMs) {
    if (waitedMs > limitMs) throw new Error(`within ${limitMs} ms it did not become true that ${claim}`);
    await sleep(stepMs);
  }
}

async function signIn(): Promise<void> {
  const email = /sign in +(\S+)/.exec(program.output)![1];
  const password = /password +(\S+)/.exec(program.output)![1];
  url = /Web app and API +(http:\S+)/.exec(program.output)![1]!;
  const body = JSON.stringify({ email, password });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body });
  token = ((await response.json()) as Answer<{ token: string }>).data.token;
}

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'trunkline-demo-'));
  // PostgreSQL's own user walks through.
  chmodSync(parent, 0o755);
  home = join(parent, 'demo');
  program = launch();
  await program.says('This is a demonstration');
  await signIn();
}, 120_000);

afterAll(async () => {
  await endAll([parent, home]);
  rmSync(parent, { recursive: true, force: true });
});

describe('a demonstration', () => {
  test('has something in every list within ten seconds of its first answer', async () => {
    const lists = Object.entries(openApi.paths).filter(
      ([path, { get }]) =>
        !path.includes('{') &&
        !emptyAtFirst.has(path) &&
        get?.parameters?.some(({ name }) => name === 'limit') &&
        !get.parameters.some(({ required }) => required),
    );
    expect(lists.length).toBeGreaterThan(10);
    const empty = async (): Promise<string[]> => {
      const found = await Promise.all(lists.map(async ([path]) => ((await isEmpty(path)) ? [path] : [])));
      return found.flat();
    };
    await eventually('each list has something', async () => (await empty()).length === 0, 10_000).catch(
      async (error: unknown) => {
        expect(await empty(), String(error)).toEqual([]);
      },
    );
  });

  test('shows every reason for a refusal in its log', async () => {
    for (const reason of rejectReasonCodes.filter((code) => !reasonsOfOthers.has(code))) {
      expect(await call(`/api/auth-log?reason=${reason}&limit=1`), reason).toHaveLength(1);
    }
  });

  test('has refusals by its own routers, of people and of an access point with another secret', async () => {
    const wanted = ['aaa.expired', 'aaa.suspended', 'aaa.wrong_mac', 'aaa.suspected_wrong_secret'];
    // What is younger than the data came through RADIUS.
    const { seededAt } = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')) as { seededAt: string };
    const isSeen = async (reason: string): Promise<boolean> => {
      const [last] = await call<{ at: string }[]>(`/api/auth-log?reason=${reason}&limit=1`);
      return last!.at > seededAt;
    };
    await eventually(
      'the routers are refused',
      async () => !(await Promise.all(wanted.map(isSeen))).includes(false),
    );
  });

  test('disconnects with proof, and says so where a router does not hear', async () => {
    expect(await disconnectAt('bras-nagoya')).toMatchObject({ state: 'confirmed', attempts: 1 });
    expect(await disconnectAt('bras-sekupang')).toMatchObject({ state: 'timed_out', roundTripMs: null });
  });

  test('leaves nothing behind but its folder, and goes on with the same people', async () => {
    const before = await call<{ total: number }>('/api/subscribers/counts');
    program.child.kill('SIGTERM');
    expect(await program.ends()).toBe('code 0');
    expect(processesOf([parent, home])).toEqual([]);
    expect(readdirSync(parent)).toEqual(['demo']);
    expect(existsSync(join(home, 'demo.json'))).toBe(true);

    program = launch();
    await program.says('This is a demonstration');
    await signIn();
    expect(await call<{ total: number }>('/api/subscribers/counts')).toEqual(before);
    await eventually('the routers are back', async () => {
      const { count } = await call<{ count: number }>('/api/sessions/online/count');
      return count > 300;
    });
  }, 120_000);

  test('refuses an address that other machines reach', async () => {
    const open = new Program([process.execPath, main, 'supervisor', '--demo'], {
      TRUNKLINE_HOME: parent,
      TRUNKLINE_HTTP_ADDRESS: '0.0.0.0',
    });
    expect(await open.ends()).toBe('code 1');
    expect(open.output).toContain('listens on this machine alone');
  });
});

async function disconnectAt(nasName: string): Promise<Order> {
  const online = await call<Online[]>('/api/sessions/online?limit=200');
  const { id } = online.find((session) => session.nasName === nasName)!;
  await call(`/api/sessions/${id}/disconnect`, { method: 'POST', body: '{}' });
  let last: Order | undefined;
  await eventually(`${nasName} has answered`, async () => {
    [last] = await call<Order[]>(`/api/sessions/${id}/disconnects`);
    return last!.state === 'confirmed' || last!.state === 'timed_out';
  });
  return last!;
}

async function isEmpty(path: string): Promise<boolean> {
  return (await call<unknown[]>(`${path}?limit=1`)).length === 0;
}
