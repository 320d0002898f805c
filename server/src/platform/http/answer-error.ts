import type { FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError } from '../errors.ts';
import { isDatabaseAway } from './database-away.ts';
import { httpErrors } from './errors.ts';
import { databaseRetrySeconds } from './limits.ts';

/** Turns whatever was thrown into the public answer. What is not in a catalogue is logged and told as 500. */
export async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const known = toCatalogue(error);
  if (known.status >= 500) logTrouble(error, known, request);
  if (known.retryAfterSeconds !== undefined) reply.header('retry-after', known.retryAfterSeconds);
  // Not through the route's schemas: an answer that failed them must still be answered.
  reply.serializer((answer: unknown) => JSON.stringify(answer)).type('application/json');
  return reply.code(known.status).send({
    ok: false,
    code: known.code,
    message: known.message,
    ...(known.details ? { details: known.details } : {}),
    ...(known.data === undefined ? {} : { data: known.data }),
    ...(known.status === 500 ? { meta: { requestId: request.id } } : {}),
  });
}

function logTrouble(error: unknown, { status, code }: CatalogueError, request: FastifyRequest): void {
  const fields = { method: request.method, route: request.routeOptions.url };
  // One line without a stack: while the database is away, every request has the same one.
  if (status === 503) request.log.warn({ ...fields, code, reason: String(error) }, 'answered 503');
  else request.log.error({ ...fields, error }, 'a request failed');
}

export function toCatalogue(error: unknown): CatalogueError {
  if (error instanceof CatalogueError) return error;
  if (isDatabaseAway(error)) {
    return httpErrors.databaseAway({ cause: error, retryAfterSeconds: databaseRetrySeconds });
  }
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return httpErrors.bodyTooLarge();
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return httpErrors.unsupportedMediaType();
  const isClients = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return isClients ? httpErrors.badRequest({ cause: error }) : httpErrors.internal({ cause: error });
}
