import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import { defineStreamRoute, idParams, type EventStream, type Route } from '../../../platform/http/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import type { RouterPool } from '../router-pool.ts';
import { findRouter } from '../router-store.ts';
import { LiveRates, type RateNews } from './live-rates.ts';
import { findWatchedSession } from './watched-session-store.ts';

export interface RateRoutesDeps {
  database: Database;
  sealer: Sealer;
  pool: RouterPool;
  clock: Clock;
}

export function rateRoutes(deps: RateRoutesDeps): Route[] {
  const rates = new LiveRates(deps);
  return [
    defineStreamRoute({
      path: '/api/sessions/:id/rates',
      summary:
        'What a session carries just now, each second while it is listened to, as its router counts it',
      tag: 'sessions',
      permission: 'sessions.read',
      params: idParams,
      listen: (stream, { params }) => listen({ ...deps, rates }, stream, params.id),
    }),
  ];
}

/** Begins once the session is found; whoever has left by then is told nothing. */
function listen(
  deps: RateRoutesDeps & { rates: LiveRates },
  stream: EventStream,
  sessionId: string,
): () => void {
  const left = new AbortController();
  // The database is away: the page connects again.
  begin(deps, { stream, sessionId, signal: left.signal }).catch(() => stream.end());
  return () => left.abort();
}

async function begin(
  deps: RateRoutesDeps & { rates: LiveRates },
  { stream, sessionId, signal }: { stream: EventStream; sessionId: string; signal: AbortSignal },
): Promise<void> {
  const found = await find(deps, stream.tenantId, sessionId);
  if (signal.aborted) return;
  if (typeof found === 'string') return tell(stream, { kind: 'unavailable', reason: found });
  const stop = deps.rates.watch(found.router, found.session, (news) => tell(stream, news));
  signal.addEventListener('abort', stop, { once: true });
}

/** The session and its router, or why it cannot be watched. */
async function find({ database, sealer }: RateRoutesDeps, tenantId: string, id: string) {
  return database.inTenant(tenantId, async (tx) => {
    const session = await findWatchedSession(tx, { tenantId, id });
    if (!session) return 'not_found';
    if (!session.isOpen) return 'session_ended';
    const router = await findRouter(tx, sealer, { tenantId, nasId: session.nasId });
    return router ? { session, router } : 'no_api';
  });
}

/** Who may no longer see sessions is told nothing more, though the stream is still open. */
function tell(stream: EventStream, news: RateNews): void {
  if (!stream.can('sessions.read')) return stream.end();
  const { kind, ...data } = news;
  if (news.kind === 'rate') stream.send('rate', { ...data, at: news.at.toISOString(), source: 'router' });
  else stream.send(kind, data);
}
