import { randomBytes } from 'node:crypto';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { defineErrors } from '../errors.ts';
import { createLog } from '../log/index.ts';
import type { Authenticator, SignedIn } from './authenticator.ts';
import { buildHttpServer } from './http-server.ts';
import { defineListRoute, defineRoute, idParams, pageOf } from './index.ts';

const errors = defineErrors({
  wrong: { code: 'thing.wrong', status: 401, message: 'The password is wrong.' },
  taken: { code: 'thing.taken', status: 409, message: 'The name is taken; choose another.' },
});

/** Tokens stand for the permission that they hold. */
export const token = (name: string): string => name.replace('.', '-').padEnd(43, 'x');
const signedIn = (name: string, overrides: Partial<SignedIn> = {}): [string, SignedIn] => [
  token(name),
  {
    kind: 'staff',
    sessionId: name,
    tenantId: 'tenant',
    personId: 'person',
    name,
    isOperator: false,
    mustChangePassword: false,
    mustAddSecondFactor: false,
    can: (permission) => permission === name,
    ...overrides,
  },
];
const known = new Map<string, SignedIn>([
  signedIn('thing.write'),
  signedIn('thing.read'),
  signedIn('thing.busy'),
  signedIn('thing.kept'),
  signedIn('operator', { isOperator: true }),
  signedIn('new', { mustChangePassword: true }),
]);
const authenticator: Authenticator = {
  remembered: (given) => (given === token('thing.kept') ? known.get(given) : undefined),
  find: async (given) => known.get(given),
};

const thing = z.object({ name: z.string(), revision: z.int() });
const routes = [
  defineRoute({
    method: 'POST',
    path: '/api/things',
    summary: 'Make',
    tag: 'things',
    permission: 'thing.write',
    status: 201,
    body: z.strictObject({
      name: z.string().min(1),
      size: z.int().optional(),
      inner: z.strictObject({ at: z.iso.datetime() }).optional(),
    }),
    answer: thing,
    handle: async ({ body }) => {
      if (body.name === 'taken')
        throw errors.taken({ details: [{ field: 'name', message: 'Choose another.' }] });
      if (body.name === 'broken') throw new Error('the secret inside');
      if (body.name === 'away') throw Object.assign(new Error('gone'), { code: '57P01' });
      return { name: body.name, revision: 1, hidden: 'never sent' };
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/things/:id',
    summary: 'Change',
    tag: 'things',
    permission: 'thing.write',
    params: idParams,
    needsRevision: true,
    answer: thing,
    handle: async ({ revision }) => ({ name: 'x', revision: revision + 1 }),
  }),
  defineListRoute({
    path: '/api/things',
    summary: 'List',
    tag: 'things',
    permission: 'signed_in',
    item: z.object({ n: z.int() }),
    cursor: z.strictObject({ n: z.int() }),
    handle: async ({ page }) => {
      const from = (page.after?.n ?? 0) + 1;
      const rows = [0, 1, 2, 3, 4].map((step) => ({ n: from + step })).filter(({ n }) => n <= 5);
      return pageOf(rows.slice(0, page.limit + 1), page.limit, ({ n }) => ({ n }));
    },
  }),
  defineListRoute({
    path: '/api/others',
    summary: 'List',
    tag: 'things',
    permission: 'signed_in',
    item: z.object({ n: z.int() }),
    cursor: z.strictObject({ n: z.int() }),
    handle: async () => ({ items: [], next: undefined }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/registry',
    summary: 'Operators only',
    tag: 'things',
    permission: 'operator',
    answer: z.null(),
    handle: async () => null,
  }),
  defineRoute({
    method: 'POST',
    path: '/api/sign-in',
    summary: 'Guess',
    tag: 'things',
    permission: 'public',
    body: z.strictObject({ email: z.string(), password: z.enum(['right', 'wrong']) }),
    answer: z.null(),
    signInAccount: (body) => body.email,
    handle: async ({ body }) => {
      if (body.password === 'wrong') throw errors.wrong();
      return null;
    },
  }),
];

/** A server with a few routes, before it listens. Log lines go to `logged`. */
export async function startThings(): Promise<Things> {
  const logged: string[] = [];
  const log = createLog({
    name: 'test',
    level: 'info',
    clock: systemClock,
    asText: false,
    write: (line) => logged.push(line),
  });
  const app = await buildHttpServer({
    routes,
    authenticator,
    cursorKey: randomBytes(32),
    trustedProxies: ['10.0.0.1'],
    version: '0.0.0',
    log,
    clock: systemClock,
    random: cryptoRandom,
  });
  return { app, logged, send: (sent) => send(app, sent) };
}

export interface Things {
  app: FastifyInstance;
  logged: string[];
  send(sent: Sent): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

export interface Sent {
  as?: string;
  method?: 'GET' | 'POST' | 'PATCH';
  url?: string;
  headers?: Record<string, string>;
  /** A string is sent as it stands. */
  body?: unknown;
  from?: string;
}

async function send(
  app: FastifyInstance,
  { as, method = 'POST', url = '/api/things', headers = {}, body, from }: Sent,
): Promise<Answer> {
  const response = await app.inject({
    method,
    url,
    remoteAddress: from ?? '192.0.2.1',
    headers: {
      ...(as ? { authorization: `Bearer ${token(as)}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.json<Record<string, unknown>>(),
  };
}
/** The fields that an error names. */
export const fields = (body: Record<string, unknown>): string[] =>
  (body['details'] as { field: string }[]).map(({ field }) => field);
