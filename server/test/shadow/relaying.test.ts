import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, type Clock } from '@trunkline/kit';
import {
  addPasswordProof,
  Class,
  Code,
  EapMessage,
  PacketBuilder,
  ProxyState,
  RadiusServer,
  ServiceType,
  SharedSecret,
  State,
  UserName,
  type RadiusReply,
  type RadiusRequest,
} from '@trunkline/radius';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually, RadiusHouse, secret } from '../aaa/radius-house.ts';
import { otherSecret } from './other-server.ts';
import { foundDisagreements, shadowSums, writeShadow } from './shadow-house.ts';

type Played = (request: RadiusRequest<undefined>) => RadiusReply | Promise<RadiusReply>;

/** Of both clocks of the role. */
let aheadMs = 0;
const clock: Clock = {
  now: () => systemClock.now() + aheadMs,
  monotonic: () => systemClock.monotonic() + aheadMs,
};
const opened: RadiusServer[] = [];
let house: RadiusHouse;
let tenantId: string;
/** What the other server does, in each test its own. */
let play: Played;
let ports: { authPort: number; acctPort: number };

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('relayed');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  await house.addNas(tenantId, { prefix: '127.0.0.2/32', vendor: 'chillispot' });
  const plan = await house.addPlan(tenantId, {});
  await house.addSubscriber(tenantId, plan, { username: 'alice' });
  await house.addSubscriber(tenantId, plan, { username: 'learns', macBinding: 'learn' });
  ports = { authPort: await openOther('authentication'), acctPort: await openOther('accounting') };
  await writeShadow(house, tenantId, { mode: 'proxy', server: ports });
  // In the place of the socket that takes copies, which then is not to be had; a proxy needs none.
  mkdirSync(join(house.home, 'shadow.sock'));
  await house.start({ clock });
}, 60_000);

afterAll(async () => {
  await house.tearDown();
  await Promise.all(opened.map((server) => server.close({ timeoutMs: 0 })));
});

beforeEach(() => {
  play = () => new PacketBuilder(Code.AccessAccept);
});

async function openOther(role: 'authentication' | 'accounting'): Promise<number> {
  const client = { secret: new SharedSecret(otherSecret), messageAuthenticator: 'observe' as const };
  const server = new RadiusServer({
    role,
    findClient: () => ({ ...client, data: undefined }),
    handle: (request) => play(request),
  });
  opened.push(server);
  return server.listen({ address: '127.0.0.1', port: 0 });
}

const upstream = () => (house.role!.stats!()['shadow'] as { upstream: Record<string, number> }).upstream;
const report = (username: string, sessionId = username) =>
  house.report({ username, sessionId, status: 'Start' });

describe('what the other server says', () => {
  test('reaches the router as it is, also a challenge with its State, which is not compared', async () => {
    const state = Buffer.from('a state of theirs');
    const before = await shadowSums(house, tenantId);
    play = ({ packet }) =>
      packet.has(State)
        ? new PacketBuilder(Code.AccessAccept).add(Class, packet.raw(State)!)
        : new PacketBuilder(Code.AccessChallenge).add(State, state).add(EapMessage, Buffer.of(1, 2, 0, 4));
    const first = new PacketBuilder(Code.AccessRequest)
      .add(UserName, 'by-eap')
      .add(ProxyState, Buffer.from('of the router'))
      .add(EapMessage, Buffer.of(2, 1, 0, 4));
    const challenge = await house.send(first, 'auth');
    expect([challenge!.code, String(challenge!.raw(State))]).toEqual([Code.AccessChallenge, String(state)]);
    expect(challenge!.rawAll(ProxyState).map(String)).toEqual(['of the router']);
    const second = new PacketBuilder(Code.AccessRequest)
      .add(UserName, 'by-eap')
      .add(State, state)
      .add(EapMessage, Buffer.of(2, 2, 0, 4));
    const accept = await house.send(second, 'auth');
    expect([accept!.code, String(accept!.get(Class))]).toEqual([Code.AccessAccept, String(state)]);
    await eventually(async () => (await shadowSums(house, tenantId)).notCompared - before.notCompared, 2);
  });

  test('to a CoovaChilli that fetches its set-up is compared with nothing, for it is no login', async () => {
    const before = await shadowSums(house, tenantId);
    const request = new PacketBuilder(Code.AccessRequest)
      .add(UserName, 'chillispot')
      .add(ServiceType, ServiceType.values['Administrative-User']);
    const reply = await house.send(request, 'auth', { localAddress: '127.0.0.2', isSigned: true });
    expect(reply!.code).toBe(Code.AccessAccept);
    await eventually(async () => (await shadowSums(house, tenantId)).notCompared - before.notCompared, 1);
    const found = await foundDisagreements(house, tenantId);
    expect(found.filter(({ username }) => username === 'chillispot')).toEqual([]);
  });

  test('is asked for once and given once, however often the router repeats itself meanwhile', async () => {
    const before = upstream()['requests']!;
    const held = Promise.withResolvers<undefined>();
    play = async () => {
      await held.promise;
      return new PacketBuilder(Code.AccessAccept);
    };
    const request = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(request, { method: 'pap', userName: 'repeated', password: 'x' });
    const bytes = request.encodeRequest({
      identifier: 9,
      secret: new SharedSecret(secret),
      messageAuthenticator: true,
    });
    const socket = createSocket('udp4');
    const answers: string[] = [];
    socket.on('message', (answer) => answers.push(answer.toString('hex')));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const send = () => socket.send(bytes, house.port('auth'), '127.0.0.1');
    for (let n = 0; n < 4; n++) send();
    await eventually(async () => upstream()['requests']! - before, 1);
    held.resolve(undefined);
    await eventually(async () => answers.length, 1);
    send();
    await eventually(async () => answers.length, 2);
    expect(new Set(answers).size).toBe(1);
    expect(upstream()['requests']! - before).toBe(1);
    socket.close();
  });

  test('more than 256 at a time find room', async () => {
    const held = Promise.withResolvers<undefined>();
    let asked = 0;
    play = async () => {
      if (++asked === 400) held.resolve(undefined);
      await held.promise;
      return new PacketBuilder(Code.AccessReject);
    };
    const names = Array.from({ length: 400 }, (_none, n) => `many-${n}`);
    const replies = await Promise.all(names.map((username) => house.login({ username })));
    expect(replies.every((reply) => reply?.code === Code.AccessReject)).toBe(true);
  });

  test('is silence where it is silent or has another secret: counted, and nothing is made up', async () => {
    const username = 'alice';
    const before = await shadowSums(house, tenantId);
    play = () => undefined;
    expect(await house.outcome({ username })).toBe('silence');
    play = () => new PacketBuilder(Code.AccessAccept);
    await writeShadow(house, tenantId, { server: ports, secret: 'no secret of theirs' });
    await eventually(async () => (await house.outcome({ username })) === 'silence', true);
    await writeShadow(house, tenantId, { server: ports });
    await eventually(() => house.outcome({ username }), 'accepted');
    await eventually(
      async () => (await shadowSums(house, tenantId)).unanswered > before.unanswered + 1,
      true,
    );
  });

  test('never comes back to a request that is one of ours', async () => {
    const own = { authPort: house.port('auth'), acctPort: house.port('acct') };
    await writeShadow(house, tenantId, { server: own, secret });
    await eventually(async () => {
      await house.outcome({ username: 'round and round' });
      return upstream()['looped']! > 0;
    }, true);
    const { looped, requests } = upstream();
    await sleep(300);
    expect(upstream()['requests']! - requests!).toBeLessThanOrEqual(looped! + 8);
    await writeShadow(house, tenantId, { server: ports });
    await eventually(() => house.outcome({ username: 'again' }), 'accepted');
  });
});

