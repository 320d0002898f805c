import { sql } from 'kysely';
import { uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiUnderTest, type ApiUnderTest, type Call } from './api-under-test.ts';
import { digestRows } from './tenant-digest.ts';

/** Only what these tests look at. */
interface Schema {
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
interface Operation {
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  parameters?: { in: string; name: string }[];
}
interface WriteRoute {
  method: NonNullable<Call['method']>;
  path: string;
  body: Schema | undefined;
}

/** Names that attackers try and that are no column today. */
const temptations = [
  'role',
  'isAdmin',
  'is_admin',
  'balance',
  'price',
  'owner_id',
  'constructor',
  'prototype',
  '$where',
];
/** With what else is wrong in such a body, below the number of details that one answer tells. */
const namesPerRequest = 25;

let api: ApiUnderTest;
/** Taken in turn: one session alone may not ask as often as this does. */
const tokens: string[] = [];
const sessions = 10;
let turn = 0;
const token = (): string => tokens[turn++ % tokens.length]!;
let operations: { method: string; path: string; operation: Operation }[];
let columns: string[];

beforeAll(async () => {
  api = await startApiUnderTest();
  const tenant = await api.makeTenant('alpha', { isOperator: true });
  while (tokens.length < sessions) tokens.push(await api.signIn(tenant));
  const paths = (api.app.swagger() as { paths: Record<string, Record<string, Operation>> }).paths;
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const { rows } = await sql<{ name: string }>`
    select distinct a.attname::text as name from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')
      and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'public')`.execute(
    api.database.as('owner').kysely,
  );
  const snake = rows.map(({ name }) => name);
  const camel = snake.map((name) => name.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase()));
  columns = [...new Set([...snake, ...camel, ...temptations])];
});
afterAll(() => api.close());

const writeRoutes = (): WriteRoute[] =>
  operations
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, operation }) => ({
      method: method as NonNullable<Call['method']>,
      path: path.replace(/\{\w+\}/g, uuidv7()),
      body: operation.requestBody?.content['application/json'].schema,
    }));

test('D5: there are write routes and columns to try', () => {
  expect(writeRoutes().length).toBeGreaterThanOrEqual(20);
  expect(columns.length).toBeGreaterThan(150);
  expect(columns).toEqual(
    expect.arrayContaining(['tenant_id', 'tenantId', 'revision', 'is_operator', 'price_minor']),
  );
});

test('D5: every object of every body is closed', () => {
  const open = writeRoutes().flatMap(({ method, path, body }) =>
    objectsIn(body ?? {})
      .filter(({ schema }) => schema.additionalProperties !== false)
      .map(({ at }) => `${method} ${path} ${at.join('.')}`),
  );
  expect(open).toEqual([]);
});

test('D5: each column name in each write route is refused by name, and nothing changes', async () => {
  const before = await digestRows(api.database.as('owner'));
  const accepted: string[] = [];
  for (const route of writeRoutes()) {
    const objects: { at: string[]; schema: Schema }[] = objectsIn(route.body ?? {});
    const places = objects.length > 0 ? merged(objects) : [{ at: [], known: new Set<string>(), branch: {} }];
    for (const { at, known, branch } of places) {
      const names = columns.filter((name) => !known.has(name));
      for (let from = 0; from < names.length; from += namesPerRequest) {
        const some = names.slice(from, from + namesPerRequest);
        accepted.push(...(await inject(route, { at, names: some, branch })));
      }
    }
  }
  expect(accepted).toEqual([]);
  expect(await digestRows(api.database.as('owner'))).toEqual(before);
});

test('D5: a column name in the query is refused by name on every route without a body', async () => {
  // Where there is a body it is checked first, and a missing one is what the answer tells.
  const bodiless = operations.filter(({ operation }) => !operation.requestBody);
  expect(bodiless.length).toBeGreaterThan(20);
  for (const { method, path, operation } of bodiless) {
    const known = new Set(
      (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    );
    const name = ['tenantId', 'tenant_id'].find((candidate) => !known.has(candidate))!;
    const url = `${path.replace(/\{\w+\}/g, uuidv7())}?${name}=${uuidv7()}`;
    const answer = await api.call({ as: token(), method: method as NonNullable<Call['method']>, url });
    expect([method, path, answer.status, answer.details.some(({ field }) => field === name)]).toEqual([
      method,
      path,
      400,
      true,
    ]);
  }
});

/** Sends the names with a value each at this place of the body and returns those that were not refused. */
async function inject(
  route: WriteRoute,
  { at, names, branch }: { at: string[]; names: string[]; branch: Record<string, unknown> },
): Promise<string[]> {
  const injected = { ...branch, ...Object.fromEntries(names.map((name) => [name, 1])) };
  let body: unknown = injected;
  for (const step of at.toReversed()) body = step === '[]' ? [body] : { [step]: body };
  const { method, path: url } = route;
  const answer = await api.call({ as: token(), method, url, body, revision: 1 });
  const prefix = at.map((step) => (step === '[]' ? '0.' : `${step}.`)).join('');
  const refused = new Set(answer.details.map(({ field }) => field));
  const missed = names.filter((name) => !refused.has(prefix + name));
  if (answer.status !== 400) return [`${method} ${url} answered ${answer.status}`];
  return missed.map((name) => `${method} ${url} took ${prefix}${name}`);
}

/** Every object within a schema, with the way to it; `[]` stands for an item of an array. */
function objectsIn(schema: Schema, at: string[] = []): { at: string[]; schema: Schema }[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...(schema.type === 'object' ? [{ at, schema }] : []),
    ...inner.flatMap((branch) => objectsIn(branch, at)),
    ...(schema.items ? objectsIn(schema.items, [...at, '[]']) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      objectsIn(property, [...at, name]),
    ),
  ];
}

interface Place {
  at: string[];
  known: Set<string>;
  /** What says which object of a union is meant; without it, a body is refused before its other names are read. */
  branch: Record<string, unknown>;
}

/** One entry a place, although a union has several objects there: a name known to one branch is left out. */
function merged(objects: { at: string[]; schema: Schema }[]): Place[] {
  const places = new Map<string, Place>();
  for (const { at, schema } of objects) {
    const properties = Object.entries(schema.properties ?? {});
    const fixed = properties.filter(([, property]) => property.enum?.length === 1);
    const branch = Object.fromEntries(fixed.map(([name, property]) => [name, property.enum![0]]));
    const place = places.get(at.join('.')) ?? { at, known: new Set<string>(), branch };
    for (const [name] of properties) place.known.add(name);
    places.set(at.join('.'), place);
  }
  return [...places.values()];
}
