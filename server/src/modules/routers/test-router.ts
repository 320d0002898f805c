import type { Clock } from '@trunkline/kit';
import {
  isMissing,
  readIdentity,
  readPppAaa,
  readRadiusIncoming,
  readResource,
  RouterosTrap,
  simpleQueues,
  type RouterosClient,
} from '@trunkline/routeros';
import { toldName } from './router-failure.ts';
import type { Router } from './router.ts';
import { visitRouter, type RouterFailure } from './visit-router.ts';

/** What is not as it should be on a router that answers. */
export const routerFindings = [
  'no_certificate',
  'cannot_write',
  'incoming_off',
  'incoming_port_differs',
  'radius_off',
  'accounting_off',
] as const;
export type RouterFinding = (typeof routerFindings)[number];

export interface RouterTest {
  readonly failure: RouterFailure | null;
  readonly tookMs: number;
  readonly identity: string | null;
  readonly version: string | null;
  readonly board: string | null;
  readonly fingerprint: string | null;
  readonly coaPort: number | null;
  readonly findings: readonly { readonly code: RouterFinding; readonly message: string }[];
}

export interface TestRouterDeps {
  clock: Clock;
  /** Keeps a certificate that is met for the first time; answers the one that holds. */
  learn: (fingerprint: string) => Promise<string | null>;
}

/** No item has this id. */
const noItem = '*FFFFFFF0';

/**
 * Connects to a router anew and looks whether it lets us do what we need. Changes nothing there: whether we may write is
 * tried on an item that cannot exist.
 */
export async function testRouter(
  { clock, learn }: TestRouterDeps,
  { router, coaPort }: { router: Router; coaPort: number },
): Promise<RouterTest> {
  const startedMs = clock.monotonic();
  const tookMs = (): number => Math.round(clock.monotonic() - startedMs);
  const { usesTls } = router.access;
  const visit = await visitRouter(router, learn, (client) => look(client, { usesTls, coaPort }));
  if (visit.failure) return failed(visit.failure, tookMs());
  return { ...visit.value, failure: null, tookMs: tookMs(), fingerprint: visit.fingerprint };
}

function failed(failure: RouterFailure, tookMs: number): RouterTest {
  const unknown = { identity: null, version: null, board: null, fingerprint: null, coaPort: null };
  return { ...unknown, failure, tookMs, findings: [] };
}

async function look(
  client: RouterosClient,
  { usesTls, coaPort }: { usesTls: boolean; coaPort: number },
): Promise<Omit<RouterTest, 'failure' | 'tookMs' | 'fingerprint'>> {
  const [identity, resource, incoming, aaa, mayWrite] = await Promise.all([
    readIdentity(client),
    readResource(client),
    readRadiusIncoming(client),
    readPppAaa(client),
    canWrite(client),
  ]);
  const { isAccepting, port = null } = incoming;
  const findings: RouterTest['findings'][number][] = [];
  const find = (code: RouterFinding, message: string): void => void findings.push({ code, message });
  if (usesTls && client.fingerprint === undefined) {
    find('no_certificate', 'The router has no certificate: who stands between could take its place.');
  }
  if (!mayWrite) find('cannot_write', 'The user may only read there: give its group the policy write.');
  if (!isAccepting) find('incoming_off', 'The router takes no CoA: /radius incoming set accept=yes');
  else if (port !== coaPort) {
    find('incoming_port_differs', `The router takes CoA on port ${port ?? 'unknown'}, not on ${coaPort}.`);
  }
  if (!aaa.usesRadius) find('radius_off', 'PPP does not ask RADIUS: /ppp aaa set use-radius=yes');
  if (!aaa.isAccounting) find('accounting_off', 'PPP sends no accounting: /ppp aaa set accounting=yes');
  return {
    identity: toldName(identity),
    version: toldName(resource.version),
    board: toldName(resource.boardName),
    coaPort: isAccepting ? port : null,
    findings,
  };
}

/** Whether we may write, tried on an item that cannot exist. */
export async function canWrite(client: RouterosClient): Promise<boolean> {
  try {
    await simpleQueues.set(client, { id: noItem, input: { comment: 'trunkline' } });
    return true;
  } catch (error) {
    if (!(error instanceof RouterosTrap)) throw error;
    return isMissing(error);
  }
}