test('judging leaves no trace: no guess counted, no device learned, no slot taken, nothing logged', async () => {
  const username = 'learns';
  for (let n = 0; n < 15; n++)
    await house.login({ username, password: 'wrong', station: '02-00-00-00-00-01' });
  await house.login({ username, station: '02-00-00-00-00-01' });
  await eventually(async () => {
    const found = await foundDisagreements(house, tenantId);
    return found.find((row) => row.username === username && row.kind === 'we_refuse_wrong_password')?.count;
  }, 15);
  await writeShadow(house, tenantId, { answeredBy: 'ours' });
  const other = { username, station: '02-00-00-00-00-02' };
  await eventually(async () => (await house.login(other))?.has(Class), true);
  const { rows } = await house.inTenant(tenantId, (tx) =>
    sql<{ macs: string[]; logged: bigint }>`
      select s.macs::text[] as macs, (select count(*) from aaa.auth_log l where l.subscriber_id = s.id
        and l.outcome = 'rejected') as logged
      from subscribers.subscriber s where s.username = ${username}`.execute(tx),
  );
  expect(rows).toMatchObject([{ logged: 0n }]);
  expect(rows[0]!.macs).not.toContain('02:00:00:00:00:01');
  await writeShadow(house, tenantId, { answeredBy: 'theirs' });
  await eventually(async () => (await house.login(other))?.has(Class), false);
});

const journalled = () => (house.role!.stats!()['journal'] as { records: number }).records;

describe('accounting', () => {
  test('is acknowledged when both have it', async () => {
    const before = journalled();
    const seen: string[] = [];
    play = ({ packet }) => {
      seen.push(packet.get(UserName)!);
      return new PacketBuilder(Code.AccountingResponse);
    };
    expect((await report('both'))?.code).toBe(Code.AccountingResponse);
    expect([seen, journalled() - before]).toEqual([['both'], 1]);
    await eventually(async () => (await shadowSums(house, tenantId)).relayed > 0, true);
  });

  test('is kept here and not acknowledged while the other server may only be slow', async () => {
    const before = journalled();
    play = () => undefined;
    expect(await report('slow')).toBeUndefined();
    expect(journalled()).toBeGreaterThan(before);
  });

  test('is acknowledged by ours when the other server has been silent for half a minute, until it is back', async () => {
    play = () => undefined;
    await eventually(async () => {
      await report('away-first');
      return (await shadowSums(house, tenantId)).failed > 0;
    }, true);
    aheadMs += 31_000;
    expect((await report('away'))?.code).toBe(Code.AccountingResponse);
    play = () => new PacketBuilder(Code.AccountingResponse);
    await report('back');
    await eventually(async () => (await shadowSums(house, tenantId)).relayed > 1, true);
    play = () => undefined;
    expect(await report('silent-again')).toBeUndefined();
  });
});
