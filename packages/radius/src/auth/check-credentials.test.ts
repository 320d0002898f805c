import { inspect } from 'node:util';
import { cryptoRandom, SeededRandom } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { expect, test } from 'vitest';
import { ValueCursor } from '../value-cursor.ts';
import {
  addPasswordProof,
  CallingStationId,
  ChapChallenge,
  ChapPassword,
  checkCredentials,
  Code,
  computeNtHash,
  EapMessage,
  MsChap2Cpw,
  MsChap2Response,
  MsChap2Success,
  MsChapChallenge,
  MsChapError,
  MsChapMppeKeys,
  MsChapResponse,
  MsMppeEncryptionPolicy,
  MsMppeEncryptionTypes,
  MsMppeRecvKey,
  MsMppeSendKey,
  type Packet,
  PacketBuilder,
  prepareCredential,
  prepareNtHash,
  revealAttribute,
  SharedSecret,
  UserName,
  UserPassword,
  type AttributeDefinition,
  type ProofOptions,
} from '../index.ts';
import { hideUserPassword } from './user-password.ts';
import { decodeForTest } from '../decode-for-test.ts';

type Method = ProofOptions['method'];
const METHODS: readonly Method[] = ['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2'];
const secret = new SharedSecret('testing123');
const FORGERIES_PER_METHOD = atScale({ ci: 20_000, full: 100_000 });

/** The parts of a request in which a changed bit must be noticed: attribute, first byte and length of the part. */
const PROVEN: Record<Method, readonly (readonly [AttributeDefinition, start: number, length?: number])[]> = {
  pap: [[UserPassword, 0]],
  chap: [
    [ChapPassword, 0],
    [ChapChallenge, 0],
  ],
  'ms-chap-v1': [
    [MsChapResponse, 26],
    [MsChapChallenge, 0],
  ],
  'ms-chap-v2': [
    [MsChap2Response, 2, 16],
    [MsChap2Response, 26],
    [MsChapChallenge, 0],
    [UserName, 0],
  ],
};

for (const method of METHODS) {
  test(`B6: by ${method} the right password is accepted and no one-bit change of the proof is`, () => {
    const seed = faultSeed(`B6 ${method}`);
    const random = new SeededRandom(seed);
    let forgeries = 0;
    while (forgeries < FORGERIES_PER_METHOD) {
      const password = randomPassword(random);
      const credential = prepareCredential(password);
      const packet = login(method, password, random);
      expect(checkCredentials(packet, secret, credential)).toMatchObject({ method, verdict: 'accepted' });
      for (const [definition, start, length] of PROVEN[method]) {
        for (const changed of oneBitChanges(packet, definition, start, length)) {
          const { verdict } = checkCredentials(changed, secret, credential);
          if (verdict !== 'rejected') expect.fail(`seed ${seed}, forgery ${forgeries}: ${verdict}`);
          forgeries++;
        }
      }
    }
    recordFigures('B6', { method, forgeries, accepted: 0, seed });
  });

  test(`B6: by ${method} no one-bit change of the stored password is accepted`, () => {
    const random = new SeededRandom(42);
    for (let i = 0; i < 5; i++) {
      const password = Buffer.from(randomPassword(random));
      const packet = login(method, password.toString(), random);
      for (let bit = 0; bit < password.length * 8; bit++) {
        const other = Buffer.from(password);
        other[bit >> 3]! ^= 1 << (bit & 7);
        expect(checkCredentials(packet, secret, prepareCredential(other)).verdict).not.toBe('accepted');
      }
    }
  });

  test(`${method}: an unknown subscriber is rejected`, () => {
    const packet = login(method, 'secret', cryptoRandom);
    expect(checkCredentials(packet, secret, undefined)).toMatchObject({ method, verdict: 'rejected' });
  });
}

test('an NT hash serves PAP and MS-CHAP but not CHAP', () => {
  const credential = prepareNtHash(computeNtHash('pässwörd'));
  const verdicts = METHODS.map((method) => {
    const packet = login(method, 'pässwörd', cryptoRandom);
    return checkCredentials(packet, secret, credential).verdict;
  });
  expect(verdicts).toEqual(['accepted', 'unsupported', 'accepted', 'accepted']);
  expect(checkCredentials(login('pap', 'passwörd', cryptoRandom), secret, credential).verdict).toBe(
    'rejected',
  );
});

