import type { RadiusReply, RadiusRequest } from '@trunkline/radius';
import type { SnapshotNas } from '../../aaa/index.ts';
import type { RelayDeps } from './relay-login.ts';
import type { ProxyTerms } from './upstreams.ts';

/**
 * Accounting while the other server answers: kept here and passed on, acknowledged when both have it, so that the
 * router's own retries bring it to both. When the other server has been silent for half a minute the router is not kept
 * waiting: what is kept here stands, each packet is still passed on once, and what it did not take is counted. It
 * learns the counters of a session from the next packet that it takes, for they grow.
 */
export async function relayAccounting(
  { upstreams, notes }: Pick<RelayDeps, 'upstreams' | 'notes'>,
  terms: ProxyTerms,
  request: RadiusRequest<SnapshotNas>,
  keep: (request: RadiusRequest<SnapshotNas>) => Promise<RadiusReply>,
): Promise<RadiusReply> {
  const tenantId = request.client.data.tenant.id;
  const wasAway = upstreams.isAway(tenantId);
  const passedOn = upstreams.ask(terms, request).then(({ kind }) => {
    notes.count(tenantId, kind === 'reply' ? 'relayed' : 'failed', request.receivedAtMs);
    return kind === 'reply';
  });
  const kept = await keep(request);
  if (wasAway) return kept;
  const hasBoth = (await passedOn) || upstreams.isAway(tenantId);
  return hasBoth ? kept : undefined;
}
