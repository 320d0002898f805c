import { fastifyRateLimit } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { limitKey } from './client-address.ts';
import { httpErrors } from './errors.ts';
import {
  anonymousRequestsPerMinute,
  maxRateCounters,
  sessionRequestsPerMinute,
  signInsPerMinute,
} from './limits.ts';

/** Each counts the request and throws `http.too_many_requests` when the limit is passed. */
export interface RateLimits {
  anonymous(request: FastifyRequest): Promise<void>;
  session(request: FastifyRequest, sessionId: string): Promise<void>;
  signInFromAddress(request: FastifyRequest): Promise<void>;
  signInToAccount(request: FastifyRequest, account: string): Promise<void>;
}

const minuteMs = 60_000;

/** Counters in this process's memory: with several api processes each allows the whole limit. */
export async function createRateLimits(app: FastifyInstance): Promise<RateLimits> {
  await app.register(fastifyRateLimit, { global: false, cache: maxRateCounters });
  const keys = new WeakMap<FastifyRequest, string>();
  const limiter = (max: number): ((request: FastifyRequest, key: string) => Promise<void>) => {
    const check = app.createRateLimit({
      max,
      timeWindow: minuteMs,
      keyGenerator: (request: FastifyRequest) => keys.get(request) ?? request.ip,
    });
    return async (request, key) => {
      keys.set(request, key);
      const result = await check(request);
      if (!result.isAllowed && result.isExceeded) {
        throw httpErrors.tooManyRequests({ retryAfterSeconds: Math.max(1, result.ttlInSeconds) });
      }
    };
  };
  const anonymous = limiter(anonymousRequestsPerMinute);
  const session = limiter(sessionRequestsPerMinute);
  const signIn = limiter(signInsPerMinute);
  return {
    anonymous: (request) => anonymous(request, `address ${limitKey(request.ip)}`),
    session: (request, sessionId) => session(request, `session ${sessionId}`),
    signInFromAddress: (request) => signIn(request, `sign-in from ${limitKey(request.ip)}`),
    signInToAccount: (request, account) => signIn(request, `sign-in to ${account.slice(0, 254)}`),
  };
}
