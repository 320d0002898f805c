import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fields, startThings, token, type Sent, type Things } from './things-server.fixture.ts';

let things: Things;
beforeAll(async () => {
  things = await startThings();
  await things.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => things.app.close());
const send = (sent: Sent) => things.send(sent);

test('success carries only the fields that the answer names', async () => {
  const { status, body, headers } = await send({ as: 'thing.write', body: { name: 'a' } });
  expect([status, body]).toEqual([201, { ok: true, data: { name: 'a', revision: 1 } }]);
  expect(headers['etag']).toBe('"1"');
});

test('every wrong field of a body is named', async () => {
  const { status, body } = await send({
    as: 'thing.write',
    body: { name: '', size: 'x', role: 'owner', inner: { at: 'now', tenant_id: 1 } },
  });
  expect([status, body['code']]).toEqual([400, 'http.invalid_fields']);
  expect(fields(body).toSorted()).toEqual(['inner.at', 'inner.tenant_id', 'name', 'role', 'size']);
});

test('a body full of wrong texts is answered with few of them', async () => {
  const body = { name: 'a', wrong: Array.from({ length: 100_000 }, () => '\0') };
  const answer = await send({ as: 'thing.write', body });
  expect([answer.status, fields(answer.body).length]).toEqual([400, 50]);
});

test('a missing body, an unwanted body and an unknown query field are each named', async () => {
  expect((await send({ as: 'thing.write' })).body).toMatchObject({ code: 'http.invalid_fields' });
  const path = '/api/things/0198c5a0-0000-7000-8000-000000000000';
  const unwanted = await send({
    as: 'thing.write',
    method: 'PATCH',
    url: path,
    headers: { 'if-match': '"1"' },
    body: { revision: 9 },
  });
  expect([unwanted.status, fields(unwanted.body)]).toEqual([400, ['revision']]);
  const query = await send({ as: 'thing.write', method: 'GET', url: '/api/things?tenant_id=1&limit=0' });
  expect([query.status, fields(query.body).toSorted()]).toEqual([400, ['limit', 'tenant_id']]);
});

test.each([
  ['{"name":', 'http.malformed_json'],
  [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'http.malformed_json'],
  ['['.repeat(33) + ']'.repeat(33), 'http.malformed_json'],
  ['['.repeat(200_000), 'http.malformed_json'],
  ['{"name":"a","size":9007199254740993}', 'http.invalid_fields'],
  ['{"name":"a","size":-9007199254740993}', 'http.invalid_fields'],
  ['{"name":"a","size":1e400}', 'http.invalid_fields'],
  ['{"name":"a\\u0000b"}', 'http.invalid_fields'],
  ['{"name":"\\ud800"}', 'http.invalid_fields'],
  ['{"name":"a","__proto__":{"x":1}}', 'http.invalid_fields'],
])('a body that JSON would change silently is refused: %.40s', async (body, code) => {
  const answer = await send({ as: 'thing.write', body });
  expect([answer.status, answer.body['code']]).toEqual([400, code]);
});

test('integers up to 2^53 - 1 are accepted', async () => {
  expect((await send({ as: 'thing.write', body: '{"name":"a","size":9007199254740991}' })).status).toBe(201);
});

test('a body over the cap is 413, another media type 415, an unknown path 404', async () => {
  const large = await send({ as: 'thing.write', body: `{"name":"${'a'.repeat(1024 * 1024)}"}` });
  expect([large.status, large.body['code']]).toEqual([413, 'http.body_too_large']);
  const form = await send({ as: 'thing.write', body: 'name=a', headers: { 'content-type': 'text/plain' } });
  expect([form.status, form.body['code']]).toEqual([415, 'http.unsupported_media_type']);
  expect((await send({ as: 'thing.write', url: '/api/nothing', method: 'GET' })).status).toBe(404);
  expect((await send({ as: 'thing.write', url: '/api/%zz', method: 'GET' })).body).toMatchObject({
    ok: false,
  });
});

test('what the module throws keeps its code; what nobody expected is 500 with an id and without a trace', async () => {
  const taken = await send({ as: 'thing.write', body: { name: 'taken' } });
  expect([taken.status, taken.body]).toEqual([
    409,
    {
      ok: false,
      code: 'thing.taken',
      message: 'The name is taken; choose another.',
      details: [{ field: 'name', message: 'Choose another.' }],
    },
  ]);
  const broken = await send({ as: 'thing.write', body: { name: 'broken' } });
  expect(broken.status).toBe(500);
  expect(JSON.stringify(broken.body)).not.toMatch(/secret|\.ts|stack/);
  const requestId = (broken.body['meta'] as { requestId: string }).requestId;
  expect(broken.headers['x-request-id']).toBe(requestId);
  expect(things.logged.find((line) => line.includes(requestId))).toMatch(/the secret inside/);
});

test('with the database away the answer is 503 with Retry-After', async () => {
  const away = await send({ as: 'thing.write', body: { name: 'away' } });
  expect([away.status, away.body['code'], away.headers['retry-after']]).toEqual([
    503,
    'http.database_away',
    '2',
  ]);
});

test('without a session 401 comes before any field is looked at; without the permission 403', async () => {
  expect((await send({ body: { nonsense: 1 } })).status).toBe(401);
  expect((await send({ as: 'unknown', body: { nonsense: 1 } })).status).toBe(401);
  expect((await send({ as: 'thing.read', body: { nonsense: 1 } })).body).toMatchObject({
    code: 'http.forbidden',
  });
  expect((await send({ as: 'thing.write', method: 'GET', url: '/api/registry' })).status).toBe(403);
  expect((await send({ as: 'operator', method: 'GET', url: '/api/registry' })).status).toBe(200);
});

test('a generated password opens nothing but its own change', async () => {
  const answer = await send({ as: 'new', method: 'GET' });
  expect([answer.status, answer.body['code']]).toEqual([403, 'staff.password_change_required']);
});

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, 201],
  [{ origin: 'http://panel.example' }, 201],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://panel.example' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{}, 403],
])('a change by cookie needs a page of this site: %j gives %i', async (headers, status) => {
  const cookie = `trunkline_session=${token('thing.write')}`;
  const answer = await send({ body: { name: 'a' }, headers: { cookie, host: 'panel.example', ...headers } });
  expect(answer.status).toBe(status);
});

