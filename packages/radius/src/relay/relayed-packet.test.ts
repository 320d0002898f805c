import { describe, expect, test } from 'vitest';
import {
  addPasswordProof,
  checkCredentials,
  checkMessageAuthenticator,
  ChapChallenge,
  Class,
  Code,
  decodePacket,
  EapMessage,
  hasValidRequestAuthenticator,
  hasValidResponseAuthenticator,
  MikrotikRateLimit,
  MsChapMppeKeys,
  MsMppeRecvKey,
  MsMppeSendKey,
  NasIdentifier,
  PacketBuilder,
  prepareCredential,
  ProxyState,
  AscendSendSecret,
  ReplyMessage,
  revealAttribute,
  SharedSecret,
  State,
  TunnelPassword,
  UserName,
  UserPassword,
  type AuthMethod,
  type Packet,
} from '../index.ts';
import { RelayedReply, RelayedRequest } from './relayed-packet.ts';

const nearSecret = new SharedSecret('between router and proxy');
const farSecret = new SharedSecret('between proxy and server');
const mark = Buffer.from('mark');

function decoded(bytes: Buffer): Packet {
  const result = decodePacket(bytes);
  if (!result.ok) throw new Error(result.fault);
  return result.packet;
}

function near(builder: PacketBuilder, messageAuthenticator = true): Packet {
  return decoded(builder.encodeRequest({ identifier: 7, secret: nearSecret, messageAuthenticator }));
}

function relay(packet: Packet): { relayed: RelayedRequest; far: Packet } {
  const relayed = new RelayedRequest(packet, { from: nearSecret, proxyState: mark });
  const isLogin = packet.code === Code.AccessRequest;
  const options = { identifier: 200, secret: farSecret, messageAuthenticator: isLogin };
  return { relayed, far: decoded(relayed.encodeRequest(options)) };
}

/** The answer of the far server, as the router gets it. */
function answered(request: Packet, build: (reply: PacketBuilder) => void, code: Code = Code.AccessAccept) {
  const { relayed, far } = relay(request);
  const reply = new PacketBuilder(code);
  build(reply);
  const fromFar = decoded(reply.encodeReply({ request: far, secret: farSecret, messageAuthenticator: true }));
  const from = { secret: farSecret, authenticator: relayed.sentAuthenticator };
  const options = { request, secret: nearSecret, messageAuthenticator: true };
  return decoded(new RelayedReply(fromFar, from).encodeReply(options));
}

const credential = prepareCredential('correct horse battery staple');

/** In hex, without the header and the Message-Authenticator that stands first. */
const withoutSignature = (bytes: Buffer) => bytes.subarray(20 + 18).toString('hex');

describe('a relayed request', () => {
  test.each(['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2'] satisfies AuthMethod[])(
    'by %s proves the same password under the next secret and a new authenticator',
    (method) => {
      const request = new PacketBuilder(Code.AccessRequest);
      addPasswordProof(request, { method, userName: 'alice', password: 'correct horse battery staple' });
      const packet = near(request);
      const { far } = relay(packet);
      expect(far.authenticator.equals(packet.authenticator)).toBe(false);
      expect(checkCredentials(far, farSecret, credential)).toMatchObject({ method, verdict: 'accepted' });
      expect(checkCredentials(far, farSecret, prepareCredential('another')).verdict).toBe('rejected');
      expect(checkMessageAuthenticator(far, farSecret)).toBe('valid');
    },
  );

  test('by CHAP takes the challenge along that was the authenticator, and no second one', () => {
    const own = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(own, { method: 'chap', userName: 'alice', password: 'x' });
    const challenged = near(own);
    const { far } = relay(challenged);
    expect(far.rawAll(ChapChallenge)).toHaveLength(1);
    expect(far.raw(ChapChallenge)).toEqual(challenged.raw(ChapChallenge) ?? challenged.authenticator);
  });

  test('keeps every other attribute byte for byte and in its order, Proxy-State of others before its own', () => {
    const request = new PacketBuilder(Code.AccessRequest)
      .add(UserName, 'alice')
      .add(ProxyState, Buffer.from('first'))
      .add(NasIdentifier, 'router')
      .add(EapMessage, Buffer.alloc(600, 5))
      .add(State, Buffer.from('state'))
      .add(MikrotikRateLimit, '1M/2M')
      .add(ProxyState, Buffer.from('second'));
    const packet = near(request);
    const { far } = relay(packet);
    const own = `21${(mark.length + 2).toString(16).padStart(2, '0')}${mark.toString('hex')}`;
    expect(withoutSignature(far.bytes)).toBe(withoutSignature(packet.bytes) + own);
    expect(far.rawAll(ProxyState).map(String)).toEqual(['first', 'second', 'mark']);
  });

  test('of accounting has the authenticator of the next secret', () => {
    const request = new PacketBuilder(Code.AccountingRequest)
      .add(UserName, 'alice')
      .add(Class, Buffer.of(1, 2));
    const { far } = relay(near(request, false));
    expect(hasValidRequestAuthenticator(far, farSecret)).toBe(true);
    expect(far.get(Class)).toEqual(Buffer.of(1, 2));
  });

  test('leaves out a password that cannot be revealed', () => {
    const bytes = Buffer.from(near(new PacketBuilder(Code.AccessRequest).add(UserName, 'al')).bytes);
    const broken = Buffer.concat([bytes, Buffer.of(2, 7, 1, 2, 3, 4, 5)]);
    broken.writeUInt16BE(broken.length, 2);
    const { far } = relay(decoded(broken));
    expect(far.has(UserPassword)).toBe(false);
    expect(far.get(UserName)).toBe('al');
  });

  test('that grows beyond what a packet can be is refused with a RangeError', () => {
    const request = new PacketBuilder(Code.AccessRequest).add(EapMessage, Buffer.alloc(4_030, 1));
    const packet = near(request, false);
    expect(() => relay(packet)).toThrow(RangeError);
  });
});

