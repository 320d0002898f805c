import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock, SeededRandom } from '@trunkline/kit';
import { Code } from '../code.ts';
import { decodeForTest } from '../decode-for-test.ts';
import { EapMessage, State, UserName } from '../dictionary/index.ts';
import { PacketBuilder } from '../packet-builder.ts';
import type { Packet } from '../packet.ts';
import { SharedSecret } from '../shared-secret.ts';
import { chapResponse } from './chap.ts';
import { checkCredentials } from './check-credentials.ts';
import { prepareCredential, prepareNtHash, type Credential } from './credential.ts';
import { EapMd5Server, type EapStep } from './eap-md5.ts';

const secret = new SharedSecret('testing123');
const password = prepareCredential('opensesame');

let clock: ManualClock;
let server: EapMd5Server;
beforeEach(() => {
  clock = new ManualClock(0);
  server = new EapMd5Server({ clock, random: new SeededRandom(1) });
});

function eapRequest(eap: readonly number[] | Buffer, state?: Buffer, userName = 'alice'): Packet {
  const builder = new PacketBuilder(Code.AccessRequest).add(UserName, userName);
  if (eap.length > 0) builder.add(EapMessage, Buffer.from(eap));
  if (state) builder.add(State, state);
  const bytes = builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: true });
  return decodeForTest(bytes);
}

function eapBytes(code: number, identifier: number, type: number, data: Uint8Array): Buffer {
  const head = Buffer.from([code, identifier, 0, 5 + data.length, type]);
  return Buffer.concat([head, data]);
}

interface Challenge {
  readonly state: Buffer;
  readonly identifier: number;
  readonly challenge: Buffer;
}

function challengeFor(userName = 'alice', identifier = 7, nas = 'nas-1'): Challenge {
  const identity = eapBytes(2, identifier, 1, Buffer.from(userName));
  const step = server.step(eapRequest(identity, undefined, userName), nas);
  if (step?.kind !== 'challenge') throw new Error(`it is ${step?.kind}`);
  const request = eapRequest([]);
  const reply = decodeForTest(step.reply.encodeReply({ request, secret, messageAuthenticator: true }));
  expect(reply.code).toBe(Code.AccessChallenge);
  const eap = reply.raw(EapMessage)!;
  expect([eap[0], eap.readUInt16BE(2), eap[4], eap[5]]).toEqual([1, eap.length, 4, 16]);
  return { state: reply.raw(State)!, identifier: eap[1]!, challenge: eap.subarray(6, 22) };
}

function answerTo({ identifier, challenge }: Challenge, typed = 'opensesame'): Buffer {
  const response = chapResponse(identifier, Buffer.from(typed), challenge);
  return eapBytes(2, identifier, 4, Buffer.concat([Buffer.of(16), response, Buffer.from('alice')]));
}

function verdictOf(step: EapStep | undefined, credential: Credential | undefined = password): string {
  return step?.kind === 'check' ? step.check(credential).verdict : (step?.kind ?? 'no EAP');
}

test('EAP-Start is asked for its identity', () => {
  const builder = new PacketBuilder(Code.AccessRequest);
  const plain = builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: false });
  // The builder leaves out what is empty; a NAS sends the attribute with length 2 (RFC 3579 §2.1).
  const bytes = Buffer.concat([plain, Buffer.from([79, 2])]);
  bytes.writeUInt16BE(bytes.length, 2);
  const step = server.step(decodeForTest(bytes), 'nas-1');
  if (step?.kind !== 'challenge') throw new Error(`it is ${step?.kind}`);
  const reply = decodeForTest(
    step.reply.encodeReply({ request: decodeForTest(plain), secret, messageAuthenticator: true }),
  );
  expect(reply.raw(EapMessage)).toEqual(Buffer.from([1, 0, 0, 5, 1]));
});

test('the right password is accepted with EAP-Success, a wrong one refused with EAP-Failure', () => {
  for (const [typed, verdict, code] of [
    ['opensesame', 'accepted', 3],
    ['opensesamf', 'rejected', 4],
  ] as const) {
    const given = challengeFor();
    const step = server.step(eapRequest(answerTo(given, typed), given.state), 'nas-1');
    expect(verdictOf(step)).toBe(verdict);
    if (step?.kind !== 'check') throw new Error('no check');
    const reply = new PacketBuilder(verdict === 'accepted' ? Code.AccessAccept : Code.AccessReject);
    step.check(password).addReplyAttributes(reply);
    const request = eapRequest([]);
    const bytes = reply.encodeReply({ request, secret, messageAuthenticator: true });
    expect(decodeForTest(bytes).raw(EapMessage)).toEqual(Buffer.from([code, given.identifier, 0, 4]));
  }
});

