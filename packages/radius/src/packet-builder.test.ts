import { SeededRandom } from '@trunkline/kit';
import { expect, test } from 'vitest';
import {
  ChargeableUserIdentity,
  checkMessageAuthenticator,
  Class,
  Code,
  defineAttribute,
  EapMessage,
  FilterId,
  hasValidResponseAuthenticator,
  Ipv66rdBrIpv4Address,
  Ipv66rdIpv4masklen,
  Ipv66rdPrefix,
  MessageAuthenticator,
  MikrotikAddressList,
  MsMppeRecvKey,
  MsMppeSendKey,
  type Packet,
  PacketBuilder,
  ProxyState,
  ReplyMessage,
  revealAttribute,
  SharedSecret,
  State,
  TunnelPassword,
  UserName,
  UserPassword,
  AscendSendSecret,
} from './index.ts';
import { decodeForTest } from './decode-for-test.ts';

const secret = new SharedSecret('testing123');

test('Message-Authenticator stands first in every reply to an Access-Request', () => {
  for (const code of [Code.AccessAccept, Code.AccessReject, Code.AccessChallenge]) {
    const request = requestWith((builder) => builder.add(ProxyState, Buffer.from('p')));
    const reply = decodeForTest(
      new PacketBuilder(code)
        .add(ReplyMessage, 'hello')
        .encodeReply({ request, secret, messageAuthenticator: true }),
    );
    expect(reply.bytes[20]).toBe(MessageAuthenticator.number);
    expect(checkMessageAuthenticator(reply, secret, request.authenticator)).toBe('valid');
    expect(hasValidResponseAuthenticator(reply, request.authenticator, secret)).toBe(true);
  }
});

test('Proxy-State comes back unchanged and in order, whatever it holds', () => {
  const states = ['', 'one', '\u0000\u0000', 'one', 'x'.repeat(253)].map((text) => Buffer.from(text));
  const empty = Buffer.from('2102', 'hex');
  const encoded = requestWith((builder) => {
    for (const state of states) builder.add(ProxyState, state);
    return builder;
  });
  // The builder leaves empty values out, but a proxy may send one.
  const bytes = Buffer.concat([encoded.bytes.subarray(0, 20), empty, encoded.bytes.subarray(20)]);
  bytes.writeUInt16BE(bytes.length, 2);
  const request = decodeForTest(bytes);
  const reply = decodeForTest(
    new PacketBuilder(Code.AccessAccept).encodeReply({ request, secret, messageAuthenticator: false }),
  );
  expect(reply.rawAll(ProxyState)).toEqual(states);
});

test('an EAP-Message of any length is split and joined', () => {
  for (const length of [1, 252, 253, 254, 506, 507, 2000]) {
    const message = Buffer.alloc(length, length & 0xff);
    const packet = requestWith((builder) => builder.add(EapMessage, message));
    expect(packet.get(EapMessage)).toEqual(message);
    expect(packet.rawAll(EapMessage)).toHaveLength(Math.ceil(length / 253));
  }
});

test('a long extended attribute is split into fragments and joined', () => {
  const long = defineAttribute('Test-Long', 245, 'octets', { subNumber: 7 });
  for (const length of [1, 251, 252, 502, 503, 3000]) {
    const value = Buffer.alloc(length, 7);
    expect(requestWith((builder) => builder.add(long, value)).get(long)).toEqual(value);
  }
});

test('a WiMAX value is split into continued attributes and joined', () => {
  const wimax = defineAttribute('Test-WiMAX', 9, 'octets', { vendor: 24757 });
  for (const length of [1, 246, 247, 1000]) {
    const value = Buffer.alloc(length, 9);
    expect(requestWith((builder) => builder.add(wimax, value)).getAll(wimax)).toEqual([value]);
  }
});

test('each vendor attribute stands in an attribute 26 of its own', () => {
  const packet = requestWith((builder) =>
    builder.add(MikrotikAddressList, 'a').add(MikrotikAddressList, 'b'),
  );
  expect(packet.bytes.subarray(20).toString('hex')).toBe('1a0900003a8c1303611a0900003a8c130362');
});

test('the children of one TLV added together share an attribute', () => {
  const packet = requestWith((builder) =>
    builder
      .add(Ipv66rdIpv4masklen, 24)
      .add(Ipv66rdPrefix, '2001:db8::/32')
      .add(Ipv66rdBrIpv4Address, '192.0.2.1')
      .add(Ipv66rdBrIpv4Address, '192.0.2.2'),
  );
  expect([...packet.attributes()]).toHaveLength(1);
  expect(packet.getAll(Ipv66rdBrIpv4Address)).toEqual(['192.0.2.1', '192.0.2.2']);
  expect(packet.get(Ipv66rdPrefix)).toBe('2001:db8::/32');
});

