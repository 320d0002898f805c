import type { FastifyRequest } from 'fastify';
import type { Authenticator, SignedIn } from './authenticator.ts';
import { httpErrors } from './errors.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Route } from './route.ts';
import { isSameSite } from './same-site.ts';
import { sessionCookieName } from './session-cookie.ts';

interface Credential {
  token: string;
  isCookie: boolean;
}

/** 256 bits in base64url. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Decides who asks and whether they may, before the body is read. Resolves to the session, or to
 * undefined on a public route. Throws 401, 403 or 429.
 */
export async function admitRequest(
  { authenticator, limits }: { authenticator: Authenticator; limits: RateLimits },
  { request, route }: { request: FastifyRequest; route: Route | undefined },
): Promise<SignedIn | undefined> {
  const credential = readCredential(request);
  let session = credential && authenticator.remembered(credential.token);
  // An unknown token costs a look into the database, so it counts as anonymous until it has proved itself.
  if (session) await countRequest(limits, { request, session, route });
  else await limits.anonymous(request);
  if (route?.signInAccount) await limits.signInFromAddress(request);
  if (!route || route.permission === 'public') return undefined;

  if (credential && !session) {
    session = await authenticator.find(credential.token);
    if (session) await countRequest(limits, { request, session, route });
  }
  if (!session || !credential) throw httpErrors.signInRequired();
  if (credential.isCookie && changing.has(request.method) && !isSameSite(request.headers, request.host)) {
    throw httpErrors.crossSite();
  }
  if (session.mustChangePassword && !route.allowsPendingPassword) throw httpErrors.passwordChangeRequired();
  if (session.mustAddSecondFactor && !route.allowsPendingSecondFactor) throw httpErrors.secondFactorNeeded();
  if (!mayCall(session, route)) throw httpErrors.forbidden();
  return session;
}

/** What asks for one thing all day long has a limit of its own, so that neither eats up the other's. */
function countRequest(
  limits: RateLimits,
  { request, session, route }: { request: FastifyRequest; session: SignedIn; route: Route | undefined },
): Promise<void> {
  const { sessionId, speaksFor } = session;
  if (!route?.isForBoundKeys || !speaksFor) return limits.session(request, session);
  return limits.boundKey(request, { sessionId, requestsPerMinute: speaksFor.requestsPerMinute });
}

/**
 * A Bearer token wins over a cookie: the program that sent it means it. Sent twice, neither counts: a proxy
 * may have looked at the other one, and a neighbour's site can plant a cookie beside ours.
 */
export function readCredential(request: FastifyRequest): Credential | undefined {
  const { authorization, cookie } = request.headers;
  const isCookie = authorization === undefined;
  if (isCookie ? countCookies(cookie) > 1 : countAuthorizations(request) > 1) return undefined;
  const token = isCookie ? request.cookies[sessionCookieName] : /^Bearer (\S+)$/i.exec(authorization)?.[1];
  if (token === undefined || !tokenPattern.test(token)) return undefined;
  return { token, isCookie };
}

/** Node keeps the first of several and drops the others silently; the raw headers still have them. */
function countAuthorizations({ raw }: FastifyRequest): number {
  return raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'authorization').length;
}

function countCookies(header: string | undefined): number {
  return (header ?? '').split(';').filter((pair) => pair.split('=', 1)[0]!.trim() === sessionCookieName)
    .length;
}

function mayCall(session: SignedIn, route: Route): boolean {
  if (route.permission === 'signed_in') return true;
  if (route.permission === 'operator') return session.isOperator;
  return session.can(route.permission);
}
