import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.ts';
import type { SignedIn } from './authenticator.ts';
import { plainAddress } from './client-address.ts';
import type { CursorCodec } from './cursor.ts';
import { httpErrors } from './errors.ts';
import { maxDetails } from './limits.ts';
import { Reply, type Page, type PageRequest, type Route } from './route.ts';
import type { TenantTurns } from './tenant-turns.ts';

/** Calls the handler with what the schemas made of the request, and wraps its answer. */
export async function callRoute(
  { route, cursors, turns }: { route: Route; cursors: CursorCodec; turns: TenantTurns },
  {
    request,
    reply,
    session,
  }: { request: FastifyRequest; reply: FastifyReply; session: SignedIn | undefined },
): Promise<unknown> {
  if (route.body === undefined && request.body !== undefined && request.body !== null)
    refuseBody(request.body);
  const actor = session && actorOf(session, request);
  const input = {
    // On a public route there is neither; the types of defineRoute say so to the handler.
    actor: actor as Actor,
    tenantId: session?.tenantId as string,
    params: request.params,
    query: request.query,
    body: request.body,
    revision: route.needsRevision ? readRevision(request.headers['if-match']) : undefined,
    caller: {
      address: plainAddress(request.ip),
      userAgent: request.headers['user-agent']?.slice(0, maxUserAgentLength) ?? null,
      requestId: request.id,
      host: request.hostname,
      isSecure: request.protocol === 'https',
      sessionId: session?.sessionId ?? null,
    },
  };
  reply.code(route.status ?? 200);
  const handle: Route['handle'] = (given) =>
    session && !route.isForBoundKeys
      ? turns.run(session.tenantId, () => route.handle(given))
      : route.handle(given);
  if (route.cursor) {
    const page = readPage(route, cursors, request);
    const { items, next } = (await handle({ ...input, ...page })) as Page<unknown, unknown>;
    const nextCursor = next === undefined ? null : cursors.seal(route.path, next);
    return { ok: true, data: items, meta: { nextCursor } };
  }
  const answer = await handle(input);
  const data: unknown = answer instanceof Reply ? answer.data : answer;
  if (answer instanceof Reply) reply.headers(answer.headers);
  const revision = (data as { revision?: unknown } | null)?.revision;
  if (typeof revision === 'number') reply.header('etag', `"${revision}"`);
  return { ok: true, data };
}

const maxUserAgentLength = 300;

function actorOf(session: SignedIn, request: FastifyRequest): Actor {
  return {
    tenantId: session.tenantId,
    personId: session.personId,
    ...(session.kind === 'api_key' && { apiKeyId: session.sessionId }),
    ...(session.speaksFor && { speaksFor: session.speaksFor.id }),
    name: session.name,
    kind: session.kind,
    address: plainAddress(request.ip),
    can: (permission) => session.can(permission),
  };
}

function refuseBody(body: unknown): void {
  const names = typeof body === 'object' ? Object.keys(body as object) : ['body'];
  if (names.length === 0) return;
  const details = names
    .slice(0, maxDetails)
    .map((field) => ({ field, message: 'This route takes no body; leave it out.' }));
  throw httpErrors.invalidFields({ details });
}

function readRevision(ifMatch: string | undefined): number {
  const revision = /^"(\d{1,9})"$/.exec(ifMatch?.trim() ?? '')?.[1];
  if (revision === undefined) {
    const message = 'Give the revision that you read, in quotes: "3".';
    throw httpErrors.revisionRequired({ details: [{ field: 'If-Match', message }] });
  }
  return Number(revision);
}

function readPage(
  route: Route,
  cursors: CursorCodec,
  request: FastifyRequest,
): { query: unknown; page: PageRequest<unknown> } {
  const { limit, cursor, ...query } = request.query as { limit: number; cursor?: string };
  const after = cursor === undefined ? undefined : cursors.open(route.path, route.cursor!, cursor);
  return { query, page: { limit, after } };
}
