import { afterEach, expect, test } from 'vitest';
import {
  AcctInputOctets,
  AcctOutputOctets,
  AcctSessionId,
  AcctStatusType,
  CallingStationId,
  checkCredentials,
  Class,
  Code,
  MikrotikRateLimit,
  NasIpAddress,
  NasPortId,
  PacketBuilder,
  prepareCredential,
  RadiusServer,
  ReplyMessage,
  SharedSecret,
  TunnelType,
  type Packet,
  type RadiusRequest,
} from '@trunkline/radius';
import { Secret } from '@trunkline/kit';
import { pipedTerminal } from '../terminal/terminal.fixture.ts';
import { findFailure, runRadtest, toJson, type RadtestRun } from './run-radtest.ts';
import type { Method } from './test-login.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listen(role: 'authentication' | 'accounting', handle: (packet: Packet) => PacketBuilder) {
  const client = {
    secret: new SharedSecret('lab-secret'),
    messageAuthenticator: 'require' as const,
    data: undefined,
  };
  const server = new RadiusServer({
    role,
    findClient: (address) => (address === '127.0.0.9' ? client : undefined),
    handle: ({ packet }: RadiusRequest<undefined>) => handle(packet),
  });
  closers.push(() => server.close({ timeoutMs: 0 }));
  return server.listen({ address: '127.0.0.1', port: 0 });
}

function authenticate(packet: Packet): PacketBuilder {
  const check = checkCredentials(packet, new SharedSecret('lab-secret'), prepareCredential('right horse'));
  const isRight = check.verdict === 'accepted';
  const reply = new PacketBuilder(isRight ? Code.AccessAccept : Code.AccessReject);
  if (isRight)
    reply.add(MikrotikRateLimit, '5M/20M').add(Class, Buffer.from('c1')).add(TunnelType, 13, { tag: 2 });
  else reply.add(ReplyMessage, 'User name or password is wrong');
  check.addReplyAttributes(reply);
  return reply;
}

function run(
  ports: { authPort: number; acctPort?: number },
  changes: Partial<RadtestRun['login']> = {},
): RadtestRun {
  return {
    nas: {
      from: '127.0.0.9',
      secret: new Secret('lab-secret'),
      identifier: 'lab',
      server: '127.0.0.1',
      acctPort: 1,
      timeoutMs: 5_000,
      ...ports,
    },
    login: {
      username: 'alice',
      password: new Secret('right horse'),
      method: 'pap',
      callingStationId: '02:00:00:00:00:01',
      extra: [],
      ...changes,
    },
    session: undefined,
  };
}

async function play(what: RadtestRun) {
  const lines: string[] = [];
  const outcome = await runRadtest(what, pipedTerminal().terminal, (line) => lines.push(line));
  return { outcome, lines, failure: findFailure(what, outcome) };
}

test.each<Method>(['pap', 'chap', 'mschapv1', 'mschapv2'])(
  'a login by %s is accepted and its reply told by dictionary names',
  async (method) => {
    const seen: Packet[] = [];
    const authPort = await listen('authentication', (packet) => {
      seen.push(packet);
      return authenticate(packet);
    });
    const { lines, outcome, failure } = await play(run({ authPort }, { method }));
    expect(failure).toBeUndefined();
    expect(lines.join('\n')).toContain('Mikrotik-Rate-Limit = "5M/20M"');
    expect(lines.join('\n')).toContain('Tunnel-Type:2 = VLAN');
    expect(toJson(outcome)).toMatchObject({ outcome: 'Access-Accept', attempts: 1, isMutual: true });
    expect(seen[0]!.get(NasIpAddress)).toBe('127.0.0.9');
    expect(seen[0]!.get(CallingStationId)).toBe('02:00:00:00:00:01');
  },
);

test('keys of the session are not shown', async () => {
  const authPort = await listen('authentication', authenticate);
  const { lines } = await play(run({ authPort }, { method: 'mschapv2' }));
  expect(lines.filter((line) => line.includes('MS-MPPE-Send-Key'))).toEqual([
    expect.stringMatching(/MS-MPPE-Send-Key = \(hidden, \d+ bytes\)/),
  ]);
});

test('a reject is an answer and no failure of the test itself', async () => {
  const authPort = await listen('authentication', authenticate);
  const { lines, failure } = await play(run({ authPort }, { password: new Secret('wrong horse') }));
  expect(failure).toBeUndefined();
  expect(lines.join('\n')).toContain('Reply-Message = "User name or password is wrong"');
});

test('an accept by MS-CHAPv2 without the proof of the server is a failure', async () => {
  const authPort = await listen('authentication', () => new PacketBuilder(Code.AccessAccept));
  const { failure } = await play(run({ authPort }, { method: 'mschapv2' }));
  expect(failure).toContain('did not prove that it knows the password');
});

test('a session sends start, interim and stop with the class of the accept and growing counters', async () => {
  const accounting: Packet[] = [];
  const authPort = await listen('authentication', authenticate);
  const acctPort = await listen('accounting', (packet) => {
    accounting.push(packet);
    return new PacketBuilder(Code.AccountingResponse);
  });
  const { outcome, failure } = await play({ ...run({ authPort, acctPort }), session: { holdMs: 1 } });
  expect(failure).toBeUndefined();
  expect(accounting.map((packet) => packet.get(AcctStatusType))).toEqual([1, 3, 2]);
  expect(accounting.map((packet) => packet.raw(Class)?.toString())).toEqual(['c1', 'c1', 'c1']);
  expect(new Set(accounting.map((packet) => packet.get(AcctSessionId)))).toEqual(
    new Set([outcome.sessionId]),
  );
  expect(accounting.map((packet) => packet.get(AcctOutputOctets))).toEqual([
    undefined,
    10_000_000,
    20_000_000,
  ]);
  expect(accounting.map((packet) => packet.get(AcctInputOctets))).toEqual([undefined, 1_000_000, 2_000_000]);
});

test('an attribute given by hand replaces the one that radtest would send', async () => {
  const seen: Packet[] = [];
  const authPort = await listen('authentication', (packet) => {
    seen.push(packet);
    return authenticate(packet);
  });
  await play(run({ authPort }, { extra: [{ definition: NasPortId, value: 'ether5' }] }));
  expect(seen[0]!.getAll(NasPortId)).toEqual(['ether5']);
});

test('an address that is not of this machine is named with the remedy', async () => {
  const strange = run({ authPort: 1 });
  const elsewhere = { ...strange, nas: { ...strange.nas, from: '203.0.113.1' } };
  await expect(play(elsewhere)).rejects.toThrow(
    '203.0.113.1 is not an address of this machine; give one with --from',
  );
});
