import { request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { atScale, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  connectionsPerAddress,
  maxPageSize,
  runningPerTenant,
  tenantRequestsPerMinute,
  waitingPerTenant,
} from '../../src/platform/http/limits.ts';
import { startApiUnderTest, type ApiUnderTest, type Call, type TenantUnderTest } from './api-under-test.ts';
import { makeHouse, type House } from './route-house.ts';
import { routeMatrix, type MatrixRow } from './route-matrix.ts';
import { pathOf } from './route-matrix-row.ts';

/** D9: huge, deep, slow and many requests are refused within bounds, and others do not notice. */
let api: ApiUnderTest;
let greedy: TenantUnderTest;
let modest: TenantUnderTest;
let house: House;

beforeAll(async () => {
  api = await startApiUnderTest();
  greedy = await api.makeTenant('greedy', { isOperator: true });
  modest = await api.makeTenant('modest');
  house = await makeHouse(api, greedy);
  await api.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());

const urlOf = (row: MatrixRow): string => pathOf(row, house);
const port = (): number => (api.app.server.address() as AddressInfo).port;

const filters = (count: number) => Array.from({ length: count }, (_, n) => `f${n}=1`).join('&');

test('D9: pages, cursors and filters beyond their bounds are refused on every list', async () => {
  const lists = routeMatrix.filter(({ isList }) => isList);
  expect(lists.length).toBeGreaterThan(8);
  const searches = [
    `limit=${maxPageSize + 1}`,
    ...['1000000000', '99999999999999999999', '-1', '0', 'NaN', 'Infinity', '1e3x', '', '1.5'].map(
      (limit) => `limit=${limit}`,
    ),
    'limit=1&limit=2',
    `cursor=${'A'.repeat(2_001)}`,
    `cursor=${'A'.repeat(1_999)}`,
    'cursor=',
    'cursor=%00',
    'cursor[a]=b',
    filters(1),
    filters(5_000),
    `${'a'.repeat(100_000)}=1`,
  ];
  const as = await api.signIn(greedy);
  const wrong: string[] = [];
  for (const row of lists) {
    for (const search of searches) {
      const { status, text } = await api.call({ as, url: `${urlOf(row)}?${search}` });
      if (status !== 400) wrong.push(`${row.path}?${search.slice(0, 40)}: ${status} ${text.slice(0, 200)}`);
      if (text.length > 20_000) wrong.push(`${row.path}?${search.slice(0, 40)}: ${text.length} characters`);
    }
  }
  expect(wrong).toEqual([]);
});

test('D9: deep, wide and huge bodies are refused on every route, before anything else is done with them', async () => {
  const deep = 100_000;
  const mib = 1024 * 1024;
  const bodies: [string, string][] = [
    ['arrays in arrays', '['.repeat(deep)],
    ['closed arrays in arrays', '['.repeat(deep) + ']'.repeat(deep)],
    ['objects in objects', '{"a":'.repeat(deep) + '1' + '}'.repeat(deep)],
    ['a mebibyte and one', `"${'a'.repeat(mib)}"`],
    ['many members', `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":1`).join(',')}}`],
    ['the same member again and again', `{${'"name":1,'.repeat(80_000)}"name":1}`],
    ['a wide array', `[${'1,'.repeat(400_000)}1]`],
    ['a long number', '9'.repeat(mib - 1)],
    ['a huge exponent', '1e999999999'],
    ['quotes and backslashes', `"${'\\\\\\"'.repeat(200_000)}"`],
    ['an endless text', `"${'a'.repeat(mib - 10)}`],
    ['escaped letters', `{"name":"${'\\u0061'.repeat(100_000)}"}`],
    ['white space', ' '.repeat(mib - 1)],
  ];
  const as = await api.signIn(greedy);
  const wrong: string[] = [];
  // Each body costs milliseconds to refuse, so that in the small run the routes share them out.
  const share = atScale({ ci: 7, full: 1 });
  for (const [n, row] of routeMatrix.filter(({ body }) => body).entries()) {
    for (const [what, payload] of bodies.filter((_, at) => at % share === n % share)) {
      const { statusCode, body } = await api.app.inject({
        method: row.method,
        url: urlOf(row),
        headers: {
          authorization: `Bearer ${as}`,
          'content-type': 'application/json',
          'if-match': '"1"',
        },
        // Sign-in counts attempts by address.
        remoteAddress: `10.77.0.${wrong.length + bodies.findIndex(([name]) => name === what)}`,
        payload,
      });
      const isRefused = statusCode === 400 || statusCode === 413;
      if (!isRefused)
        wrong.push(`${row.method} ${row.path} with ${what}: ${statusCode} ${body.slice(0, 200)}`);
      if (body.length > 20_000)
        wrong.push(`${row.method} ${row.path} with ${what}: ${body.length} characters back`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Every pattern that the API publishes, which are those it checks texts with. */
function patterns(): string[] {
  const found = new Set<string>();
  JSON.stringify(api.app.swagger(), (key, value: unknown) => {
    if (key === 'pattern' && typeof value === 'string') found.add(value);
    return value;
  });
  return [...found];
}

test('D9: no pattern of any field takes more than linear time', () => {
  const all = patterns();
  expect(all.length).toBeGreaterThan(5);
  const length = atScale({ ci: 20_000, full: 200_000 });
  const pieces = [
    'a',
    '0',
    ' ',
    '-',
    '.',
    ':',
    '/',
    '@',
    'a.',
    '0:',
    'a-',
    'A1',
    '::',
    '.a@',
    '-0',
    '+',
    '_',
    '0.',
    '\t',
  ];
  const tails = ['', '!', '\n', 'a!', '@', ':'];
  const texts = pieces.flatMap((piece) =>
    tails.flatMap((tail) => {
      const text = piece.repeat(Math.ceil(length / piece.length)) + tail;
      return [text, `a@${text}`, `2001:db8::${text}`, `2026-01-01T${text}`];
    }),
  );
  for (const pattern of all) {
    // The limit is far beyond linear work on so short texts; what backtracks does not end within it.
    runInNewContext(
      'for (const text of texts) new RegExp(pattern, "u").test(text)',
      { pattern, texts },
      { timeout: 2_000 },
    );
  }
  const matches = all.length * texts.length;
  recordFigures('D9', { patterns: all.length, matches });
});

test('D9: texts of every length up to the body limit are refused quickly in every field of every route', async () => {
  const attacks = ['a', '0', ' ', 'a.', '1:', 'a@', '-', '::'].map(
    (piece) => `!${piece.repeat(60_000 / piece.length)}!`,
  );
  const as = await api.signIn(greedy);
  const wrong: string[] = [];
  // In the small run the fields share the attacks out, two each.
  const share = atScale({ ci: attacks.length / 2, full: 1 });
  let fields = 0;
  for (const row of routeMatrix) {
    const body = row.body?.(house) ?? {};
    for (const [field, value] of Object.entries(body)) {
      if (typeof value !== 'string' || row.path === '/api/auth/login') continue;
      const turn = fields++ % share;
      for (const attack of attacks.filter((_, at) => at % share === turn)) {
        const call: Call = {
          as,
          method: row.method,
          url: urlOf(row),
          body: { ...body, [field]: attack },
        };
        const { status } = await api.call({ ...call, revision: 1 });
        if (status !== 400) wrong.push(`${row.method} ${row.path} ${field}: ${status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(fields).toBeGreaterThan(attacks.length);
});

const simpleGet = (token: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port: port(),
        path: '/api/plans',
        agent: false,
        headers: { authorization: `Bearer ${token}` },
      },
      (response: IncomingMessage) => resolve(response.resume().statusCode!),
    )
      .once('error', reject)
      .end();
  });

test('D9: senders of one letter at a time are cut off, and others are answered meanwhile', async () => {
  const { server } = api.app;
  const [headersTimeout, requestTimeout] = [server.headersTimeout, server.requestTimeout];
  server.headersTimeout = 500;
  server.requestTimeout = 1_000;
  const count = atScale({ ci: 100, full: 250 });
  const head = 'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  const openings = [
    'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nX-Slow: ',
    `${head}Content-Length: 1000\r\n\r\n{"em`,
    head,
    '',
  ];
  const sockets = Array.from({ length: count }, (_, n) => drip(openings[n % openings.length]!));
  try {
    for (let n = 0; n < 20; n++) expect(await simpleGet(modest.token)).toBe(200);
    await Promise.all(sockets.map(({ closed }) => closed));
  } finally {
    for (const { stop } of sockets) stop();
    server.headersTimeout = headersTimeout;
    server.requestTimeout = requestTimeout;
  }
  expect(await simpleGet(modest.token)).toBe(200);
});

/** Sends the opening, then a letter every now and then for as long as it is let. */
function drip(opening: string): { closed: Promise<void>; stop: () => void } {
  const socket = connect(port(), '127.0.0.1');
  const timer = setInterval(() => socket.writable && socket.write('a'), 100);
  const stop = (): void => {
    clearInterval(timer);
    socket.destroy();
  };
  const closed = new Promise<void>((resolve) => socket.once('close', resolve));
  // A reset is one way of being cut off.
  socket.on('error', () => {});
  socket.resume();
  socket.once('close', stop);
  socket.write(opening);
  return { closed, stop };
}

test('D9: one address holds only so many connections', async () => {
  const sockets: Socket[] = [];
  const extra = 20;
  const ended = new Set<Socket>();
  try {
    for (let n = 0; n < connectionsPerAddress + extra; n++) {
      const socket = connect(port(), '127.0.0.1');
      socket.on('error', () => {});
      socket.once('close', () => ended.add(socket));
      sockets.push(socket);
      await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
    }
    while (ended.size < extra) await sleep(20);
    expect(ended.size).toBe(extra);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  while (ended.size < sockets.length) await sleep(20);
  expect(await simpleGet(modest.token)).toBe(200);
});

test('D9: while one tenant sends ten times what it may, each request of another is answered', async () => {
  // Enough that the limit of one session is not what refuses.
  const sessions = atScale({ ci: 2, full: 10 });
  const people = await Promise.all(
    Array.from({ length: sessions }, () => api.makeStaff(greedy, ['plans.read'])),
  );
  const tokens = people.map(({ token }) => token);
  // As many as seven addresses may hold open.
  const atOnce = atScale({ ci: 500, full: 7 * connectionsPerAddress });
  const total = atScale({ ci: 1_000, full: 10 * tenantRequestsPerMinute });
  const answers = new Map<number, number>();
  let sent = 0;
  const flooding = new AbortController();
  const flood = async (): Promise<void> => {
    while (sent < total) {
      const wave = Array.from({ length: Math.min(atOnce, total - sent) }, (_, n) =>
        api.call({ as: tokens[(sent + n) % tokens.length]!, url: '/api/plans' }),
      );
      sent += wave.length;
      for (const { status } of await Promise.all(wave)) answers.set(status, (answers.get(status) ?? 0) + 1);
    }
    flooding.abort();
  };
  const others: number[] = [];
  const go = async (): Promise<void> => {
    while (!flooding.signal.aborted) {
      others.push((await api.call({ as: modest.token, url: '/api/plans' })).status);
      await sleep(20);
    }
  };
  await Promise.all([flood(), go()]);
  expect(new Set(answers.keys())).toEqual(new Set([200, 429]));
  expect(others.length).toBeGreaterThan(0);
  expect(others.filter((status) => status !== 200)).toEqual([]);
  expect(runningPerTenant + waitingPerTenant).toBeLessThan(atOnce);
  recordFigures('D9', {
    sent,
    answered: answers.get(200)!,
    refused: answers.get(429)!,
    othersAnswered: others.length,
  });
});

test('D9: while very many sign in with wrong passwords, other requests go on and the queue stays bounded', async () => {
  const attempts = atScale({ ci: 300, full: 5_000 });
  const flooding = new AbortController();
  const flood = Promise.all(
    Array.from({ length: attempts }, (_, n) =>
      api.call({
        method: 'POST',
        url: '/api/auth/login',
        body: { email: `guess${n}@example.org`, password: 'wrong wrong wrong' },
        from: `172.20.${n >> 8}.${n & 255}`,
      }),
    ),
  ).finally(() => flooding.abort());
  const others: number[] = [];
  while (!flooding.signal.aborted) {
    others.push((await api.call({ as: modest.token, url: '/api/plans' })).status);
    await sleep(5);
  }
  const statuses = (await flood).map(({ status }) => status);
  expect(others.filter((status) => status !== 200)).toEqual([]);
  expect(others.length).toBeGreaterThan(10);
  expect(new Set(statuses)).toEqual(new Set([401, 503]));
  const busy = (await flood).find(({ status }) => status === 503)!;
  expect([busy.code, Number(busy.headers['retry-after'])]).toEqual(['staff.busy', 1]);
  recordFigures('D9', { signIns: attempts, checked: statuses.filter((status) => status === 401).length });
});
