import { uuidv7 } from '@trunkline/kit';
import { recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionRequestsPerMinute } from '../../src/platform/http/limits.ts';
import { startApiUnderTest, type ApiUnderTest, type Answer, type Call } from './api-under-test.ts';
import { makeHouse, makeOne, type House, type Kind } from './route-house.ts';
import { actors, foreignActors, routeMatrix, type ActorName, type MatrixRow } from './route-matrix.ts';
import { pathOf } from './route-matrix-row.ts';
import { digestRows } from './tenant-digest.ts';

/** D1: each actor on each route, with ids of another tenant in each place where an id stands. */
interface Actor {
  token: string | undefined;
  signInAgain(): Promise<void>;
  /** Requests with this token. */
  calls: number;
  /** The tenant that the actor is signed in to. */
  house: House;
}

let api: ApiUnderTest;
/** Whose rows are asked for. */
let theirs: House;
let cast: Record<ActorName, Actor>;
let cells = 0;

beforeAll(async () => {
  api = await startApiUnderTest();
  const theirTenant = await api.makeTenant('theirs');
  const other = await api.makeTenant('other');
  const platform = await api.makeTenant('platform', { isOperator: true });
  const [otherHouse, platformHouse] = [await makeHouse(api, other), await makeHouse(api, platform)];
  theirs = await makeHouse(api, theirTenant);
  // A second row of each kind, so that every list has a second page and gives a cursor.
  for (const kind of Object.keys(theirs.ids) as Kind[]) await makeOne(api, theirs, kind);
  const permissions = await api.call({ as: theirTenant.token, url: '/api/permissions' });
  const codes = (permissions.data as { code: string }[]).map(({ code }) => code);
  const clerk = await api.makeStaff(
    theirTenant,
    codes.filter((code) => code.endsWith('.read')),
  );
  const bystander = await api.makeStaff(theirTenant, []);
  const double = await api.makeStaff(other, []);
  await makeDouble(double);
  const actor = (person: { email: string; password: string; token: string }, house: House): Actor => ({
    house,
    token: person.token,
    calls: 0,
    async signInAgain() {
      this.token = person.token = await api.signIn({ ...person, tenant: house.tenant.code });
    },
  });
  cast = {
    owner: actor(theirTenant, theirs),
    clerk: actor(clerk, theirs),
    bystander: actor(bystander, theirs),
    stranger: actor(other, otherHouse),
    double: actor(double, otherHouse),
    operator: actor(platform, platformHouse),
    key: {
      house: otherHouse,
      token: await makeKey(),
      calls: 0,
      async signInAgain() {
        this.token = await makeKey();
      },
    },
    nobody: { house: otherHouse, token: undefined, calls: 0, signInAgain: async () => {} },
  };

  async function makeKey(): Promise<string> {
    const permissions = codes.filter((code) => code !== 'hotspot.aaa');
    const body = { name: `everything ${otherHouse.unique()}`, permissions };
    const made = await api.call({ as: other.token, method: 'POST', url: '/api/api-keys', body });
    return made.data.token as string;
  }

  /** An owner of `other` who also works for `theirs`, without permissions. */
  async function makeDouble(person: { id: string; email: string }): Promise<void> {
    const roles = await api.call({ as: other.token, url: '/api/roles' });
    const ownerRole = (roles.data as { id: string; isOwner: boolean }[]).find(({ isOwner }) => isOwner)!;
    const url = `/api/staff/${person.id}`;
    const raised = await api.call({
      as: other.token,
      method: 'PATCH',
      url,
      body: { roleId: ownerRole.id },
      revision: 1,
    });
    expect(raised.status).toBe(200);
    const role = { name: 'nothing', permissions: [] };
    const made = await api.call({ as: theirTenant.token, method: 'POST', url: '/api/roles', body: role });
    const body = { email: person.email, name: 'x', roleId: made.data.id as string };
    const added = await api.call({ as: theirTenant.token, method: 'POST', url: '/api/staff', body });
    expect([added.status, added.data.password]).toEqual([201, null]);
  }
});
afterAll(async () => {
  recordFigures('D1', { routes: routeMatrix.length, actors: actors.length, cells });
  await api.close();
});

const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

/** What the OpenAPI file tells of every route. */
function documented() {
  const { paths } = api.app.swagger() as {
    paths: Record<string, Record<string, { requestBody?: unknown; parameters?: Parameter[] }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: nameOf({ method: method.toUpperCase(), path }),
      takesBody: operation.requestBody !== undefined,
      parameters: operation.parameters ?? [],
    })),
  );
}
interface Parameter {
  in: string;
  name: string;
}