test('a longer stored password is not matched by its beginning', () => {
  for (const [sent, stored] of [
    ['secret', 'secret\0'],
    ['p'.repeat(128), 'p'.repeat(129)],
  ] as const) {
    const packet = login('pap', sent, cryptoRandom);
    expect(checkCredentials(packet, secret, prepareCredential(sent)).verdict).toBe('accepted');
    expect(checkCredentials(packet, secret, prepareCredential(stored)).verdict).toBe('rejected');
  }
});

test('bytes that are no text do not match the NT hash of the replacement character', () => {
  const { authenticator } = login('pap', 'x', cryptoRandom);
  const hidden = hideUserPassword(Buffer.of(0xff), secret, authenticator);
  const header = Buffer.concat([Buffer.of(1, 0, 0, 38), authenticator, Buffer.of(2, 18)]);
  const packet = decodeForTest(Buffer.concat([header, hidden]));
  const credential = prepareNtHash(computeNtHash('\ufffd'));
  expect(checkCredentials(packet, secret, credential).verdict).toBe('rejected');
  expect(checkCredentials(packet, secret, prepareCredential(Buffer.of(0xff))).verdict).toBe('accepted');
});

test('any two methods in one request are malformed, even when each is right', () => {
  const credential = prepareCredential('secret');
  for (const first of METHODS) {
    for (const second of METHODS) {
      const builder = new PacketBuilder(Code.AccessRequest);
      addPasswordProof(builder, { method: first, userName: 'alice', password: 'secret' });
      addPasswordProof(builder, { method: second, userName: 'alice', password: 'secret' });
      expect(checkCredentials(encoded(builder), secret, credential).verdict).toBe('malformed');
    }
    const builder = new PacketBuilder(Code.AccessRequest).add(EapMessage, Buffer.from([2, 1, 0, 5, 1]));
    addPasswordProof(builder, { method: first, userName: 'alice', password: 'secret' });
    expect(checkCredentials(encoded(builder), secret, credential).verdict).toBe('malformed');
  }
});

test('a PAP password in another shared secret is rejected with the suspicion stated', () => {
  const credential = prepareCredential('opensesame');
  const packet = login('pap', 'opensesame', new SeededRandom(3));
  const other = checkCredentials(packet, new SharedSecret('other'), credential);
  expect(other).toMatchObject({ verdict: 'rejected', suspectsWrongSecret: true });
  const wrong = checkCredentials(login('pap', 'wrong', cryptoRandom), secret, credential);
  expect(wrong).toMatchObject({ verdict: 'rejected', suspectsWrongSecret: false });
});

test('MS-CHAPv2 keeps the case and realm of the name and leaves its domain out', () => {
  for (const userName of ['Alice@Example.NET', 'ISP\\Alice', 'a\\b\\Alice']) {
    const builder = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(builder, { method: 'ms-chap-v2', userName, password: 'secret' });
    expect(checkCredentials(encoded(builder), secret, prepareCredential('secret')).verdict).toBe('accepted');
  }
});

test('a proof without its challenge or name is malformed, a change of password unsupported', () => {
  const credential = prepareCredential('secret');
  const check = (fill: (builder: PacketBuilder) => PacketBuilder) =>
    checkCredentials(encoded(fill(new PacketBuilder(Code.AccessRequest))), secret, credential).verdict;
  const response = Buffer.alloc(50, 1);
  expect(check((builder) => builder.add(MsChapResponse, response))).toBe('malformed');
  expect(check((builder) => builder.add(MsChap2Response, response))).toBe('malformed');
  expect(
    check((builder) => builder.add(MsChapChallenge, Buffer.alloc(16)).add(MsChap2Response, response)),
  ).toBe('malformed');
  expect(
    check((builder) => builder.add(ChapPassword, Buffer.alloc(17)).add(ChapChallenge, Buffer.alloc(4))),
  ).toBe('malformed');
  expect(check((builder) => builder.add(MsChap2Cpw, Buffer.alloc(68)))).toBe('unsupported');
  expect(check((builder) => builder.add(CallingStationId, '00:11:22:33:44:55'))).toBe('no-credentials');
});

