import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '@trunkline/kit';
import {
  AcctSessionId,
  AcctStatusType,
  CallingStationId,
  Class,
  Code,
  PacketBuilder,
  RadiusClient,
  UserName,
} from '@trunkline/radius';
import { atScale, isFullScale, recordFigures } from '@trunkline/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { until } from '../host/processes.ts';
import { endpointOf, FaultHouse } from './fault-house.ts';
import { loginOnce, patient, stationOf, type LoginAnswer } from './login-once.ts';
import type { RoleProcess } from './role-process.ts';

const usersEach = atScale({ ci: 10, full: 200 });
const atOnce = 100;
/** As many source ports, so that no request is a repetition of another. */
const portsEach = 4;

let house: FaultHouse;
let first: RoleProcess;
let clients: RadiusClient[];
let usernames: string[];

beforeAll(async () => {
  house = await FaultHouse.build(await createTestDatabase());
  usernames = Array.from({ length: 2 * usersEach }, (_, n) => `user${n}`);
  await house.addSubscribers(usernames, await house.addPlan({ maxSessions: 1 }));
  first = house.role('radius');
  await first.start();
  clients = Array.from({ length: portsEach }, () => new RadiusClient({ localAddress: '127.0.0.1' }));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await house.tearDown();
});

it('B7: of a hundred logins at once with a limit of one exactly one is accepted, and one again after its end', async () => {
  for (const username of usernames.slice(0, usersEach)) {
    expect(await loginsAtOnce(username, [first])).toBe(1);
    expect(await loginsAtOnce(username, [first])).toBe(1);
  }
  recordFigures('B7', { nodes: 1, subscribers: usersEach, atOnce });
});

it('B7: two nodes at once accept exactly one, and one again after its end', async () => {
  const second = house.role('radius', [], 'node-2');
  await second.start();
  const nodes = [first, second];
  await until('both nodes have looked for others since', async () => (await nodesThatLooked()) === 2);
  let tooMany = 0;
  for (const username of usernames.slice(usersEach)) {
    for (const round of ['first', 'after its end']) {
      const accepted = await loginsAtOnce(username, nodes);
      expect(accepted, `${username}, ${round}`).toBeGreaterThanOrEqual(1);
      tooMany += accepted - 1;
    }
  }
  // A login that the database left without an answer for 250 ms is the node's own to decide, and counted.
  const counted = tooMany > 0 || isFullScale ? await countedSince(systemClock.now()) : undefined;
  expect(tooMany).toBeLessThanOrEqual(counted?.undecided ?? 0);
  recordFigures('B7', { nodes: 2, subscribers: usersEach, atOnce, tooMany, ...counted });
});

/** How many are accepted; their sessions begin and end after all have their answer. */
async function loginsAtOnce(username: string, nodes: readonly RoleProcess[]): Promise<number> {
  const logins = Array.from({ length: atOnce }, async (_, n) => {
    const node = nodes[n % nodes.length]!;
    const client = clients[Math.floor(n / nodes.length) % portsEach]!;
    const station = stationOf(n);
    const endpoint = endpointOf(node, 'auth');
    return {
      node,
      station,
      answer: await loginOnce({ client, endpoint, username, password: username, station }),
    };
  });
  const answers = await Promise.all(logins);
  const accepted = answers.filter(({ answer }) => answer.outcome === 'accepted');
  const refusal = rejectReasons['aaa.too_many_sessions'].replyMessage;
  expect(answers.filter(({ answer }) => answer.outcome === refusal)).toHaveLength(atOnce - accepted.length);
  for (const { node, station, answer } of accepted) await comeAndGo({ node, username, station, answer });
  return accepted.length;
}

async function comeAndGo(session: {
  node: RoleProcess;
  username: string;
  station: string;
  answer: LoginAnswer;
}): Promise<void> {
  const { node, username, station, answer } = session;
  const sessionId = answer.class!.toString('hex').slice(-16);
  for (const status of ['Start', 'Stop'] as const) {
    const packet = new PacketBuilder(Code.AccountingRequest)
      .add(AcctStatusType, AcctStatusType.values[status])
      .add(AcctSessionId, sessionId)
      .add(UserName, username)
      .add(CallingStationId, station)
      .add(Class, answer.class!);
    const result = await clients[0]!.send(packet, endpointOf(node, 'acct'), { retransmission: patient });
    expect(result.kind).toBe('reply');
  }
  // The other node hears of the end by way of the database.
  await delay(50);
}

interface Claims {
  claimed: number;
  refused: number;
  undecided: number;
}

async function claims(sinceMs: number): Promise<Claims[]> {
  const { rows } = await house.database.as('radius').acrossTenants((tx) =>
    sql<{ claims: Claims }>`select stats->'claims' as claims from platform.role_status
      where role = 'radius' and beat_at > ${new Date(sinceMs)}`.execute(tx),
  );
  return rows.map((row) => row.claims);
}

/** How many asked the database after the last sign of life, which both could read by then. */
async function nodesThatLooked(): Promise<number> {
  const { rows } = await house.database.as('radius').acrossTenants((tx) =>
    sql<{ nodes: string }>`select count(*)::text as nodes from pg_stat_activity
      where application_name = 'trunkline-radius-claims' and datname = current_database()
        and query_start > (select max(beat_at) + interval '500 ms' from platform.role_status having count(*) = 2)`.execute(
      tx,
    ),
  );
  return Number(rows[0]!.nodes);
}

async function countedSince(sinceMs: number): Promise<ReturnType<typeof sums>> {
  await until('both nodes gave a sign of life', async () => (await claims(sinceMs)).length === 2);
  return sums(await claims(sinceMs));
}

function sums(nodes: readonly Claims[]): { claimed: number; refused: number; undecided: number } {
  const sum = (name: 'claimed' | 'refused' | 'undecided'): number =>
    nodes.reduce((total, node) => total + node[name], 0);
  return { claimed: sum('claimed'), refused: sum('refused'), undecided: sum('undecided') };
}