test('D1: every route has its row, every row its route, and each place of an id is in it', () => {
  expect(routeMatrix.map(nameOf).sort()).toEqual(
    documented()
      .map(({ name }) => name)
      .sort(),
  );
  const wrong: string[] = [];
  for (const { name, takesBody, parameters } of documented()) {
    const found = routeMatrix.find((row) => nameOf(row) === name)!;
    const names = (place: string) => parameters.filter((p) => p.in === place).map((p) => p.name);
    if (names('path').length !== (found.id ? 1 : 0) + (found.within ? 1 : 0))
      wrong.push(`${name}: id of the path`);
    if (takesBody !== Boolean(found.body)) wrong.push(`${name}: body`);
    if (names('query').includes('cursor') !== Boolean(found.isList)) wrong.push(`${name}: cursor`);
    const idFilters = names('query').filter((filter) => filter.endsWith('Id'));
    if (
      idFilters.sort().join() !==
      Object.keys(found.filters ?? {})
        .sort()
        .join()
    )
      wrong.push(`${name}: filters`);
    const tried = new Set([
      ...names('query').filter((filter) => ['limit', 'cursor', 'subjectKind', 'action'].includes(filter)),
      ...Object.keys(found.filters ?? {}),
      ...new URLSearchParams(found.query).keys(),
    ]);
    const untried = names('query').filter((filter) => !tried.has(filter));
    if (untried.length > 0) wrong.push(`${name}: no value for ${untried.join(', ')}`);
    const idFields = idsIn(found.body?.(theirs) ?? {});
    if (idFields.join() !== [...Object.keys(found.bodyIds ?? {}), ...(found.routerIds ?? [])].sort().join())
      wrong.push(`${name}: ids of the body`);
  }
  expect(wrong).toEqual([]);
});

const idsIn = (body: object): string[] =>
  Object.keys(body)
    .filter((field) => field.endsWith('Id'))
    .sort();

/** Names the tenant in every header that a server might look at; ours looks at none. */
const namingHeaders = (): Record<string, string> => ({
  'x-tenant-id': theirs.ids.tenant,
  'x-tenant': theirs.tenant.code,
  'x-organization-id': theirs.ids.tenant,
  'x-user-id': theirs.ids.person,
  'x-original-url': `/api/subscribers/${theirs.ids.subscriber}`,
});

interface Asked {
  url: string;
  answer: Answer;
}

async function ask(
  row: MatrixRow,
  name: ActorName,
  { id, body, query }: { id?: string | undefined; body?: unknown; query?: string | undefined } = {},
): Promise<Asked> {
  cells++;
  const actor = cast[name];
  // Before the limit of one session is reached: here it is not what is asked about.
  if (++actor.calls % (sessionRequestsPerMinute / 3) === 0) await actor.signInAgain();
  const as = actor.token;
  const path = pathOf(row, theirs, id);
  const search = [row.query, query].filter(Boolean).join('&');
  const url = search ? `${path}?${search}` : path;
  const sent = row.body && (body ?? row.body(actor.house));
  const isForeign = foreignActors.includes(name);
  const call: Call = {
    method: row.method,
    url,
    ...(as && { as }),
    ...(sent !== undefined && { body: sent }),
    ...(isForeign && { headers: namingHeaders() }),
  };
  const first = await api.call({ ...call, revision: 1 });
  const present = first.status === 409 ? /revision (\d+) now|"revision":(\d+)/.exec(first.text) : null;
  if (row.endsSession) await actor.signInAgain();
  const revision = present && Number(present[1] ?? present[2]);
  return { url, answer: revision ? await api.call({ ...call, revision }) : first };
}

/** What of theirs an answer tells: their names, and their ids except the one that was sent. */
function told({ text }: Answer, sent: string[] = []): string[] {
  const marks = [theirs.mark, theirs.tenant.email, ...Object.values(theirs.ids)];
  return marks.filter((mark) => text.includes(mark) && !sent.includes(mark));
}

test('D1: nobody else sees or changes a row of theirs, wherever its id stands', async () => {
  const owner = api.database.as('owner');
  const wrong: string[] = [];
  let digest = await digestRows(owner, theirs.ids.tenant);
  for (const row of routeMatrix) {
    for (const name of actors.filter((actor) => actor !== 'owner')) {
      const { answer } = await ask(row, name);
      const expected = row.answers[actors.indexOf(name)]!;
      const cell = `${nameOf(row)} as ${name}`;
      if (answer.status !== expected)
        wrong.push(`${cell}: ${answer.status}, not ${expected}: ${answer.text}`);
      const isOurs = !foreignActors.includes(name) && name !== 'nobody';
      if (isOurs || row.tellsTenants) continue;
      const leaks = told(answer, row.id ? [theirs.ids[row.id]] : []);
      if (leaks.length > 0) wrong.push(`${cell} tells ${leaks.join(', ')}: ${answer.text}`);
    }
    // Changing the tenant is what the operator's route is for, and signing out ends a session.
    const isTheirs = row.tellsTenants || row.endsSession;
    const after = await digestRows(owner, theirs.ids.tenant);
    if (!isTheirs)
      wrong.push(...differences(digest, after).map((table) => `${nameOf(row)} changed ${table}`));
    digest = after;
  }
  expect(wrong).toEqual([]);
});