test('an MS-CHAPv2 Accept proves the server and carries both keys', () => {
  const builder = new PacketBuilder(Code.AccessRequest);
  const proof = addPasswordProof(builder, { method: 'ms-chap-v2', userName: 'alice', password: 'secret' });
  const request = encoded(builder);
  const accept = replyTo(request, 'secret', Code.AccessAccept);
  expect(proof.isAnsweredBy(accept)).toBe(true);
  expect(accept.get(MsMppeEncryptionPolicy)).toBe(MsMppeEncryptionPolicy.values['Encryption-Allowed']);
  expect(accept.get(MsMppeEncryptionTypes)).toBe(6);
  for (const key of [MsMppeSendKey, MsMppeRecvKey]) {
    expect(revealAttribute(accept, key, secret, request.authenticator)).toHaveLength(16);
  }
  const other = new PacketBuilder(Code.AccessRequest);
  const otherProof = addPasswordProof(other, { method: 'ms-chap-v2', userName: 'alice', password: 'secret' });
  expect(otherProof.isAnsweredBy(accept)).toBe(false);
});

test('an MS-CHAPv1 Accept carries the hash of the NT hash as key', () => {
  const request = login('ms-chap-v1', 'clientPass', cryptoRandom);
  const accept = replyTo(request, 'clientPass', Code.AccessAccept);
  const keys = revealAttribute(accept, MsChapMppeKeys, secret, request.authenticator);
  expect(keys!.toString('hex')).toBe('000000000000000041c00c584bd2d91c4017a2a12fa59f3f');
  expect(accept.has(MsChap2Success)).toBe(false);
});

test('a Reject carries MS-CHAP-Error with the identifier of the attempt and a fresh challenge', () => {
  const request = login('ms-chap-v2', 'right', cryptoRandom);
  const reject = replyTo(request, 'wrong', Code.AccessReject);
  expect(reject.raw(MsChapError)![0]).toBe(request.raw(MsChap2Response)![0]);
  const text = reject.raw(MsChapError)!.subarray(1).toString();
  expect(text).toMatch(/^E=691 R=0 C=[0-9a-f]{32} V=3 M=Authentication failed$/);
  expect(reject.has(MsChap2Success)).toBe(false);
});

test('an Accept for a password that was not right carries neither proof nor keys', () => {
  const accept = replyTo(login('ms-chap-v2', 'right', cryptoRandom), 'wrong', Code.AccessAccept);
  expect([...accept.attributes()].map(({ number }) => number)).toEqual([80]);
});

test('a credential does not print its password', () => {
  const credential = prepareCredential('opensesame');
  expect(JSON.stringify({ credential })).not.toContain('opensesame');
  expect(inspect(credential)).toBe('Credential(***)');
});

function replyTo(request: Packet, stored: string, code: 2 | 3): Packet {
  const builder = new PacketBuilder(code);
  checkCredentials(request, secret, prepareCredential(stored)).addReplyAttributes(builder);
  return decodeForTest(builder.encodeReply({ request, secret, messageAuthenticator: true }));
}

function login(
  method: Method,
  password: string,
  random: Parameters<typeof checkCredentials>[3] & object,
): Packet {
  const builder = new PacketBuilder(Code.AccessRequest);
  addPasswordProof(builder, { method, userName: 'alice', password, random });
  return decodeForTest(builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: false, random }));
}

function encoded(builder: PacketBuilder): Packet {
  return decodeForTest(builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: false }));
}

/** One to forty characters of one to three bytes each. */
function randomPassword(random: SeededRandom): string {
  const letters = Array.from('abcXYZ0189 !"§$%&/()=?äöüéñ€');
  return Array.from({ length: 1 + random.integer(40) }, () => letters[random.integer(letters.length)]!).join(
    '',
  );
}

function* oneBitChanges(
  packet: Packet,
  definition: AttributeDefinition,
  offset: number,
  length?: number,
): Generator<Packet> {
  const cursor = new ValueCursor(packet.bytes, definition);
  if (!cursor.next()) throw new Error(`${definition.name} is missing`);
  const start = cursor.start + offset;
  const end = length === undefined ? cursor.end : start + length;
  for (let bit = start * 8; bit < end * 8; bit++) {
    const changed = Buffer.from(packet.bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    yield decodeForTest(changed);
  }
}
