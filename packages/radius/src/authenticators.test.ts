import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  checkMessageAuthenticator,
  Code,
  codeName,
  decodePacket,
  hasValidRequestAuthenticator,
  hasValidResponseAuthenticator,
  type Packet,
  PacketBuilder,
  ReplyMessage,
  SharedSecret,
  UserName,
} from './index.ts';
import { decodeForTest } from './decode-for-test.ts';

const secret = new SharedSecret('testing123');
const REQUESTS = [
  Code.AccessRequest,
  Code.AccountingRequest,
  Code.StatusServer,
  Code.DisconnectRequest,
  Code.CoaRequest,
];
const REPLIES = [
  Code.AccessAccept,
  Code.AccessReject,
  Code.AccessChallenge,
  Code.AccountingResponse,
  Code.DisconnectAck,
  Code.DisconnectNak,
  Code.CoaAck,
  Code.CoaNak,
  Code.ProtocolError,
];

for (const code of REQUESTS) {
  test(`a one-bit change anywhere in a signed ${codeName(code)} is noticed`, () => {
    const packet = request(code);
    expect(authentic(packet)).toBe(true);
    for (const changed of oneBitChanges(packet.bytes)) expect(authentic(changed)).toBe(false);
    expect(authentic(packet, new SharedSecret('testing124'))).toBe(false);
  });
}

for (const code of REPLIES) {
  test(`a one-bit change anywhere in a signed ${codeName(code)} is noticed`, () => {
    const { authenticator } = request(Code.AccessRequest);
    const packet = reply(code);
    expect(authenticReply(packet, authenticator)).toBe(true);
    for (const changed of oneBitChanges(packet.bytes))
      expect(authenticReply(changed, authenticator)).toBe(false);
    expect(authenticReply(packet, Buffer.alloc(16))).toBe(false);
  });
}

test('HMAC-MD5 from prepared pads is that of OpenSSL for keys and messages of every length', () => {
  for (let length = 1; length <= 200; length++) {
    const key = Buffer.alloc(length, length);
    const message = Buffer.alloc(length * 20, 0x5a);
    const expected = createHmac('md5', key).update(message).digest();
    expect(new SharedSecret(key).hmacMd5(message)).toEqual(expected);
  }
});

test('a secret and what is made of it do not print', () => {
  expect(JSON.stringify(secret)).toBe('{}');
  expect(inspect(secret, { depth: 5, showHidden: true })).not.toContain('testing');
});

test('checking a reply without the authenticator of its request is a mistake of the caller', () => {
  expect(() => checkMessageAuthenticator(reply(Code.AccessAccept), secret)).toThrow(RangeError);
});

function authentic(packet: Packet, by = secret): boolean {
  // A changed code may turn a request into a reply or into a packet without proof: it is none of the requests then.
  if (!REQUESTS.some((code) => code === packet.code)) return false;
  return hasValidRequestAuthenticator(packet, by) && checkMessageAuthenticator(packet, by) === 'valid';
}

function authenticReply(packet: Packet, requestAuthenticator: Buffer): boolean {
  return (
    hasValidResponseAuthenticator(packet, requestAuthenticator, secret) &&
    checkMessageAuthenticator(packet, secret, requestAuthenticator) === 'valid'
  );
}

function* oneBitChanges(bytes: Buffer): Generator<Packet> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    const result = decodePacket(changed);
    if (result.ok) yield result.packet;
  }
}

function request(code: Code): Packet {
  const authenticator = code === Code.AccessRequest || code === Code.StatusServer;
  return decodeForTest(
    new PacketBuilder(code).add(UserName, 'alice').encodeRequest({
      identifier: 200,
      secret,
      messageAuthenticator: true,
      ...(authenticator ? { authenticator: Buffer.alloc(16, 0xa5) } : {}),
    }),
  );
}

function reply(code: Code): Packet {
  const builder = new PacketBuilder(code).add(ReplyMessage, 'hello');
  return decodeForTest(
    builder.encodeReply({ request: request(Code.AccessRequest), secret, messageAuthenticator: true }),
  );
}