test('empty values are left out, but an empty Chargeable-User-Identity is asked for', () => {
  const packet = requestWith((builder) =>
    builder
      .add(UserName, '')
      .add(Class, Buffer.alloc(0))
      .add(MikrotikAddressList, '')
      .add(ChargeableUserIdentity, Buffer.alloc(0)),
  );
  expect(packet.bytes.subarray(20).toString('hex')).toBe('5902');
});

test('hidden attributes come back for every length they may have', () => {
  const request = requestWith((builder) => builder.add(UserName, 'alice'));
  for (let length = 0; length <= 128; length++) {
    const password = 'p'.repeat(length);
    const packet = requestWith((builder) => builder.add(UserPassword, password));
    expect(revealAttribute(packet, UserPassword, secret)).toBe(password);
  }
  for (let length = 0; length <= 239; length++) {
    const reply = replyTo(request, (builder) => builder.add(TunnelPassword, 't'.repeat(length), { tag: 3 }));
    expect(revealAttribute(reply, TunnelPassword, secret, request.authenticator)).toBe('t'.repeat(length));
    expect(reply.raw(TunnelPassword)![0]).toBe(3);
  }
  const reply = replyTo(request, (builder) => builder.add(AscendSendSecret, 'sixteen-bytes-ok'));
  expect(revealAttribute(reply, AscendSendSecret, secret, request.authenticator)).toBe('sixteen-bytes-ok');
});

test('salts in one packet differ and have their high bit set, also when they wrap', () => {
  const request = requestWith((builder) => builder.add(UserName, 'alice'));
  const key = Buffer.alloc(16, 1);
  const reply = decodeForTest(
    new PacketBuilder(Code.AccessAccept)
      .add(MsMppeSendKey, key)
      .add(MsMppeRecvKey, key)
      .encodeReply({
        request,
        secret,
        messageAuthenticator: true,
        random: { fill: () => {}, integer: () => 0x7fff },
      }),
  );
  expect(reply.raw(MsMppeSendKey)!.subarray(0, 2).toString('hex')).toBe('ffff');
  expect(reply.raw(MsMppeRecvKey)!.subarray(0, 2).toString('hex')).toBe('8000');
});

test('an Access-Request without a given authenticator draws a fresh one', () => {
  const random = new SeededRandom(1);
  const options = { identifier: 1, secret, messageAuthenticator: true, random };
  const first = new PacketBuilder(Code.AccessRequest).encodeRequest(options);
  const second = new PacketBuilder(Code.AccessRequest).encodeRequest(options);
  expect(first.subarray(4, 20)).not.toEqual(second.subarray(4, 20));
  expect(first.subarray(4, 20)).not.toEqual(Buffer.alloc(16));
});

test('what cannot be sent is refused with the name of the attribute', () => {
  expect(adding((builder) => builder.add(FilterId, 'x'.repeat(254)))).toThrow(/^Filter-Id: /);
  expect(adding((builder) => builder.add(MikrotikAddressList, 'x'.repeat(248)))).toThrow(
    /^Mikrotik-Address-List: /,
  );
  expect(adding((builder) => builder.add(UserName, 'x', { tag: 1 }))).toThrow(/^User-Name: /);
  expect(adding((builder) => builder.add(MessageAuthenticator, Buffer.alloc(16)))).toThrow(
    /^Message-Authenticator /,
  );
  expect(adding((builder) => builder.addRaw(UserPassword, Buffer.alloc(16)))).toThrow(/^User-Password: /);
});

test('a packet that grows over 4096 bytes is refused', () => {
  const builder = new PacketBuilder(Code.AccessRequest);
  for (let i = 0; i < 17; i++) builder.add(State, Buffer.alloc(253));
  const options = { identifier: 1, secret, messageAuthenticator: false };
  expect(() => builder.encodeRequest(options)).toThrow(/^State: the packet exceeds 4096 bytes/);
});

test('a reply cannot be encoded as a request nor a request as a reply', () => {
  const request = requestWith((builder) => builder);
  const options = { identifier: 1, secret, messageAuthenticator: false };
  expect(() => new PacketBuilder(Code.AccessAccept).encodeRequest(options)).toThrow(RangeError);
  expect(() =>
    new PacketBuilder(Code.AccessRequest).encodeReply({ request, secret, messageAuthenticator: false }),
  ).toThrow(RangeError);
});

test('an empty shared secret is refused', () => {
  expect(() => new SharedSecret('')).toThrow(RangeError);
});

function requestWith(fill: (builder: PacketBuilder) => PacketBuilder): Packet {
  const builder = fill(new PacketBuilder(Code.AccessRequest));
  return decodeForTest(builder.encodeRequest({ identifier: 5, secret, messageAuthenticator: false }));
}

function replyTo(request: Packet, fill: (builder: PacketBuilder) => PacketBuilder): Packet {
  const builder = fill(new PacketBuilder(Code.AccessAccept));
  return decodeForTest(builder.encodeReply({ request, secret, messageAuthenticator: true }));
}

function adding(action: (builder: PacketBuilder) => void): () => void {
  return () => action(new PacketBuilder(Code.AccessAccept));
}
