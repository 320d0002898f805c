import { fastifyRateLimit } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { limitKey } from './client-address.ts';
import { httpErrors } from './errors.ts';
import {
  anonymousRequestsPerMinute,
  fileRequestsPerMinute,
  maxRateCounters,
  sessionRequestsPerMinute,
  signInsPerAccountPerMinute,
  signInsPerAddressPerMinute,
  signInsPerMinute,
  tenantRequestsPerMinute,
} from './limits.ts';

/** Each counts the request and throws `http.too_many_requests` when the limit is passed. */
export interface RateLimits {
  anonymous(request: FastifyRequest): Promise<void>;
  /** A file of the web app, whoever asks for it. */
  file(request: FastifyRequest): Promise<void>;
  session(request: FastifyRequest, session: { sessionId: string; tenantId: string }): Promise<void>;
  /** A key that speaks for one thing, on the routes that are for such keys. */
  boundKey(request: FastifyRequest, key: { sessionId: string; requestsPerMinute: number }): Promise<void>;
  signInFromAddress(request: FastifyRequest): Promise<void>;
  signInToAccount(request: FastifyRequest, account: string): Promise<void>;
  /** Counts nothing: the account was signed in to from this address, which from now on is known to it. */
  signedIn(request: FastifyRequest, account: string): void;
}

const minuteMs = 60_000;

/** Counters in this process's memory: with several api processes each allows the whole limit. */
export async function createRateLimits(app: FastifyInstance): Promise<RateLimits> {
  await app.register(fastifyRateLimit, { global: false, cache: maxRateCounters });
  const keys = new WeakMap<FastifyRequest, string>();
  const ownLimits = new WeakMap<FastifyRequest, number>();
  const limiter = (
    max: number | ((request: FastifyRequest) => number),
  ): ((request: FastifyRequest, key: string) => Promise<void>) => {
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
  const file = limiter(fileRequestsPerMinute);
  const session = limiter(sessionRequestsPerMinute);
  const tenant = limiter(tenantRequestsPerMinute);
  const fromAddress = limiter(signInsPerAddressPerMinute);
  const toAccountFromAddress = limiter(signInsPerMinute);
  const toAccount = limiter(signInsPerAccountPerMinute);
  const boundKey = limiter((request) => ownLimits.get(request) ?? 0);
  const known = new KnownAddresses();
  return {
    anonymous: (request) => anonymous(request, `address ${limitKey(request.ip)}`),
    file: (request) => file(request, `files to ${limitKey(request.ip)}`),
    async session(request, { sessionId, tenantId }) {
      await session(request, `session ${sessionId}`);
      await tenant(request, `tenant ${tenantId}`);
    },
    boundKey(request, { sessionId, requestsPerMinute }) {
      ownLimits.set(request, requestsPerMinute);
      return boundKey(request, `key ${sessionId}`);
    },
    signInFromAddress: (request) => fromAddress(request, `sign-in from ${limitKey(request.ip)}`),
    async signInToAccount(request, account) {
      const place = placeOf(request, account);
      await toAccountFromAddress(request, `sign-in to ${place}`);
      if (!known.has(place)) await toAccount(request, `sign-in to ${account.slice(0, maxAccountLength)}`);
    },
    signedIn: (request, account) => known.add(placeOf(request, account)),
  };
}

const maxAccountLength = 254;

function placeOf(request: FastifyRequest, account: string): string {
  return `${account.slice(0, maxAccountLength)} from ${limitKey(request.ip)}`;
}

/** From where accounts were signed in to since this process began; the oldest is forgotten first. */
class KnownAddresses {
  readonly #places = new Set<string>();

  has(place: string): boolean {
    return this.#places.has(place);
  }

  add(place: string): void {
    this.#places.delete(place);
    this.#places.add(place);
    if (this.#places.size > maxRateCounters) this.#places.delete(this.#places.values().next().value!);
  }
}