test('who is refused for another reason hears EAP-Failure, however right the password was', () => {
  const given = challengeFor();
  const step = server.step(eapRequest(answerTo(given), given.state), 'nas-1');
  if (step?.kind !== 'check') throw new Error('no check');
  const reply = new PacketBuilder(Code.AccessReject);
  step.check(password).addReplyAttributes(reply);
  const bytes = reply.encodeReply({ request: eapRequest([]), secret, messageAuthenticator: true });
  expect(decodeForTest(bytes).raw(EapMessage)![0]).toBe(4);
});

test('B6: of the right answer every bit counts', () => {
  for (let bit = 0; bit < 128; bit++) {
    const given = challengeFor();
    const answer = answerTo(given);
    answer[6 + (bit >> 3)]! ^= 1 << (bit & 7);
    expect(verdictOf(server.step(eapRequest(answer, given.state), 'nas-1'))).toBe('rejected');
  }
});

describe('a challenge counts', () => {
  test('once', () => {
    const given = challengeFor();
    const request = eapRequest(answerTo(given), given.state);
    expect(verdictOf(server.step(request, 'nas-1'))).toBe('accepted');
    expect(verdictOf(server.step(request, 'nas-1'))).toBe('malformed');
  });

  test('for half a minute', () => {
    const given = challengeFor();
    clock.advance(30_000);
    expect(verdictOf(server.step(eapRequest(answerTo(given), given.state), 'nas-1'))).toBe('malformed');
  });

  test('at the NAS and for the name it was given for', () => {
    const [one, other] = [challengeFor(), challengeFor()];
    expect(verdictOf(server.step(eapRequest(answerTo(one), one.state), 'nas-2'))).toBe('malformed');
    const asBob = eapRequest(answerTo(other), other.state, 'bob');
    expect(verdictOf(server.step(asBob, 'nas-1'))).toBe('malformed');
  });

  test('for its own identifier: another is silence, and the true answer may yet come', () => {
    const given = challengeFor();
    const stray = answerTo({ ...given, identifier: given.identifier + 1 });
    expect(verdictOf(server.step(eapRequest(stray, given.state), 'nas-1'))).toBe('silence');
    expect(verdictOf(server.step(eapRequest(answerTo(given), given.state), 'nas-1'))).toBe('accepted');
  });
});

test('a wish for another method is refused', () => {
  const given = challengeFor();
  const nak = eapBytes(2, given.identifier, 3, Buffer.of(25));
  expect(verdictOf(server.step(eapRequest(nak, given.state), 'nas-1'))).toBe('unsupported');
});

test.each([
  ['a request instead of a response', eapBytes(1, 1, 1, Buffer.from('alice'))],
  ['a length beyond its bytes', Buffer.from([2, 1, 0, 99, 1, 65])],
  ['a length below its header', Buffer.from([2, 1, 0, 4, 1, 65])],
  ['no type', Buffer.from([2, 1, 0, 4])],
  ['one byte', Buffer.from([2])],
])('%s is refused as malformed', (_, bytes) => {
  expect(verdictOf(server.step(eapRequest(bytes), 'nas-1'))).toBe('malformed');
});

test('an answer of another size than 16 bytes is malformed', () => {
  const given = challengeFor();
  const short = eapBytes(2, given.identifier, 4, Buffer.concat([Buffer.of(15), Buffer.alloc(15)]));
  expect(verdictOf(server.step(eapRequest(short, given.state), 'nas-1'))).toBe('malformed');
});

test('an unknown user is refused, and a password of which only the hash is known cannot be checked', () => {
  const [one, other] = [challengeFor(), challengeFor()];
  const unknown = server.step(eapRequest(answerTo(one), one.state), 'nas-1');
  expect(unknown?.kind === 'check' && unknown.check(undefined).verdict).toBe('rejected');
  const hashed = server.step(eapRequest(answerTo(other), other.state), 'nas-1');
  expect(verdictOf(hashed, prepareNtHash(Buffer.alloc(16, 1)))).toBe('unsupported');
});

test('of challenges that nobody answers a bounded number is kept, the latest', () => {
  const first = challengeFor();
  for (let count = 0; count < 10_000; count++) {
    server.step(eapRequest(eapBytes(2, 1, 1, Buffer.from('alice'))), 'nas-1');
  }
  expect(server.open).toBe(10_000);
  expect(verdictOf(server.step(eapRequest(answerTo(first), first.state), 'nas-1'))).toBe('malformed');
  clock.advance(30_000);
  const late = challengeFor();
  expect(server.open).toBe(1);
  expect(verdictOf(server.step(eapRequest(answerTo(late), late.state), 'nas-1'))).toBe('accepted');
});

test('without a conversation EAP is refused in its own words', () => {
  const packet = eapRequest(eapBytes(2, 9, 1, Buffer.from('alice')));
  const check = checkCredentials(packet, secret, password);
  expect(check.verdict).toBe('unsupported');
  const reply = new PacketBuilder(Code.AccessReject);
  check.addReplyAttributes(reply);
  const bytes = reply.encodeReply({ request: packet, secret, messageAuthenticator: true });
  expect(decodeForTest(bytes).raw(EapMessage)).toEqual(Buffer.from([4, 9, 0, 4]));
});
