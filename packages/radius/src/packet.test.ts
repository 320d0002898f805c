import { expect, test } from 'vitest';
import { fromHex } from '../vectors/read-vectors.ts';
import {
  Class,
  Code,
  decodePacket,
  EapMessage,
  FilterId,
  MessageAuthenticator,
  MikrotikGroup,
  NasPort,
  type Packet,
  UserName,
} from './index.ts';
import { decodeForTest } from './decode-for-test.ts';

test('two hundred attributes are accepted and one more is refused', () => {
  expect(decodePacket(datagram(Buffer.alloc(400).fill(Buffer.of(25, 2)))).ok).toBe(true);
  const fault = decodePacket(datagram(Buffer.alloc(402).fill(Buffer.of(25, 2))));
  expect(fault).toEqual({ ok: false, fault: 'too-many-attributes' });
  expect(decodePacket(datagram(Buffer.of(25, 2, 25, 2)), { maxAttributes: 1 }).ok).toBe(false);
});

test('a packet of 4096 bytes is accepted', () => {
  const attribute = Buffer.alloc(254, 'x').fill(Buffer.of(18, 254), 0, 2);
  const whole = Buffer.concat([
    ...Array.from({ length: 16 }, () => attribute),
    Buffer.of(18, 12),
    Buffer.alloc(10),
  ]);
  expect(20 + whole.length).toBe(4096);
  expect(packetOf(whole).bytes.length).toBe(4096);
});

test('the packet keeps its bytes when the datagram buffer is used again', () => {
  const received = datagram(Buffer.from('01076361726f6c', 'hex'));
  const packet = decodeForTest(received);
  received.fill(0xff);
  expect(packet.get(UserName)).toBe('carol');
  expect(packet.code).toBe(Code.AccessRequest);
});

test('text that is not UTF-8 decodes without a throw and stays exact in its raw bytes', () => {
  const packet = packetOf(Buffer.from('0105ff00fe', 'hex'));
  expect(packet.get(UserName)).toBe('\ufffd\u0000\ufffd');
  expect(packet.raw(UserName)).toEqual(Buffer.from('ff00fe', 'hex'));
});

test('instances of one attribute keep their order', () => {
  const packet = packetOf(fromHex('190361 01046263 190362 190363'));
  expect(packet.getAll(Class).map(String)).toEqual(['a', 'b', 'c']);
  expect(packet.get(Class)).toEqual(Buffer.from('a'));
});

test('the pieces of an EAP-Message are one value', () => {
  const packet = packetOf(fromHex('4f040201 010361 4f05000501'));
  expect(packet.get(EapMessage)).toEqual(Buffer.from('0201000501', 'hex'));
  expect(packet.getAll(EapMessage)).toHaveLength(1);
  expect(packet.rawAll(EapMessage)).toHaveLength(2);
});

test('an attribute that is absent is undefined, empty and false', () => {
  const packet = packetOf(Buffer.alloc(0));
  expect(packet.get(MikrotikGroup)).toBeUndefined();
  expect(packet.raw(NasPort)).toBeUndefined();
  expect(packet.getAll(FilterId)).toEqual([]);
  expect(packet.rawAll(EapMessage)).toEqual([]);
  expect(packet.get(EapMessage)).toBeUndefined();
  expect(packet.has(MessageAuthenticator)).toBe(false);
});

test('a packet full of empty vendor attributes is read to its end', () => {
  const vendor = Buffer.concat([Buffer.of(26, 254), Buffer.from('00003a8c', 'hex'), twoByteAttributes(124)]);
  const packet = packetOf(Buffer.concat(Array.from({ length: 16 }, () => vendor)));
  expect(packet.rawAll(MikrotikGroup)).toHaveLength(16 * 124);
});

function twoByteAttributes(count: number): Buffer {
  return Buffer.alloc(count * 2).fill(Buffer.of(3, 2));
}

function datagram(attributes: Buffer): Buffer {
  const header = Buffer.alloc(20);
  header[0] = Code.AccessRequest;
  header.writeUInt16BE(20 + attributes.length, 2);
  return Buffer.concat([header, attributes]);
}

function packetOf(attributes: Buffer): Packet {
  return decodeForTest(datagram(attributes));
}
