import { Code, ErrorCause, PacketBuilder, SharedSecret, type Retransmission } from '@trunkline/radius';
import { renderChange, type SessionIdentifier } from '../../aaa/index.ts';
import { nasSecretBinding } from '../../nas/index.ts';
import { localActor } from '../../../platform/http/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { identifierSets, judgeCoaTest, usualPorts, type CoaTestResult, type CoaTestTry } from './coa-test.ts';
import {
  findCoaTest,
  finishCoaTest,
  keepIdentifiers,
  readCoaTestTarget,
  storeCoaPort,
  type CoaTest,
  type CoaTestTarget,
  type TestedSession,
} from './coa-test-store.ts';
import type { TurnDeps } from '../turn/turn.ts';

/** A person is waiting, and a router that listens answers within milliseconds. */
const testRetransmission: Retransmission = {
  initialMs: 500,
  maxWaitMs: 700,
  maxAttempts: 3,
  maxTotalMs: 1_500,
};

export type TestCoaDeps = Pick<TurnDeps, 'database' | 'sealer' | 'clock' | 'send' | 'retransmission'>;

/**
 * The job behind a test of CoA: asks the router to give a live session what it has already, on the port that is set and
 * the usual ones, then by fewer and fewer identifiers. Nothing changes at the router. Idempotent by the test's id: one
 * that has its result is left alone.
 */
export async function testCoa(
  deps: TestCoaDeps,
  { tenantId, testId }: { tenantId: string; testId: string },
): Promise<void> {
  const { database, clock } = deps;
  const found = await database.inTenant(tenantId, async (tx) => {
    const test = await findCoaTest(tx, { tenantId, id: testId });
    if (!test || test.finishedAt !== null) return undefined;
    const target = await readCoaTestTarget(tx, { tenantId, nasId: test.nasId });
    return target && { test, target };
  });
  if (!found) return;
  const { test, target } = found;
  const tries = target.session
    ? await askAll(deps, { tenantId, nasId: test.nasId, target, session: target.session })
    : [];
  await writeResult(deps, { tenantId, test, target, tries, finishedAt: new Date(clock.now()) });
}

interface Asking {
  readonly tenantId: string;
  readonly nasId: string;
  readonly target: CoaTestTarget;
  readonly session: TestedSession;
}

async function askAll(deps: TestCoaDeps, asking: Asking): Promise<CoaTestTry[]> {
  const ports = [...new Set([asking.target.coaPort, ...usualPorts])];
  const tries: CoaTestTry[] = [];
  for (const port of ports) {
    const first = await ask(deps, asking, { port, identifiedBy: identifierSets[0] });
    tries.push(first);
    if (first.outcome === 'timed_out') continue;
    for (const identifiedBy of identifierSets.slice(1))
      tries.push(await ask(deps, asking, { port, identifiedBy }));
    break;
  }
  return tries;
}

async function ask(
  deps: TestCoaDeps,
  { tenantId, nasId, target, session }: Asking,
  { port, identifiedBy }: { port: number; identifiedBy: readonly SessionIdentifier[] },
): Promise<CoaTestTry> {
  const { burst, ...applied } = session.applied;
  const terms = { ...applied, burst: burst === 'unknown' ? null : burst };
  const request = new PacketBuilder(Code.CoaRequest);
  renderChange(request, { vendor: target.vendor, terms, applied: null, session, identifiedBy });
  const secret = new SharedSecret(
    deps.sealer.open(target.secretSealed, nasSecretBinding({ tenantId, id: nasId })),
  );
  const result = await deps.send(
    request,
    { address: session.nasAddress, port, secret },
    { retransmission: deps.retransmission ?? testRetransmission },
  );
  if (result.kind !== 'reply')
    return { port, identifiedBy, outcome: 'timed_out', errorCause: null, roundTripMs: null };
  const { packet, rttMs } = result;
  return {
    port,
    identifiedBy,
    outcome: packet.code === Code.CoaAck ? 'acknowledged' : 'refused',
    errorCause: packet.get(ErrorCause) ?? null,
    roundTripMs: Math.round(rttMs),
  };
}

async function writeResult(
  { database }: TestCoaDeps,
  written: { tenantId: string; test: CoaTest; target: CoaTestTarget; tries: CoaTestTry[]; finishedAt: Date },
): Promise<void> {
  const { tenantId, test, target, tries, finishedAt } = written;
  const { nasId } = test;
  const judged = target.session
    ? judgeCoaTest(tries)
    : ({ finding: 'no_session', port: null, identifiedBy: null } as const);
  const hasStoredPort = test.storesPort && judged.port !== null && judged.port !== target.coaPort;
  const result: CoaTestResult = {
    ...judged,
    sessionId: target.session?.id ?? null,
    username: target.session?.username ?? null,
    tries,
    hasStoredPort,
  };
  await database.inTenant(tenantId, async (tx) => {
    if (judged.identifiedBy)
      await keepIdentifiers(tx, { tenantId, nasId, identifiedBy: judged.identifiedBy });
    if (hasStoredPort) {
      await storeCoaPort(tx, { tenantId, nasId, port: judged.port });
      await recordAudit(tx, localActor('system', tenantId), {
        action: 'nas.coa_port_learned',
        subjectKind: 'nas',
        subjectId: nasId,
        subjectName: target.name,
        before: { coaPort: target.coaPort },
        after: { coaPort: judged.port, testId: test.id },
      });
    }
    await finishCoaTest(tx, { tenantId, id: test.id, result, finishedAt });
  });
}
