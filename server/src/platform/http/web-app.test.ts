import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileRequestsPerMinute } from './limits.ts';
import { startThings } from './things-server.fixture.ts';
import { addWebApp } from './web-app.ts';

const outside = mkdtempSync(join(tmpdir(), 'trunkline-web-'));
const folder = join(outside, 'dist');
const script = `console.log(${JSON.stringify('long enough to be worth it '.repeat(50))})`;
let app: FastifyInstance;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>the app</title>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, '.build.json'), '{"sources":"secret"}');
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), script);
  writeFileSync(join(folder, 'assets', 'app-1a2b.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'assets', 'app-1a2b.js.gz'), gzipSync(script));
  writeFileSync(join(outside, 'key.txt'), 'nobody may read this');
  app = await startWith(folder);
});
afterAll(async () => {
  await app.close();
  rmSync(outside, { recursive: true });
});

async function startWith(root: string): Promise<FastifyInstance> {
  const things = await startThings();
  await addWebApp(things.app, { folder: root });
  await things.app.ready();
  return things.app;
}

let clients = 0;
const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
  app.inject({ method, url, headers, remoteAddress: `10.1.${clients >> 8}.${clients++ & 255}` });
const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test.each(['/', '/subscribers', '/subscribers/0198c5a0-0000-7000-8000-000000000000/usage', '/a/b?c=d.e'])(
  'every page address gives the one page, asked about anew each time: %s',
  async (url) => {
    const answer = await ask(url, page);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('the app');
    expect(answer.headers['cache-control']).toBe('no-cache');
    const again = await ask(url, { ...page, 'if-none-match': String(answer.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  },
);

test('a page may load what this server has, run no script but its files, and stand in no frame', async () => {
  const { headers } = await ask('/', page);
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  });
});

test('an asset is kept for ever and sent as small as the browser takes it', async () => {
  const plain = await ask('/assets/app-1a2b.js');
  expect(plain.body).toBe(script);
  expect(plain.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringMatching(/javascript; charset=utf-8$/) as string,
    etag: expect.stringContaining('"') as string,
    vary: expect.stringMatching(/accept-encoding/i) as string,
  });
  const small = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect([small.headers['content-encoding'], small.headers['content-type']]).toEqual([
    'br',
    plain.headers['content-type'],
  ]);
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(script);
  const older = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' });
  expect(older.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(older.rawPayload).toString()).toBe(script);
});

test('other files of the build are asked about each time', async () => {
  const { statusCode, headers } = await ask('/favicon.svg');
  expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'image/svg+xml',
    'no-cache',
  ]);
});

test.each(['/assets/app-0000.js', '/assets/', '/assets', '/missing.png'])(
  'what is missing is a 404 in JSON that nobody keeps, also for a browser: %s',
  async (url) => {
    const answer = await ask(url, url === '/assets' ? {} : page);
    expect([answer.statusCode, answer.json()]).toMatchObject([404, { ok: false, code: 'http.not_found' }]);
    expect(answer.headers['cache-control']).toBe('no-store');
  },
);

test.each(['/api', '/api/', '/api/nothing', '/api/things/x/y'])(
  'what lies under /api is never the page: %s',
  async (url) => {
    const answer = await ask(url, page);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.statusCode).toBe(404);
  },
);

test('a program that asks for anything is told that there is nothing, and nothing is posted to a page', async () => {
  expect((await ask('/subscribers', { accept: '*/*' })).statusCode).toBe(404);
  expect((await ask('/', { accept: '*/*' })).body).toContain('the app');
  expect((await ask('/subscribers', page, 'POST')).json()).toMatchObject({ code: 'http.not_found' });
});

test('HEAD has the headers of GET and no body', async () => {
  for (const url of ['/', '/assets/app-1a2b.js']) {
    const head = await ask(url, page, 'HEAD');
    const full = await ask(url, page);
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(full.headers['content-length']);
    expect(head.headers['cache-control']).toBe(full.headers['cache-control']);
  }
});

test.each([
  '/../key.txt',
  '/assets/../../key.txt',
  '/..%2fkey.txt',
  '/assets/..%2f..%2fkey.txt',
  '/%2e%2e/key.txt',
  '/assets/%2e%2e/%2e%2e/key.txt',
  '/..%5ckey.txt',
  '/assets//etc/passwd',
  '//etc/passwd',
  '/.build.json',
  '/assets/.hidden.js',
  '/assets/app-1a2b.js%00.html',
])('no path leads out of the folder or to a hidden file: %s', async (path) => {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  // Over a socket, because clients that know better tidy such a path before it is sent.
  const answer = await sendRaw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404) /);
  expect(answer).not.toMatch(/nobody may read|secret|root:/);
});

function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
  });
}

test('files have a limit of their own: who loads the app has not used up their requests to the API', async () => {
  const remoteAddress = '10.9.9.9';
  const load = () => app.inject({ url: '/favicon.svg', remoteAddress });
  for (let n = 0; n < fileRequestsPerMinute; n++) expect((await load()).statusCode).toBe(200);
  expect((await load()).json()).toMatchObject({ code: 'http.too_many_requests' });
  expect((await app.inject({ url: '/api/nothing', remoteAddress })).statusCode).toBe(404);
});

test('where nothing was built, a plain page says what builds it', async () => {
  const empty = await startWith(join(outside, 'nothing'));
  try {
    const answer = await empty.inject({ url: '/', headers: page });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([503, 'no-store']);
    expect(answer.body).toContain('npm run build:web');
    expect(answer.body).not.toMatch(/<script|<style|style=/);
  } finally {
    await empty.close();
  }
});