test('a cursor leads through the whole list, and altered or carried to another list it is refused', async () => {
  const seen: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const url = `/api/things?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await send({ as: 'thing.read', method: 'GET', url });
    seen.push(...(body['data'] as { n: number }[]).map(({ n }) => n));
    cursor = (body['meta'] as { nextCursor: string | null }).nextCursor;
    if (cursor === null) break;
    for (const at of [0, cursor.length >> 1, cursor.length - 1]) {
      const altered = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      const refused = await send({ as: 'thing.read', method: 'GET', url: `/api/things?cursor=${altered}` });
      expect([refused.status, refused.body['code']]).toEqual([400, 'http.invalid_cursor']);
    }
    const carried = await send({ as: 'thing.read', method: 'GET', url: `/api/others?cursor=${cursor}` });
    expect(carried.body).toMatchObject({ code: 'http.invalid_cursor' });
  }
  expect(seen).toEqual([1, 2, 3, 4, 5]);
});

test.each([undefined, '3', '"x"', '*', 'W/"3"'])('If-Match %s is refused by name', async (ifMatch) => {
  const url = '/api/things/0198c5a0-0000-7000-8000-000000000000';
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  const answer = await send({ as: 'thing.write', method: 'PATCH', url, headers });
  expect([answer.status, answer.body['code'], fields(answer.body)]).toEqual([
    400,
    'http.revision_required',
    ['If-Match'],
  ]);
});

test('a malformed id is named', async () => {
  const answer = await send({
    as: 'thing.write',
    method: 'PATCH',
    url: '/api/things/1',
    headers: { 'if-match': '"1"' },
  });
  expect([answer.status, fields(answer.body)]).toEqual([400, ['id']]);
});

test('every answer carries the security headers, and none names the software', async () => {
  const { headers } = await send({ method: 'GET', url: '/api/nothing' });
  expect(headers).toMatchObject({
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect(headers).not.toHaveProperty('server');
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('bytes that are no HTTP get 400 in the form of every answer', async () => {
  const { port } = things.app.server.address() as AddressInfo;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*\{"ok":false,"code":"http.bad_request"/);
});
