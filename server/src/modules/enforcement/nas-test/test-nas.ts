import type { Clock, Random } from '@trunkline/kit';
import {
  AcctSessionId,
  Code,
  ErrorCause,
  PacketBuilder,
  SharedSecret,
  UserName,
  type RadiusClient,
  type Retransmission,
} from '@trunkline/radius';
import type { Database } from '../../../platform/db/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { nasSecretBinding } from '../../nas/index.ts';
import { judgeNas, lookBackMinutes, type NasCheck, type OrderAnswer } from './nas-checks.ts';
import { findNasTest, finishNasTest, readTestedNas, type TestedNas } from './nas-test-store.ts';

/** A person is waiting, and a router that listens answers within milliseconds. */
const probeRetransmission: Retransmission = {
  initialMs: 700,
  maxWaitMs: 1_000,
  maxAttempts: 3,
  maxTotalMs: 2_500,
};

const minuteMs = 60_000;
/** In the session's id, so that no session of any device can have it. */
const nonceOctets = 8;

export interface TestNasDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  random: Random;
  /** A client of its own for each test: what it ignored was then meant for this test. */
  openClient: (address: string) => Pick<RadiusClient, 'send' | 'stats' | 'close'>;
  retransmission?: Retransmission;
}

/**
 * The job behind a test. Idempotent by the test's id: one that has its result is left alone. Nothing on the router
 * changes: the order is about a session that cannot exist, and who understands it says so.
 */
export async function testNas(
  deps: TestNasDeps,
  { tenantId, testId }: { tenantId: string; testId: string },
): Promise<void> {
  const nasId = await deps.database.inTenant(tenantId, async (tx) => {
    const test = await findNasTest(tx, { tenantId, id: testId });
    return test && test.finishedAt === null ? test.nasId : undefined;
  });
  if (nasId === undefined) return;
  const checks = await lookAtNas(deps, { tenantId, nasId });
  if (!checks) return;
  await deps.database.inTenant(tenantId, (tx) =>
    finishNasTest(tx, { tenantId, id: testId, checks, finishedAt: new Date(deps.clock.now()) }),
  );
}

/** What is known of a NAS, and what it answers to an order; undefined: it is gone. */
export async function lookAtNas(
  deps: TestNasDeps,
  { tenantId, nasId }: { tenantId: string; nasId: string },
): Promise<NasCheck[] | undefined> {
  const nowMs = deps.clock.now();
  const since = new Date(nowMs - lookBackMinutes * minuteMs);
  const nas = await deps.database.inTenant(tenantId, (tx) => readTestedNas(tx, { tenantId, nasId, since }));
  return nas && judgeNas(nas.evidence, await probe(deps, nas, { tenantId, nasId }), nowMs);
}

/** Asks the NAS to end a session that it cannot have. An authentic refusal proves address, port and secret. */
async function probe(
  deps: TestNasDeps,
  { address, coaPort: port, secretSealed }: TestedNas,
  { tenantId, nasId }: { tenantId: string; nasId: string },
): Promise<OrderAnswer> {
  if (address === undefined) return { kind: 'no_address' };
  const secret = new SharedSecret(deps.sealer.open(secretSealed, nasSecretBinding({ tenantId, id: nasId })));
  const client = deps.openClient(address);
  try {
    const result = await client.send(
      impossibleOrder(deps.random),
      { address, port, secret },
      { retransmission: deps.retransmission ?? probeRetransmission },
    );
    if (result.kind === 'reply') {
      const { packet, rttMs } = result;
      const kind = packet.code === Code.DisconnectAck ? 'acknowledged' : 'refused';
      const errorCause = packet.get(ErrorCause) ?? null;
      return { kind, address, port, errorCause, roundTripMs: Math.round(rttMs) };
    }
    const { ignored } = client.stats();
    if (ignored['wrong-authenticator'] + ignored['wrong-message-authenticator'] > 0) {
      return { kind: 'wrong_secret', address, port };
    }
    return { kind: 'timeout', address, port, attempts: result.attempts };
  } finally {
    await client.close();
  }
}

function impossibleOrder(random: Random): PacketBuilder {
  const nonce = Buffer.alloc(nonceOctets);
  random.fill(nonce);
  return new PacketBuilder(Code.DisconnectRequest)
    .add(UserName, 'trunkline-test')
    .add(AcctSessionId, `trunkline-test-${nonce.toString('hex')}`);
}
