import { fastifyCookie } from '@fastify/cookie';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Log } from '../log/index.ts';
import { answerBrokenHttp } from './answer-broken-http.ts';
import { admitRequest } from './admit-request.ts';
import { answerError } from './answer-error.ts';
import { answerSerializer } from './answer-serializer.ts';
import type { Authenticator, SignedIn } from './authenticator.ts';
import { callRoute } from './call-route.ts';
import { cleanForwardedFor } from './client-address.ts';
import { createCursorCodec } from './cursor.ts';
import { httpErrors } from './errors.ts';
import { boundConnections } from './bound-connections.ts';
import {
  bodyLimitBytes,
  headersTimeoutMs,
  keepAliveTimeoutMs,
  requestTimeoutMs,
  slowCheckMs,
} from './limits.ts';
import { EventStreams } from './event-streams.ts';
import { registerOpenApi, schemaOf } from './open-api.ts';
import { parseJson } from './parse-json.ts';
import { createRateLimits } from './rate-limits.ts';
import type { Route } from './route.ts';
import { addSecurityHeaders, securityHeaders } from './security-headers.ts';
import { TenantTurns } from './tenant-turns.ts';
import { validatorCompiler } from './validate.ts';

export interface HttpServerOptions {
  routes: readonly Route[];
  authenticator: Authenticator;
  /** 32 bytes that seal the cursors of lists; the same in all processes of an installation. */
  cursorKey: Buffer;
  /** Addresses or prefixes whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustedProxies: readonly string[];
  /** Shown in the OpenAPI file. */
  version: string;
  log: Log;
  clock: Clock;
  random: Random;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route;
  }
}

/** Builds the server from routes. It does not listen yet; `close` lets running requests end. */
export async function buildHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const app = createApp(options);
  await app.register(fastifyCookie);
  const limits = await createRateLimits(app);
  await registerOpenApi(app, options.version);
  const sessions = new WeakMap<FastifyRequest, SignedIn>();
  const accounts = new WeakMap<FastifyRequest, string>();
  addSecurityHeaders(app);
  boundConnections(app.server, options.trustedProxies);
  app.addHook('onRequest', async (request) => {
    cleanForwardedFor(request.raw);
    const { route, isFile } = request.routeOptions.config;
    if (isFile) return limits.file(request);
    const session = await admitRequest({ authenticator: options.authenticator, limits }, { request, route });
    if (session) sessions.set(request, session);
  });
  app.addHook('preHandler', async (request) => {
    const sessionId = sessions.get(request)?.sessionId ?? null;
    const account = request.routeOptions.config.route?.signInAccount?.(request.body, sessionId);
    if (account === undefined) return;
    await limits.signInToAccount(request, account);
    accounts.set(request, account);
  });
  app.addHook('onResponse', async (request, reply) => {
    const account = accounts.get(request);
    if (account !== undefined && reply.statusCode < 400) limits.signedIn(request, account);
  });
  const turns = new TenantTurns();
  const streams = new EventStreams(options);
  app.addHook('preClose', async () => streams.closeAll());
  const cursors = createCursorCodec(options.cursorKey);
  for (const route of options.routes) {
    app.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(route),
      config: { route },
      handler: async (request, reply) => {
        const session = sessions.get(request);
        if (route.listen && session) return streams.serve(route.listen, { request, reply, session });
        return callRoute({ route, cursors, turns }, { request, reply, session });
      },
    });
  }
  return app;
}

function createApp({ log, clock, random, trustedProxies }: HttpServerOptions): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    // Requests are logged below in one line each, without query strings, which may hold personal data.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: slowCheckMs },
    keepAliveTimeout: keepAliveTimeoutMs,
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Never taken from the client: ids in our log are ours.
    requestIdHeader: false,
    genReqId: () => uuidv7(clock, random),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    // A path that cannot be decoded: the hooks, which set these headers otherwise, do not run for it.
    frameworkErrors: (error, request, reply) =>
      void answerError(error, request, reply.headers(securityHeaders)),
    clientErrorHandler: answerBrokenHttp,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(answerSerializer);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => parseJson(body),
  );
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw httpErrors.notFound();
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const fields = { method, route: request.routeOptions.url, status: reply.statusCode };
    request.log.debug({ ...fields, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  return app;
}
