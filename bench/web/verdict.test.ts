import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdictOf } from './describe-web-results.ts';
import { HttpConnection } from './http-connection.ts';

describe('the verdict on a page', () => {
  const kind = { budget: { p95Ms: 20, perSecond: 300, bytes: 60_000 } };
  const sample = { p95: 20, perSecond: 300, largestBytes: 60_000, faults: [] };

  test.each([
    ['within its budget', {}, undefined, 'held'],
    ['too slow', { p95: 20.1 }, undefined, 'missed: p95'],
    ['too few', { perSecond: 299 }, undefined, 'missed: rate'],
    ['too large', { largestBytes: 60_001 }, undefined, 'missed: size'],
    ['wrong, however fast', { p95: 1, faults: ['another subscriber'] }, undefined, 'wrong answers'],
    ['large, half as slow again', { p95: 30 }, { p95: 20 }, 'held'],
    ['large, slower than that', { p95: 31 }, { p95: 20 }, 'missed: slower'],
  ])('%s', (_what, change, before, expected) => {
    expect(verdictOf(kind, { ...sample, ...change }, before)).toBe(expected);
  });
});

describe('a kept-alive connection', () => {
  let server: Server;
  let url: string;
  const long = 'ü'.repeat(200_000);

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/chunks') response.write(long);
      response.statusCode = request.url === '/missing' ? 404 : 200;
      response.end(request.url === '/chunks' ? 'end' : `${request.headers.cookie} ${long}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test('reads one answer after the other, of a known length and in chunks', async () => {
    const connection = await HttpConnection.open(url);
    const first = await connection.get('/', 'token');
    expect(first.status).toBe(200);
    expect(first.body.toString()).toBe(`trunkline_session=token ${long}`);
    expect((await connection.get('/chunks', 'token')).body.toString()).toBe(`${long}end`);
    expect((await connection.get('/missing', 'token')).status).toBe(404);
    connection.close();
  });

  test('fails who waits when the server goes', async () => {
    const gone = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    const connection = await HttpConnection.open(`http://127.0.0.1:${port}`);
    await expect(connection.get('/', 'token')).rejects.toThrow('closed the connection');
    gone.close();
  });
});
