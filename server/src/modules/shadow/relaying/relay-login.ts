import { Code, RelayedReply, type RadiusReply, type RadiusRequest } from '@trunkline/radius';
import type { SnapshotNas } from '../../aaa/index.ts';
import type { Comparisons } from '../comparing/comparisons.ts';
import type { ShadowNotes } from '../notes/shadow-notes.ts';
import type { ProxyTerms, Upstreams } from './upstreams.ts';

export interface RelayDeps {
  readonly upstreams: Upstreams;
  readonly comparisons: Comparisons;
  readonly notes: ShadowNotes;
}

/**
 * A login that the other server answers: passed on, judged here without effect while the answer is on its way, the
 * answer given to the router, and then both compared. Without an answer the router gets silence, as from that server.
 */
export async function relayLogin(
  { upstreams, comparisons, notes }: RelayDeps,
  terms: ProxyTerms,
  request: RadiusRequest<SnapshotNas>,
): Promise<RadiusReply> {
  const tenantId = request.client.data.tenant.id;
  const asked = upstreams.ask(terms, request);
  const ours = comparisons.judge(request);
  const theirs = await asked;
  if (theirs.kind === 'none') {
    notes.count(tenantId, 'unanswered', request.receivedAtMs);
    return undefined;
  }
  const { packet, from } = theirs;
  if (!ours || packet.code === Code.AccessChallenge) {
    notes.count(tenantId, 'notCompared', request.receivedAtMs);
  } else {
    const { secret, authenticator } = from;
    comparisons.add(ours, { packet, secret, requestAuthenticator: authenticator });
  }
  return new RelayedReply(packet, from);
}
