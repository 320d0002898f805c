import { describe, expect, test } from 'vitest';
import { captureOf, ethernetFrame, ipPacket } from './capture.fixture.ts';
import { CaptureReader, NoCapture } from './read-capture.ts';
import { readDatagram } from './read-datagram.ts';

const sent = {
  source: { address: '192.0.2.1', port: 40_001 },
  target: { address: '198.51.100.2', port: 1812 },
  payload: Buffer.from('a RADIUS packet'),
};
const sent6 = {
  source: { address: '2001:db8:0:0:0:0:0:1', port: 40_001 },
  target: { address: '2001:db8:0:0:0:0:0:2', port: 1812 },
  payload: sent.payload,
};
const packet = ipPacket(sent);

function readAll(capture: Buffer, pieces = capture.length) {
  const reader = new CaptureReader();
  const found = [];
  for (let at = 0; at < capture.length; at += pieces) {
    for (const frame of reader.read(capture.subarray(at, at + pieces))) {
      const datagram = readDatagram(frame);
      found.push(datagram && { ...datagram, payload: Buffer.from(datagram.payload) });
    }
  }
  return found;
}

describe('a datagram is found', () => {
  const cooked = Buffer.concat([Buffer.alloc(14), Buffer.of(0x08, 0x00), packet]);
  const cooked2 = Buffer.concat([Buffer.of(0x08, 0x00), Buffer.alloc(18), packet]);
  test.each([
    ['Ethernet', 1, ethernetFrame(packet)],
    ['Ethernet with a VLAN', 1, ethernetFrame(packet, [120])],
    ['Ethernet with a VLAN in a VLAN', 1, ethernetFrame(packet, [7, 120])],
    ['Linux cooked frames', 113, cooked],
    ['Linux cooked frames, second version', 276, cooked2],
    ['bare IP', 101, packet],
    ['the loopback of BSD', 0, Buffer.concat([Buffer.of(2, 0, 0, 0), packet])],
  ])('in %s', (_name, linkType, frame) => {
    expect(readAll(captureOf([frame], { linkType }))).toEqual([sent]);
    expect(readAll(captureOf([frame], { linkType, order: 'big' }))).toEqual([sent]);
  });

  test('over IPv6, addresses as sockets report them', () => {
    const source = { address: '2001:db8::1', port: 40_001 };
    const target = { address: '2001:db8::2', port: 1812 };
    expect(readAll(captureOf([ethernetFrame(ipPacket(sent6))]))).toEqual([{ ...sent, source, target }]);
  });

  test('however the capture is cut into pieces on its way', () => {
    const capture = captureOf([ethernetFrame(packet), Buffer.alloc(60), ethernetFrame(packet)]);
    for (const pieces of [1, 3, 24, 41]) {
      expect(readAll(capture, pieces)).toEqual([sent, undefined, sent]);
    }
  });
});

describe('passed over', () => {
  test.each([
    ['a piece of a fragmented packet', () => Buffer.from(packet).fill(0x20, 6, 7)],
    ['another protocol', () => Buffer.from(packet).fill(6, 9, 10)],
    ['what the capture cut short', () => packet.subarray(0, packet.length - 3)],
    ['a header that ends too early', () => packet.subarray(0, 11)],
    ['nothing at all', () => Buffer.alloc(0)],
  ])('is %s', (_name, make) => {
    expect(readAll(captureOf([make()], { linkType: 101 }))).toEqual([undefined]);
  });

  test('is every frame of random bytes, and none of them throws', () => {
    for (let n = 0; n < 2_000; n++) {
      const bytes = Buffer.from(Array.from({ length: n % 90 }, (_none, at) => (n * 31 + at * at * 7) & 0xff));
      for (const linkType of [0, 1, 101, 113, 276, 999]) {
        const found = readDatagram({ linkType, bytes });
        expect(found === undefined || found.payload.length <= bytes.length).toBe(true);
      }
    }
  });
});

test('what is no capture is refused', () => {
  expect(() => readAll(Buffer.from('this is a text, and quite a long one'))).toThrow(NoCapture);
  const broken = captureOf([packet]);
  broken.writeUInt32LE(2 ** 31, 24 + 8);
  expect(() => readAll(broken)).toThrow(NoCapture);
});