test('D1: another tenant’s id in a path is answered as one that does not exist, whatever it names', async () => {
  const before = await digestRows(api.database.as('owner'), theirs.ids.tenant);
  const wrong: string[] = [];
  for (const row of routeMatrix.filter(({ id, tellsTenants }) => id && !tellsTenants)) {
    for (const name of foreignActors) {
      const answerTo = async (id: string): Promise<string> => {
        const { answer } = await ask(row, name, { id });
        return `${answer.status} ${answer.text.replaceAll(id, 'ID')}`;
      };
      const missing = await answerTo(uuidv7());
      const tried = Object.entries(theirs.ids).map(async ([kind, id]) => {
        const found = await answerTo(id);
        if (found !== missing)
          wrong.push(`${nameOf(row)} as ${name} with their ${kind}: ${found}, not ${missing}`);
      });
      await Promise.all(tried);
    }
  }
  expect(wrong).toEqual([]);
  expect(await digestRows(api.database.as('owner'), theirs.ids.tenant)).toEqual(before);
});

test('D1: another tenant’s id in a body or a filter, and its cursor, find nothing', async () => {
  const before = await digestRows(api.database.as('owner'), theirs.ids.tenant);
  const wrong: string[] = [];
  let cursors = 0;
  for (const row of routeMatrix) {
    for (const name of foreignActors) {
      const { house } = cast[name];
      const cell = `${nameOf(row)} as ${name}`;
      const id = row.id && (await makeOne(api, house, row.id));
      for (const [field, { kind, refused }] of Object.entries(row.bodyIds ?? {})) {
        const send = async (value: string): Promise<string> => {
          const { answer } = await ask(row, name, { id, body: { ...row.body!(house), [field]: value } });
          return `${answer.status} ${answer.text.replaceAll(value, 'ID')}`;
        };
        const [found, missing] = [await send(theirs.ids[kind]), await send(uuidv7())];
        if (found !== missing || !found.startsWith(String(refused)))
          wrong.push(`${cell} with their ${field}: ${found}, and ${missing} for none`);
      }
      for (const [filter, kind] of Object.entries(row.filters ?? {})) {
        const { answer } = await ask(row, name, { query: `${filter}=${theirs.ids[kind]}` });
        const isEmpty = answer.status === 200 && tellsNothing(answer.data);
        if (!isEmpty) wrong.push(`${cell} by their ${filter}: ${answer.text}`);
      }
      if (!row.isList || row.tellsTenants) continue;
      const { method, path, id: kind } = row;
      const first = await ask({ method, path, id: kind, answers: row.answers } as MatrixRow, 'owner', {
        query: 'limit=1',
      });
      const cursor = first.answer.meta?.nextCursor;
      if (!cursor) continue;
      cursors++;
      const page = await ask(row, name, { id, query: `cursor=${encodeURIComponent(cursor)}` });
      if (![200, 400].includes(page.answer.status) || told(page.answer).length > 0)
        wrong.push(`${cell} with their cursor: ${page.answer.text}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(cursors).toBeGreaterThanOrEqual(7 * foreignActors.length);
  expect(await digestRows(api.database.as('owner'), theirs.ids.tenant)).toEqual(before);
});

test('D1: the owner is answered on every route, so that a refusal above means something', async () => {
  const wrong: string[] = [];
  for (const row of routeMatrix) {
    const id = row.id && (await makeOne(api, theirs, row.id));
    const { answer } = await ask(row, 'owner', { id });
    if (answer.status !== row.answers[0])
      wrong.push(`${nameOf(row)}: ${answer.status}, not ${row.answers[0]}: ${answer.text}`);
  }
  expect(wrong).toEqual([]);
});

/** An empty list, or lines and counts that are zero throughout; the steps of their time axis tell nothing. */
function tellsNothing(data: unknown): boolean {
  if (Array.isArray(data)) return data.every(tellsNothing);
  if (typeof data !== 'object' || data === null) return data === null || data === 0;
  return Object.entries(data).every(
    ([field, value]) => field === 'at' || field === 'stepS' || tellsNothing(value),
  );
}

function differences(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).filter((table) => before[table] !== after[table]);
}
