import { createSocket } from 'node:dgram';
import { setTimeout as delay } from 'node:timers/promises';
import {
  addPasswordProof,
  Code,
  decodePacket,
  FramedPool,
  MikrotikRateLimit,
  NasIdentifier,
  PacketBuilder,
  SharedSecret,
  UserName,
  UserPassword,
} from '@trunkline/radius';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '@trunkline/kit';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import { closeGoneSession } from '../../src/modules/sessions/index.ts';
import { eventually, RadiusHouse, secret } from './radius-house.ts';

let house: RadiusHouse;
let tenantId: string;
let plan: { planId: string; versionId: string };

const text = (code: keyof typeof rejectReasons): string => rejectReasons[code].replyMessage;

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('one');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  plan = await house.addPlan(tenantId, { maxSessions: 1000 });
  await house.start();
});

afterAll(() => house.tearDown());

describe('within seconds, at the next login, holds', () => {
  it('a new subscriber, then a status, then a password', async () => {
    const id = await house.addSubscriber(tenantId, plan, { username: 'ann' });
    await eventually(() => house.outcome({ username: 'ann' }), 'accepted');
    await house.change(tenantId, id, { status: 'suspended' });
    await eventually(() => house.outcome({ username: 'ann' }), text('aaa.suspended'));
    await house.change(tenantId, id, { status: 'active' });
    await eventually(() => house.outcome({ username: 'ann' }), 'accepted');
    await house.change(tenantId, id, { passwordSealed: house.sealPassword(tenantId, id, 'new') });
    await eventually(() => house.outcome({ username: 'ann', password: 'new' }), 'accepted');
    expect(await house.outcome({ username: 'ann', password: 'pw' })).toBe(text('aaa.wrong_password'));
  });

  it('the end of a session that the database closed without a packet', async () => {
    const id = await house.addSubscriber(tenantId, plan, { username: 'gil', maxSessions: 1 });
    await eventually(() => house.outcome({ username: 'gil', station: 'A' }), 'accepted');
    await house.report({ username: 'gil', station: 'A', sessionId: 'ghost', status: 'Start' });
    expect(await house.outcome({ username: 'gil', station: 'B' })).toBe(text('aaa.too_many_sessions'));

    const sessionId = uuidv7();
    await house.database.as('fold').acrossTenants((tx) =>
      sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
          username, started_at, last_seen_at) select ${tenantId}, ${sessionId}, n.id, host(n.prefix)::inet, 'ghost', 0, ${id}, 'gil', now(), now()
        from nas.nas n where n.tenant_id = ${tenantId}`.execute(tx),
    );
    await house.database
      .as('worker')
      .inTenant(tenantId, (tx) => closeGoneSession(tx, { tenantId, id: sessionId }));
    await eventually(() => house.outcome({ username: 'gil', station: 'B' }), 'accepted');
  });

  it('another plan', async () => {
    const id = await house.addSubscriber(tenantId, plan, { username: 'bob' });
    const rate = async (): Promise<unknown> =>
      (await house.login({ username: 'bob' }))?.get(MikrotikRateLimit);
    await eventually(rate, '10000000/20000000');
    const fast = await house.addVersion(tenantId, plan.planId, {
      number: 2,
      downloadBps: 50_000_000n,
      maxSessions: 1000,
      pool: 'fast',
    });
    await house.inTenant(tenantId, (tx) =>
      house
        .addSubscription(tx, { tenantId, subscriberId: id, planId: plan.planId, versionId: fast })
        .then(() =>
          sql`update subscriptions.subscription set priority = 1 where plan_version_id = ${fast}`.execute(tx),
        ),
    );
    await eventually(rate, '10000000/50000000');
    expect((await house.login({ username: 'bob' }))?.get(FramedPool)).toBe('fast');
  });

  it('the suspension of a tenant', async () => {
    const setStatus = (status: string): Promise<unknown> =>
      house.database
        .as('api')
        .asOperator((tx) =>
          sql`update tenancy.tenant set status = ${status} where id = ${tenantId}`.execute(tx),
        );
    await house.addSubscriber(tenantId, plan, { username: 'cat' });
    await eventually(() => house.outcome({ username: 'cat' }), 'accepted');
    await setStatus('suspended');
    await eventually(() => house.outcome({ username: 'cat' }), text('aaa.tenant_suspended'));
    await setStatus('active');
    await eventually(() => house.outcome({ username: 'cat' }), 'accepted');
  });

  it('a NAS that is added, switched off, changed or deleted', async () => {
    await house.addSubscriber(tenantId, plan, { username: 'dan' });
    const fromNew = (): Promise<string> => house.outcome({ username: 'dan', localAddress: '127.0.0.9' });
    expect(await fromNew()).toBe('silence');
    const nasId = await house.addNas(tenantId, { prefix: '127.0.0.8/31', vendor: 'generic' });
    await eventually(fromNew, 'accepted');
    const set = (assignment: ReturnType<typeof sql>): Promise<unknown> =>
      house.inTenant(tenantId, (tx) => sql`update nas.nas set ${assignment} where id = ${nasId}`.execute(tx));
    await set(sql`is_enabled = false`);
    await eventually(fromNew, 'silence');
    await set(sql`is_enabled = true, vendor = 'mikrotik'`);
    const rate = async (): Promise<unknown> =>
      (await house.login({ username: 'dan', localAddress: '127.0.0.9' }))?.get(MikrotikRateLimit);
    await eventually(rate, '10000000/20000000');
    await house.inTenant(tenantId, (tx) => sql`delete from nas.nas where id = ${nasId}`.execute(tx));
    await eventually(fromNew, 'silence');
  });
});

describe('tenants', () => {
  it('have their own subscribers of one name, told apart by the NAS alone', async () => {
    const other = await house.addTenant('two');
    await house.addNas(other, { prefix: '127.0.0.2/32' });
    const otherPlan = await house.addPlan(other, { downloadBps: 1_000_000n, maxSessions: 1000 });
    await house.addSubscriber(tenantId, plan, { username: 'same', password: 'first' });
    await house.addSubscriber(other, otherPlan, { username: 'same', password: 'second' });
    await house.addSubscriber(other, otherPlan, { username: 'only-two' });
    await eventually(() => house.outcome({ username: 'only-two', localAddress: '127.0.0.2' }), 'accepted');
    await eventually(() => house.outcome({ username: 'same', password: 'first' }), 'accepted');
    expect(await house.outcome({ username: 'same', password: 'second' })).toBe(text('aaa.wrong_password'));
    expect(await house.outcome({ username: 'same', password: 'second', localAddress: '127.0.0.2' })).toBe(
      'accepted',
    );
    expect(await house.outcome({ username: 'only-two' })).toBe(text('aaa.unknown_user'));
    // A NAS-Identifier chooses nothing.
    const request = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(request, { method: 'pap', userName: 'only-two', password: 'pw' });
    request.add(NasIdentifier, 'two');
    expect((await house.send(request, 'auth'))?.code).toBe(Code.AccessReject);
  });
});

describe('B8', () => {
  it('a retransmitted request gets the same bytes, one row in the log and one slot', async () => {
    await house.addSubscriber(tenantId, plan, { username: 'eve', maxSessions: 3 });
    await eventually(() => house.outcome({ username: 'eve' }), 'accepted');
    const request = new PacketBuilder(Code.AccessRequest).add(UserName, 'eve').add(UserPassword, 'pw');
    const bytes = request.encodeRequest({
      identifier: 7,
      secret: new SharedSecret(secret),
      messageAuthenticator: true,
    });
    const replies = await sendRepeatedly(bytes, 10);
    expect(replies).toHaveLength(10);
    expect(new Set(replies.map((reply) => reply.toString('hex'))).size).toBe(1);
    const decoded = decodePacket(replies[0]!);
    expect(decoded.ok && decoded.packet.code).toBe(Code.AccessAccept);
    expect(await house.outcome({ username: 'eve' })).toBe('accepted');
    expect(await house.outcome({ username: 'eve' })).toBe(text('aaa.too_many_sessions'));
    await eventually(() => accepted('eve'), 3);
  });
});

describe('B11', () => {
  const hostile = [
    "'; drop table aaa.auth_log; --",
    '<script>alert(1)</script>',
    '=cmd|calc!A0',
    'line\r\nforged: entry',
    'nul\0byte',
    '\u001b]0;title\u0007',
    '${jndi:ldap://x}',
    'turned\u202etext',
    'back\\slash \\x00',
  ];

  it('hostile text in names ends as data, readable and reversible, one row each', async () => {
    const bytes = [
      ...hostile.map((name) => Buffer.from(name)),
      Buffer.from([0xff, 0xfe, 0x00, 0x41]),
      Buffer.alloc(253, 0x01),
    ];
    const localAddress = '127.0.0.66';
    const nasId = await house.addNas(tenantId, { prefix: `${localAddress}/32` });
    await eventually(() => house.outcome({ username: 'same', localAddress }), text('aaa.wrong_password'));
    for (const name of bytes) {
      const request = new PacketBuilder(Code.AccessRequest)
        .addRaw(UserName, name)
        .add(UserPassword, 'x')
        .addRaw(NasIdentifier, name);
      expect((await house.send(request, 'auth', { localAddress }))?.code).toBe(Code.AccessReject);
    }
    await eventually(
      async () => {
        const { rows } = await house.inTenant(tenantId, (tx) =>
          sql<{
            username: string;
          }>`select username from aaa.auth_log where reason = 'aaa.unknown_user' and nas_id = ${nasId}`.execute(
            tx,
          ),
        );
        return rows.map((row) => row.username).sort();
      },
      [
        "'; drop table aaa.auth_log; --",
        '<script>alert(1)</script>',
        '=cmd|calc!A0',
        String.raw`line\x0d\x0aforged: entry`,
        String.raw`nul\x00byte`,
        String.raw`\x1b]0;title\x07`,
        '${jndi:ldap://x}',
        String.raw`turned\u{202e}text`,
        String.raw`back\\slash \\x00`,
        String.raw`\xff\xfe\x00A`,
        `${String.raw`\x01`.repeat(253).slice(0, 299)}…`,
      ].sort(),
    );
    expect(house.logLines.join('')).not.toContain('\u001b');
  });
});

describe('B4', () => {
  it('strangers and wrong secrets get silence, are counted by kind and told to the log at a bounded rate', async () => {
    const request = new PacketBuilder(Code.AccessRequest).add(UserName, 'ann').add(UserPassword, 'x');
    const wrong = new SharedSecret('not the secret');
    const linesBefore = house.logLines.length;
    const before = discards();
    const replies = await Promise.all([
      sendBlindly('127.0.0.77', 500, (identifier) =>
        request.encodeRequest({ identifier, secret: wrong, messageAuthenticator: true }),
      ),
      sendBlindly('127.0.0.1', 500, (identifier) =>
        request.encodeRequest({ identifier, secret: wrong, messageAuthenticator: true }),
      ),
    ]);
    await eventually(
      () => Promise.resolve(discards()['unknown-client']! - (before['unknown-client'] ?? 0)),
      500,
    );
    await eventually(
      () =>
        Promise.resolve(
          discards()['wrong-message-authenticator']! - (before['wrong-message-authenticator'] ?? 0),
        ),
      500,
    );
    expect(replies).toEqual([0, 0]);
    expect(house.logLines.length - linesBefore).toBeLessThan(20);
  });
});

describe('what was seen of a NAS', () => {
  it('is written: packets, name, signed packets in a row, and discards by kind', async () => {
    const nasId = await house.addNas(tenantId, { prefix: '127.0.0.7/32', messageAuthenticator: 'require' });
    const localAddress = '127.0.0.7';
    await eventually(() => house.outcome({ username: 'nobody', localAddress }), text('aaa.unknown_user'));
    expect(await house.outcome({ username: 'nobody', localAddress })).toBe(text('aaa.unknown_user'));
    const unsigned = new PacketBuilder(Code.AccessRequest).add(UserName, 'nobody').add(UserPassword, 'x');
    expect(await house.send(unsigned, 'auth', { localAddress, isSigned: false })).toBeUndefined();
    const ask = async (): Promise<unknown> => {
      const { rows } = await house.inTenant(tenantId, (tx) =>
        sql<{ identifier: string; requests: bigint; run: bigint; discards: Record<string, number> }>`
          select identifier, requests, message_authenticator_run as run, discards from nas.observation where nas_id = ${nasId}`.execute(
          tx,
        ),
      );
      const [row] = rows;
      return (
        row && [
          row.identifier,
          row.requests >= 2n,
          row.run === row.requests,
          (row.discards['missing-message-authenticator'] ?? 0) > 0,
        ]
      );
    };
    await house.role!.stop();
    await house.start();
    await eventually(ask, ['router-1', true, true, true]);
  });
});

function discards(): Record<string, number> {
  const stats = house.role!.stats!() as { authentication: { discards: Record<string, number> } };
  return stats.authentication.discards;
}

/** Sends packets with identifiers of their own and answers how many replies came. */
async function sendBlindly(
  address: string,
  packets: number,
  encode: (identifier: number) => Buffer,
): Promise<number> {
  const socket = createSocket('udp4');
  let replies = 0;
  socket.on('message', () => replies++);
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  for (let i = 0; i < packets; i++) {
    await new Promise((resolve) => socket.send(encode(i % 256), house.port('auth'), '127.0.0.1', resolve));
  }
  await delay(200);
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return replies;
}

async function sendRepeatedly(bytes: Buffer, times: number): Promise<Buffer[]> {
  const socket = createSocket('udp4');
  const replies: Buffer[] = [];
  await new Promise<void>((resolve) => {
    socket.on('message', (reply) => {
      replies.push(reply);
      if (replies.length === times) resolve();
      else socket.send(bytes, house.port('auth'), '127.0.0.1');
    });
    socket.bind(0, '127.0.0.1', () => socket.send(bytes, house.port('auth'), '127.0.0.1'));
  });
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return replies;
}

async function accepted(username: string): Promise<number> {
  const { rows } = await house.inTenant(tenantId, (tx) =>
    sql<{
      count: bigint;
    }>`select count(*) as count from aaa.auth_log where username = ${username} and outcome = 'accepted'`.execute(
      tx,
    ),
  );
  return Number(rows[0]!.count);
}
