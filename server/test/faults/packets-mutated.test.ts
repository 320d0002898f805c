import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { SeededRandom } from '@trunkline/kit';
import {
  AcctSessionId,
  AcctStatusType,
  Code,
  PacketBuilder,
  RadiusClient,
  UserName,
} from '@trunkline/radius';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nasSecret } from '../accounting/accounting-world.ts';
import { until } from '../host/processes.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { endpointOf, FaultHouse } from './fault-house.ts';
import { loginOnce, patient, stationOf } from './login-once.ts';
import { PacketMutator } from './packets-mutator.ts';
import type { RoleProcess } from './role-process.ts';

const packets = atScale({ ci: 10_000, full: 1_000_000 });
/**
 * After so many the same router asks for something on each port, and the server has taken what came before: few
 * enough for the buffers of a system that nobody tuned.
 */
const burst = 64;
const station = stationOf(1);
/** Of the router; each has 256 identifiers. */
const ports = 32;
const maxGrowthBytes = 100 * 2 ** 20;
const foldLimitMs = atScale({ ci: 30_000, full: 900_000 });

let house: FaultHouse;
let radius: RoleProcess;
let fold: RoleProcess;
let sockets: Socket[];
let client: RadiusClient;
const answers = new Map<number, number>();

beforeEach(async () => {
  house = await FaultHouse.build(await createTestDatabase());
  await house.addSubscribers(['anna', 'ben'], await house.addPlan());
  radius = house.role('radius');
  fold = house.role('fold');
  await Promise.all([radius.start(), fold.start()]);
  client = new RadiusClient({ localAddress: '127.0.0.1' });
  sockets = await Promise.all(Array.from({ length: ports }, openSocket));
});
afterEach(async () => {
  for (const socket of sockets) socket.close();
  await client.close();
  await house.tearDown();
});

it('B3: damaged packets of a known router fail nowhere on their way into the database', async () => {
  const random = new SeededRandom(faultSeed('B3'));
  const mutator = new PacketMutator({ random, secret: nasSecret, username: 'anna', station });
  // From her own device, so that her damaged passwords are looked at and not refused unseen.
  expect(await logIn('anna', station)).toBe('accepted');
  expect(await logIn('ben', stationOf(2))).toBe('accepted');
  const portOf = { auth: radius.port('auth'), acct: radius.port('acct') };
  let warmBytes = 0;
  for (let sent = 0; sent < packets;) {
    for (const end = Math.min(sent + burst, packets); sent < end; sent++) {
      // One identifier after the other, so that none is used again while its request waits for the disk.
      const { kind, bytes } = mutator.next(Math.floor(sent / ports) % 256);
      sockets[sent % ports]!.send(bytes, portOf[kind], '127.0.0.1');
    }
    await whenWorkedOff();
    if (warmBytes === 0 && sent >= packets / 5) warmBytes = residentBytes(radius.pid);
  }
  const grownBytes = residentBytes(radius.pid) - warmBytes;

  const acknowledged = answers.get(Code.AccountingResponse) ?? 0;
  await until('everything is folded', async () => (await house.foldedRecords()) >= acknowledged, foldLimitMs);
  // Its process is the one that began, and a login is what it always was.
  expect(await logIn('ben', stationOf(2))).toBe('accepted');
  for (const role of [radius, fold]) await role.stop();
  expect(saidBy(radius).filter(isFailure)).toEqual([]);
  expect(saidBy(fold).filter(isFailure)).toEqual([]);
  expect(grownBytes).toBeLessThan(maxGrowthBytes);
  // Most must get past the door, or nothing behind it was tried.
  expect(acknowledged).toBeGreaterThan(packets / 4);
  const decided = (answers.get(Code.AccessAccept) ?? 0) + (answers.get(Code.AccessReject) ?? 0);
  expect(decided).toBeGreaterThan(packets / 4);
  recordFigures('B3', {
    packets,
    decidedLogins: decided,
    acknowledged,
    silence: packets - decided - acknowledged,
    grownMiB: Math.round(grownBytes / 2 ** 20),
  });
});

async function openSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 2 ** 20 });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.on('message', (reply) => answers.set(reply[0]!, (answers.get(reply[0]!) ?? 0) + 1));
  return socket;
}

/** Requests of one router have their turn in the order of arrival. */
async function whenWorkedOff(): Promise<void> {
  expect(await logIn('ben', stationOf(2))).toBe('accepted');
  const report = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values['Interim-Update'])
    .add(AcctSessionId, 'session of ben')
    .add(UserName, 'ben');
  const result = await client.send(report, endpointOf(radius, 'acct'), { retransmission: patient });
  expect(result.kind).toBe('reply');
}

async function logIn(username: string, station: string): Promise<string> {
  const login = { client, endpoint: endpointOf(radius, 'auth'), username, password: username, station };
  return (await loginOnce(login)).outcome;
}

function residentBytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kilobytes) * 1_024;
}

/** The role's log, line by line. */
function saidBy(role: RoleProcess): string[] {
  return role.output.split('\n').filter((line) => line !== '');
}

/** Pino's 50 is an error: something that a person has to look at. */
function isFailure(line: string): boolean {
  return /"level":\s*("error"|"fatal"|50|60)/.test(line) || /a record is refused|the fold waits/.test(line);
}
