import type { RadiusReply, RadiusRequest } from '@trunkline/radius';
import {
  authenticateRequest,
  type AuthenticationDeps,
  type ShadowTerms,
  type SnapshotNas,
} from '../../modules/aaa/index.ts';
import {
  addDisagreements,
  addShadowMinutes,
  Comparisons,
  CopiedExchanges,
  CopySocket,
  relayAccounting,
  relayLogin,
  ShadowNotes,
  Upstreams,
} from '../../modules/shadow/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { labelled, type MetricRegistry } from '../../platform/metrics/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import { copySocketPath } from './copy-socket-path.ts';
import type { RadiusNotices } from './radius-notices.ts';
import { recordAccounting, type AccountingDeps } from './record-accounting.ts';

type Answer = RadiusReply | Promise<RadiusReply>;

/** What stands between the sockets and those who answer. */
export interface ShadowService {
  /** Ours, but for tenants whose routers another server answers. One look at a field for all others. */
  readonly answerLogin: (request: RadiusRequest<SnapshotNas>) => Answer;
  readonly answerAccounting: (request: RadiusRequest<SnapshotNas>) => Answer;
  stats(): Record<string, unknown>;
  addMetrics(metrics: MetricRegistry): void;
  stop(): Promise<void>;
}

export interface ShadowSources {
  readonly authentication: AuthenticationDeps;
  readonly accounting: AccountingDeps;
  readonly database: Database;
  readonly notices: RadiusNotices;
}

/** Another RADIUS server beside this one: as a proxy in front of it, or listening to copies of what it is asked. */
export async function startShadow(
  { clock, random, config }: RoleContext,
  { authentication, accounting, database, notices }: ShadowSources,
): Promise<ShadowService> {
  const notes = new ShadowNotes({
    writeDisagreements: (rows) =>
      database.acrossTenants((tx) => addDisagreements(tx, rows, { clock, random })),
    writeMinutes: (rows) => database.acrossTenants((tx) => addShadowMinutes(tx, rows)),
    onFault: (error) => notices.trouble('what comparing found waits for the database', { error }),
  });
  const { snapshot, slots, decoy } = authentication;
  const onFault = (error: unknown): void => notices.failed('two answers could not be compared', error);
  const comparisons = new Comparisons({ clock, random, snapshot, slots, decoy, notes, onFault });
  const upstreams = new Upstreams({
    clock,
    random,
    onFault: (error) => notices.failed('a request could not be passed on', error),
  });
  const keep = (request: RadiusRequest<SnapshotNas>): Promise<RadiusReply> =>
    recordAccounting(accounting, request);
  const keepAccounting = (request: RadiusRequest<SnapshotNas>): void => void keep(request);
  const copies = new CopiedExchanges({ clock, snapshot, comparisons, notes, keepAccounting });
  const socket = await openCopySocket(copySocketPath(config.dataDirectory), { copies, notices });
  notes.start();
  const deps = { upstreams, comparisons, notes };
  return {
    answerLogin: (request) => {
      const { shadow } = request.client.data.tenant;
      if (shadow !== undefined && isTheirs(shadow)) return relayLogin(deps, shadow, request);
      return authenticateRequest(authentication, request);
    },
    answerAccounting: (request) => {
      const { shadow } = request.client.data.tenant;
      if (shadow !== undefined && isTheirs(shadow)) return relayAccounting(deps, shadow, request, keep);
      return keep(request);
    },
    stats: () => ({
      upstream: upstreams.counters,
      compared: comparisons.compared,
      copies: { ...copies.counters, malformed: socket?.malformed ?? 0 },
      lost: notes.lost,
    }),
    addMetrics: (metrics) => addShadowMetrics(metrics, { upstreams, comparisons }),
    async stop() {
      await Promise.all([socket?.close(), upstreams.close()]);
      await notes.stop();
    },
  };
}

/** Undefined where it cannot be bound: there are no copies then, and everything else goes on. */
async function openCopySocket(
  path: string,
  { copies, notices }: { copies: CopiedExchanges; notices: RadiusNotices },
): Promise<CopySocket | undefined> {
  try {
    return await CopySocket.open(path, (copy) => {
      try {
        copies.take(copy);
      } catch (error) {
        notices.failed('a copied packet could not be taken', error);
      }
    });
  } catch (error) {
    notices.failed(
      "the socket for copies of another server's packets cannot be bound; there are none",
      error,
    );
    return undefined;
  }
}

function addShadowMetrics(
  metrics: MetricRegistry,
  { upstreams, comparisons }: { upstreams: Upstreams; comparisons: Comparisons },
): void {
  metrics.counter(
    'trunkline_shadow_upstream_total',
    'Packets passed on to other RADIUS servers, by what became of them.',
    () => {
      const { replies, unanswered, busy, failed, looped } = upstreams.counters;
      return labelled('outcome', { replied: replies, unanswered, busy, failed, looped });
    },
  );
  metrics.counter(
    'trunkline_shadow_compared_total',
    'Logins of which the answers of two servers were compared.',
    () => comparisons.compared,
  );
}

type ProxyTerms = Extract<ShadowTerms, { mode: 'proxy' }>;

function isTheirs(shadow: ShadowTerms): shadow is ProxyTerms {
  return shadow.mode === 'proxy' && shadow.answeredBy === 'theirs';
}