describe('a relayed reply', () => {
  test('hides keys and passwords anew, and nothing else changes', () => {
    const request = near(new PacketBuilder(Code.AccessRequest).add(UserName, 'alice'));
    const key = Buffer.from('0123456789abcdef');
    const v1 = Buffer.concat([Buffer.alloc(8), key]);
    const reply = answered(request, (builder) =>
      builder
        .add(MsMppeSendKey, key)
        .add(MsMppeRecvKey, Buffer.from('fedcba9876543210'))
        .add(MsChapMppeKeys, v1)
        .add(TunnelPassword, 'a tunnel', { tag: 3 })
        .add(AscendSendSecret, 'ascend')
        .add(MikrotikRateLimit, '1M/2M'),
    );
    expect(reply.get(MikrotikRateLimit)).toBe('1M/2M');
    expect(revealAttribute(reply, MsMppeSendKey, nearSecret, request.authenticator)).toEqual(key);
    expect(String(revealAttribute(reply, MsMppeRecvKey, nearSecret, request.authenticator))).toBe(
      'fedcba9876543210',
    );
    expect(revealAttribute(reply, MsChapMppeKeys, nearSecret, request.authenticator)).toEqual(v1);
    expect(revealAttribute(reply, TunnelPassword, nearSecret, request.authenticator)).toBe('a tunnel');
    expect(reply.raw(TunnelPassword)![0]).toBe(3);
    expect(revealAttribute(reply, AscendSendSecret, nearSecret, request.authenticator)).toBe('ascend');
  });

  test('answers the request it was made for: signed first, its Proxy-State in order, ours taken off', () => {
    const request = near(
      new PacketBuilder(Code.AccessRequest)
        .add(ProxyState, Buffer.from('first'))
        .add(UserName, 'alice')
        .add(ProxyState, Buffer.from('second')),
    );
    const reply = answered(request, (builder) => builder.add(ReplyMessage, 'no'), Code.AccessReject);
    expect([reply.code, reply.identifier]).toEqual([Code.AccessReject, request.identifier]);
    expect(hasValidResponseAuthenticator(reply, request.authenticator, nearSecret)).toBe(true);
    expect(checkMessageAuthenticator(reply, nearSecret, request.authenticator)).toBe('valid');
    expect(reply.bytes[20]).toBe(80);
    expect(reply.rawAll(ProxyState).map(String)).toEqual(['first', 'second']);
  });

  test('of a challenge brings its State untouched', () => {
    const request = near(new PacketBuilder(Code.AccessRequest).add(EapMessage, Buffer.of(2, 1, 0, 4)));
    const state = Buffer.from('0102030405', 'hex');
    const reply = answered(
      request,
      (builder) => builder.add(State, state).add(EapMessage, Buffer.of(1, 2, 0, 4)),
      Code.AccessChallenge,
    );
    expect(reply.code).toBe(Code.AccessChallenge);
    expect(reply.raw(State)).toEqual(state);
  });
});
