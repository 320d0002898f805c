import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { systemClock, type Clock } from '@trunkline/kit';
import {
  AcctSessionId,
  AcctStatusType,
  addPasswordProof,
  CallingStationId,
  Code,
  PacketBuilder,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, RadiusHouse, secret } from '../../server/test/aaa/radius-house.ts';
import { OtherServer } from '../../server/test/shadow/other-server.ts';
import {
  addSeeded,
  alikeUsers,
  password,
  postAuth,
  seeded,
  usersEntry,
  type SeededUser,
} from '../../server/test/shadow/seeded-users.ts';
import { foundDisagreements, shadowSums, writeShadow } from '../../server/test/shadow/shadow-house.ts';
import { shadowCommand } from '../src/commands/shadow.ts';
import { captureOf, ethernetFrame, ipPacket } from '../src/shadow/capture.fixture.ts';
import { pipedTerminal } from '../src/terminal/terminal.fixture.ts';

let house: RadiusHouse;
let other: OtherServer;
let tenantId: string;
let home: string;
let router: Socket;
let aheadMs = 0;
const clock: Clock = {
  now: () => systemClock.now() + aheadMs,
  monotonic: () => systemClock.monotonic() + aheadMs,
};
const alike = alikeUsers(60);

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('listening');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  await addSeeded(house, tenantId, [...seeded, ...alike]);
  const users = [...seeded, ...alike].map(usersEntry).join('');
  other = await OtherServer.start({ users, postAuth, secret });
  await writeShadow(house, tenantId, { mode: 'listener' });
  await house.start({ clock });
  // An installation of which only the data is there.
  home = mkdtempSync(join(tmpdir(), 'trunkline-listen-'));
  symlinkSync(house.home, join(home, 'data'));
  router = createSocket('udp4');
  router.bind(0, '127.0.0.1');
  await once(router, 'listening');
}, 60_000);

afterAll(async () => {
  router.close();
  await house.tearDown();
  await other.stop();
  rmSync(home, { recursive: true });
});

interface Copied {
  readonly request: Buffer;
  readonly reply: Buffer;
}

let identifier = 0;

/** Asks the other server as a router does, and keeps a copy of both directions. */
async function ask(builder: PacketBuilder, port: number): Promise<Copied> {
  identifier = (identifier + 1) % 256;
  const options = { identifier, secret: new SharedSecret(secret), messageAuthenticator: false };
  const request = builder.encodeRequest(options);
  router.send(request, port, '127.0.0.1');
  const [reply] = (await once(router, 'message')) as [Buffer];
  const place = { address: '127.0.0.1', port: router.address().port };
  const server = { address: '127.0.0.1', port };
  const frame = (source: typeof place, target: typeof place, payload: Buffer): Buffer =>
    ethernetFrame(ipPacket({ source, target, payload }), [100]);
  return { request: frame(place, server, request), reply: frame(server, place, reply) };
}

function logIn({ username, login }: SeededUser): Promise<Copied> {
  const builder = new PacketBuilder(Code.AccessRequest);
  const { method = 'pap' } = login;
  addPasswordProof(builder, { method, userName: username, password: login.password ?? password });
  if (login.station) builder.add(CallingStationId, login.station);
  return ask(builder, other.authPort);
}

/** `trunkline shadow listen`, given these frames. */
async function listen(frames: readonly Buffer[]): Promise<string> {
  const { terminal, printed } = pipedTerminal({ TRUNKLINE_HOME: home });
  const capture = captureOf(frames);
  const pieces = Array.from({ length: Math.ceil(capture.length / 1_000) }, (_none, n) =>
    capture.subarray(n * 1_000, (n + 1) * 1_000),
  );
  const ports = ['--auth-port', String(other.authPort), '--acct-port', String(other.acctPort)];
  const code = await shadowCommand.run(['listen', ...ports], { ...terminal, stdin: Readable.from(pieces) });
  expect(code).toBe(0);
  return printed();
}

const copies = () => (house.role!.stats!()['shadow'] as { copies: Record<string, number> }).copies;
const journalled = () => (house.role!.stats!()['journal'] as { records: number }).records;

test('copies show the same disagreements as passing packets on, also when answers come before their requests', async () => {
  const people = [...seeded, ...alike];
  const frames: Buffer[] = [Buffer.alloc(60)];
  for (const [n, user] of people.entries()) {
    const { request, reply } = await logIn(user);
    frames.push(...(n % 3 === 0 ? [reply, request] : [request, reply]));
    // A router's retry.
    if (n % 5 === 0) frames.push(request);
  }
  expect(await listen(frames)).toMatch(/^\d+ RADIUS packets handed over, 1 frames passed over/);
  await eventually(async () => (await shadowSums(house, tenantId)).logins, people.length);
  const found = await foundDisagreements(house, tenantId);
  const byName = Map.groupBy(found, ({ username }) => username);
  for (const { username, kinds } of people)
    expect([username, (byName.get(username) ?? []).map(({ kind }) => kind)]).toEqual([username, kinds]);
});

test('accounting that is copied counts here as if it had come here', async () => {
  const before = journalled();
  const builder = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values.Start)
    .add(AcctSessionId, 'copied')
    .add(UserName, alike[0]!.username);
  const { request, reply } = await ask(builder, other.acctPort);
  await listen([request, reply]);
  await eventually(async () => journalled() - before, 1);
});

test('what is lost, made with another secret, or of nobody is counted and never compared', async () => {
  const before = await shadowSums(house, tenantId);
  const counters = copies();
  const lost = await logIn(alike[0]!);
  const orphan = await logIn(alike[0]!);
  const forged = await logIn(alike[0]!);
  const wrong = Buffer.from(forged.reply);
  wrong[wrong.length - 1]! ^= 1;
  const stranger = ipPacket({
    source: { address: '203.0.113.77', port: 5_000 },
    target: { address: '127.0.0.1', port: other.authPort },
    payload: lost.request.subarray(14 + 4 + 28),
  });
  await listen([lost.request, orphan.reply, forged.request, wrong, ethernetFrame(stranger)]);
  await eventually(async () => copies()['datagrams']! - counters['datagrams']!, 5);
  aheadMs += 11_000;
  await listen([ethernetFrame(stranger)]);
  await eventually(async () => copies()['foreign']! - counters['foreign']!, 2);
  expect(copies()['unmatched']! + copies()['wrongSecret']!).toBe(
    counters['unmatched']! + counters['wrongSecret']! + 2,
  );
  await eventually(async () => (await shadowSums(house, tenantId)).unanswered - before.unanswered, 2);
  expect((await shadowSums(house, tenantId)).logins).toBe(before.logins);
});

test('says so when there is no capture, or nobody to hand it to', async () => {
  const { terminal } = pipedTerminal({ TRUNKLINE_HOME: home });
  const text = Readable.from([Buffer.from('a text that is no capture at all')]);
  await expect(shadowCommand.run(['listen'], { ...terminal, stdin: text })).rejects.toThrow('is no capture');
  const nowhere = pipedTerminal({ TRUNKLINE_HOME: join(home, 'nothing-here') });
  await expect(shadowCommand.run(['listen'], nowhere.terminal)).rejects.toThrow('does not run');
});
