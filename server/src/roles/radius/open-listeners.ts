import { Code, type Discard, type RadiusReply, type RadiusRequest } from '@trunkline/radius';
import { observeRequest, type Snapshot, type SnapshotNas } from '../../modules/aaa/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import { OwnPortListeners } from './own-port-listeners.ts';
import { RadiusListener, type ListenerOptions } from './radius-listener.ts';
import type { RadiusNotices } from './radius-notices.ts';
import { openRadsecListener, type RadsecListener } from './radsec-listener.ts';
import type { TrafficCounters } from './traffic-counters.ts';

type Handle = (request: RadiusRequest<SnapshotNas>) => RadiusReply | Promise<RadiusReply>;

export interface ListenerParts {
  readonly snapshot: Snapshot;
  /** Who answers, wherever the request came in. */
  readonly answers: { readonly answerLogin: Handle; readonly answerAccounting: Handle };
  readonly traffic: TrafficCounters;
  readonly notices: RadiusNotices;
}

/** All sockets on which RADIUS is taken from the network. */
export interface RadiusListeners {
  readonly auth: RadiusListener;
  readonly acct: RadiusListener;
  /** Undefined: switched off, or it could not be opened, which the log says. */
  readonly radsec: RadsecListener | undefined;
  readonly ownPorts: OwnPortListeners;
  readonly listens: string[];
  /** For `platform.role_status`, where the api role looks. */
  ports(): Record<string, unknown>;
  close(timeoutMs: number): Promise<void>;
}

function observed(handle: Handle): Handle {
  return (request) => {
    observeRequest(request);
    return handle(request);
  };
}

/** Opens the common ports, those of single tenants, and RadSec. What comes in by any of them goes the same way. */
export async function openListeners(context: RoleContext, parts: ListenerParts): Promise<RadiusListeners> {
  const { config, clock } = context;
  const { snapshot, answers, traffic, notices } = parts;
  const { addresses, authPort, acctPort } = config.radius;
  const login = observed((request) => answers.answerLogin(request));
  const accounting = observed((request) => answers.answerAccounting(request));
  const watch = {
    clock,
    onAnswered: traffic.answered,
    onDiscard: (discard: Discard<SnapshotNas>) => {
      traffic.discarded(discard);
      notices.discarded(discard);
    },
    onError: (error: Error) => notices.failed('a RADIUS socket reported an error', error),
    isServing: () => snapshot.isWhole,
  };
  const open = (
    role: ListenerOptions['role'],
    options: Pick<ListenerOptions, 'port' | 'findNas' | 'bounds'>,
  ): Promise<RadiusListener> => {
    const handle = role === 'authentication' ? login : accounting;
    return RadiusListener.open({ ...watch, ...options, role, addresses, handle });
  };
  const findNas = (address: string): SnapshotNas | undefined => snapshot.findNas(address);
  const auth = await open('authentication', { port: authPort, findNas });
  const acct = await open('accounting', { port: acctPort, findNas });
  const radsec = await openRadsecListener(context, {
    ...watch,
    findNas: (fingerprint) => snapshot.findNasByCertificate(fingerprint),
    handle: (request) => (request.packet.code === Code.AccessRequest ? login : accounting)(request),
    notices,
  });
  const ownPorts = new OwnPortListeners({ snapshot, clock, notices, open });
  await ownPorts.start();
  return {
    auth,
    acct,
    radsec,
    ownPorts,
    listens: [...auth.listens, ...acct.listens, ...(radsec?.listens ?? [])],
    ports: () => ({
      auth: auth.port,
      acct: acct.port,
      radsec: radsec?.port ?? null,
      ownPortTenants: ownPorts.tenants(),
    }),
    async close(timeoutMs) {
      const all = [auth, acct, ownPorts, ...(radsec ? [radsec] : [])];
      await Promise.all(all.map((one) => one.close(timeoutMs)));
    },
  };
}
