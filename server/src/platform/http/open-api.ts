import { fastifySwagger } from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { maxPageSize, standardPageSize } from './limits.ts';
import type { Route } from './route.ts';

const schemas = z.registry<{ id: string }>();

const errorAnswer = z.object({
  ok: z.literal(false),
  code: z.string().describe('Stable; programs decide by it.'),
  message: z.string().describe('For people; may change.'),
  details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  data: z.unknown().optional().describe('On a conflict: the present row.'),
  meta: z.object({ requestId: z.string() }).optional(),
});
schemas.add(errorAnswer, { id: 'ErrorAnswer' });

const pageFields = {
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(standardPageSize),
  cursor: z.string().max(2_000).optional().describe('meta.nextCursor of the page before.'),
};

const collectSchemas = createJsonSchemaTransformObject({ schemaRegistry: schemas });
const transform = createJsonSchemaTransform({ schemaRegistry: schemas });

/** Collects the routes for /api/openapi.json; to be registered before them. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Trunkline',
        version,
        description:
          'Every answer is { ok, data, meta } or { ok: false, code, message, details }. Rates are bit/s, volumes ' +
          'bytes, instants ISO 8601; integers stay within 2^53 - 1. Unknown fields are refused. Lists are read ' +
          'page by page with limit and cursor. A change of a row needs If-Match with the revision that was read.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'trunkline_session' },
        },
      },
    },
    transform: (document) => {
      const result = transform(document);
      const { route } = (document.route.config ?? {}) as { route?: Route };
      if (route?.needsRevision) {
        const ifMatch = { type: 'string', description: 'The revision that was read, in quotes.' };
        Object.assign(result.schema, {
          headers: { type: 'object', properties: { 'if-match': ifMatch }, required: ['if-match'] },
        });
      }
      return result;
    },
    transformObject: (document) => withoutInputForms(collectSchemas(document)),
  });
}

/** Named schemas are answers only; nobody sends them, so their other form would only confuse. */
function withoutInputForms(document: ReturnType<typeof collectSchemas>): ReturnType<typeof collectSchemas> {
  const named = ('components' in document && document.components?.schemas) || {};
  for (const name of Object.keys(named)) if (name.endsWith('Input')) delete named[name];
  return document;
}

/** What Fastify checks and documents for a route. */
export function schemaOf(route: Route): FastifySchema {
  const query = route.query ?? z.strictObject({});
  const meta = route.cursor ? { meta: z.object({ nextCursor: z.string().nullable() }) } : {};
  return {
    // No client is generated for a stream, and OpenAPI has no words for its events.
    hide: route.listen !== undefined,
    operationId: operationId(route),
    summary: route.summary,
    description: `Needs: ${route.permission}.`,
    tags: [route.tag],
    security: route.permission === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    ...(route.params ? { params: route.params } : {}),
    querystring: route.cursor ? (query as z.ZodObject).extend(pageFields) : query,
    ...(route.body ? { body: route.body } : {}),
    response: {
      [route.status ?? 200]: z.object({ ok: z.literal(true), data: route.answer, ...meta }),
      '4xx': errorAnswer,
      '5xx': errorAnswer,
    },
  };
}

/** `PATCH /api/nas/:id` is `patchNasById`. */
function operationId(route: Route): string {
  const words = route.path
    .replace('/api/', '')
    .split(/[/-]/)
    .map((part) => (part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part)));
  return route.method.toLowerCase() + words.join('');
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
