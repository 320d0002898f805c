import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { SeededRandom } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiUnderTest, type ApiUnderTest, type Answer, type Call } from './api-under-test.ts';
import { injections, innocentTwin } from './injection-corpus.ts';
import { makeHouse, type House } from './route-house.ts';
import { routeMatrix, type MatrixRow } from './route-matrix.ts';
import { pathOf } from './route-matrix-row.ts';
import { watchStatements, type StatementShapes } from './statement-shapes.ts';

/** D8: whatever stands in a parameter, the same statements run as for an innocent value. */
type Body = { [field: string]: unknown };

/** A request with one of its texts replaced. */
type Place = { name: string; with: (text: string) => Partial<Call> };

interface Visitor {
  house: House;
  tokens: string[];
}

/** A session and a tenant may only ask so often, so that several take turns. */
const visitorCount = atScale({ ci: 1, full: 12 });
const sessionsEach = 12;
const textsEach = atScale({ ci: 1, full: injections.length });
/** No route reads these by itself, so that in the small run the routes share them out. */
const headers = ['if-match', 'user-agent', 'x-forwarded-for', 'cookie', 'x-request-id', 'accept-language'];
const headerShare = atScale({ ci: headers.length, full: 1 });

let api: ApiUnderTest;
let shapes: StatementShapes;
const visitors: Visitor[] = [];
let calls = 0;

beforeAll(async () => {
  api = await startApiUnderTest();
  shapes = await watchStatements(api.database);
  for (let n = 0; n < visitorCount; n++) {
    const tenant = await api.makeTenant(`visitor-${n}`, { isOperator: true });
    const house = await makeHouse(api, tenant);
    const tokens = [tenant.token];
    // An owner of the installation, so that each may call the operator's routes.
    while (tokens.length < sessionsEach) tokens.push(await api.signIn(tenant));
    visitors.push({ house, tokens });
  }
});
afterAll(async () => {
  recordFigures('D8', { routes: routeMatrix.length, texts: injections.length, calls });
  await shapes.close();
  await api.close();
});

/** Every text of a route that a client chooses: path, query, each leaf of the body, headers. */
function placesOf(row: MatrixRow, house: House): Place[] {
  const path = pathOf(row, house);
  const search = new URLSearchParams(row.query);
  const names = [
    ...Object.keys(row.filters ?? {}),
    ...search.keys(),
    ...(row.isList ? ['limit', 'cursor', 'sort', 'order', 'subjectKind', 'action'] : []),
  ];
  const url = row.query ? `${path}?${search}` : path;
  const withBody = (rest: Partial<Call>) => ({ url, ...(row.body && { body: row.body(house) }), ...rest });
  const turn = routeMatrix.indexOf(row) % headerShare;
  return [
    ...(row.id
      ? [
          {
            name: 'path',
            with: (text: string) => withBody({ url: pathOf(row, house, encodeURIComponent(text)) }),
          },
        ]
      : []),
    ...names.map((name) => ({
      name: `query ${name}`,
      with: (text: string) => {
        const given = new URLSearchParams(search);
        given.set(name, text);
        return withBody({ url: `${path}?${given}` });
      },
    })),
    ...(row.body ? leavesOf(row.body(house)) : []).map((at) => ({
      name: `body ${at.join('.')}`,
      with: (text: string) => ({ url, body: replaced(row.body!(house), at, text) }),
    })),
    ...headers
      .filter((_, at) => at % headerShare === turn)
      .map((name) => ({
        name: `header ${name}`,
        // Headers are single lines of Latin letters; HTTP clients send no others.
        with: (text: string) => withBody({ headers: { [name]: text.replaceAll(/[^\x20-\x7e]/g, ' ') } }),
      })),
  ];
}

/** A session is read again after a minute at any route, whatever is in the parameters. */
function isSessionLookUp(shape: string): boolean {
  return shape.includes('from staff.session_by_token($1, $2)');
}

function leavesOf(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...at, name]));
}

function replaced(body: Body, at: string[], value: unknown): Body {
  const copy = structuredClone(body);
  let place = copy;
  for (const step of at.slice(0, -1)) place = place[step] as Body;
  place[at.at(-1)!] = value;
  return copy;
}

async function send(row: MatrixRow, { tokens }: Visitor, call: Partial<Call>): Promise<Answer> {
  calls++;
  const as = row.endsSession ? undefined : tokens[calls % tokens.length];
  const whole = { method: row.method, url: row.path, ...(as && { as }), ...call };
  if (whole.headers?.['if-match'] !== undefined) return api.call(whole);
  const answer = await api.call({ ...whole, revision: 1 });
  const present = answer.status === 409 ? /revision (\d+) now|"revision":(\d+)/.exec(answer.text) : null;
  return present ? api.call({ ...whole, revision: Number(present[1] ?? present[2]) }) : answer;
}

test('D8: no text in any parameter of any route brings a statement that an innocent text does not', async () => {
  const random = new SeededRandom(faultSeed('D8'));
  const wrong: string[] = [];
  for (const row of routeMatrix) {
    for (const [turn, visitor] of visitors.entries()) {
      const tried = placesOf(row, visitor.house).flatMap((place) =>
        chosen(random, turn).map((text) => ({ place, text })),
      );
      await shapes.take();
      // What changes something twice, because the second of two may meet what the first has made.
      for (const text of row.method === 'GET' ? tried : [...tried, ...tried])
        await send(row, visitor, text.place.with(innocentTwin(text.text)));
      const innocent = await shapes.take();
      for (const { place, text } of tried) {
        const { status, text: said } = await send(row, visitor, place.with(text));
        if (status >= 500 || status === 429)
          wrong.push(`${row.method} ${row.path} ${place.name} = ${text}: ${status} ${said}`);
      }
      const brought = [...(await shapes.take())].filter(
        (shape) => !innocent.has(shape) && !isSessionLookUp(shape),
      );
      wrong.push(...brought.map((shape) => `${row.method} ${row.path} ran ${shape}`));
    }
  }
  expect(wrong).toEqual([]);
});

/** Some texts of the corpus for one place; each visitor has its part of them. */
function chosen(random: SeededRandom, turn: number): string[] {
  const mine = injections.filter((_, at) => at % visitorCount === turn);
  if (textsEach >= injections.length) return mine;
  return Array.from({ length: textsEach }, () => mine[random.integer(mine.length)]!);
}

test('D8: the watch sees a statement that was put together from text', async () => {
  await shapes.take();
  const { pool } = api.database.as('api');
  await pool.query(`select 'x' as joined where 'a' = 'a' or '1'='1'`);
  const seen = [...(await shapes.take())];
  expect(seen.some((shape) => shape.includes('joined'))).toBe(true);
});
