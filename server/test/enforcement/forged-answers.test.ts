import { createHash, createHmac } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import {
  AcctSessionId,
  Code,
  decodePacket,
  PacketBuilder,
  SharedSecret,
  type Packet,
} from '@trunkline/radius';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nasSecret } from '../accounting/accounting-world.ts';
import { EnforcementWorld, gigabyte, type Online } from './enforcement-world.ts';
import { movePrefix, setCoaPort } from './nas-changes.ts';

const secret = new SharedSecret(nasSecret);
const messageAuthenticatorType = 80;
const messageAuthenticatorLength = 18;
let world: EnforcementWorld;
let socket: Socket;
let anna: Online;
let heard: Packet[];
let answer: (request: Packet) => Buffer | undefined;

beforeAll(async () => {
  world = await EnforcementWorld.create();
});
afterAll(() => world.close());

/** A router whose every byte the test makes, and somebody there who has crossed a threshold. */
beforeEach(async () => {
  heard = [];
  answer = () => undefined;
  const nas = await world.nas({ order: ['coa'], listensOn: 0 });
  socket = createSocket('udp4');
  socket.on('message', (bytes, source) => {
    const decoded = decodePacket(bytes);
    if (!decoded.ok) throw new Error(decoded.fault);
    heard.push(decoded.packet);
    const reply = answer(decoded.packet);
    if (reply) socket.send(reply, source.port, source.address);
  });
  socket.bind(0, nas.router.address);
  await once(socket, 'listening');
  await setCoaPort(world, nas, socket.address().port);
  anna = await world.online(nas);
  await world.settle();
  await world.tell(anna, { status: 'Interim-Update', atS: world.elapsedS() + 1, download: 11n * gigabyte });
});
afterEach(() => {
  socket.close();
});

function ackTo(request: Packet, key = secret): Buffer {
  return new PacketBuilder(Code.CoaAck).encodeReply({ request, secret: key, messageAuthenticator: false });
}

/** An ACK with these attributes, its Response Authenticator right. */
function signed(request: Packet, attributes: Buffer): Buffer {
  const head = Buffer.from([Code.CoaAck, request.identifier, 0, 0]);
  head.writeUInt16BE(20 + attributes.length, 2);
  const requestAuthenticator = Buffer.from(request.bytes.subarray(4, 20));
  const authenticator = createHash('md5')
    .update(Buffer.concat([head, requestAuthenticator, attributes, Buffer.from(nasSecret)]))
    .digest();
  return Buffer.concat([head, authenticator, attributes]);
}

function messageAuthenticator(value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([messageAuthenticatorType, messageAuthenticatorLength]), value]);
}

/** As RFC 5176 signs an answer: over the packet with the request's authenticator and zeros in its own place. */
function rightValue(request: Packet, before: Buffer): Buffer {
  const attributes = Buffer.concat([before, messageAuthenticator(Buffer.alloc(16))]);
  const head = Buffer.from([Code.CoaAck, request.identifier, 0, 0]);
  head.writeUInt16BE(20 + attributes.length, 2);
  const packet = Buffer.concat([head, request.bytes.subarray(4, 20), attributes]);
  return createHmac('md5', nasSecret).update(packet).digest();
}

describe('B2: an answer to a CoA-Request', () => {
  test.each<[string, (request: Packet) => Buffer]>([
    ['made with another secret', (request) => ackTo(request, new SharedSecret('another secret'))],
    [
      'with a wrong Message-Authenticator and a right Response Authenticator',
      (request) => signed(request, messageAuthenticator(Buffer.alloc(16, 7))),
    ],
    [
      'with two Message-Authenticators, the first of them right for it alone',
      (request) =>
        signed(
          request,
          Buffer.concat([
            messageAuthenticator(rightValue(request, Buffer.alloc(0))),
            messageAuthenticator(Buffer.alloc(16, 7)),
          ]),
        ),
    ],
    [
      'whose every bit but one is right',
      (request) => {
        const bytes = ackTo(request);
        bytes[5]! ^= 1;
        return bytes;
      },
    ],
  ])('%s claims nothing', async (_what, forge) => {
    answer = forge;
    await world.settle();
    expect(heard.length).toBeGreaterThan(0);
    expect(await world.steps(anna)).toEqual(['coa timed_out']);
    expect(await world.terms(anna)).toMatchObject({ state: 'pending' });
  });

  test.each<[string, (request: Packet) => Buffer]>([
    ['without Message-Authenticator, as routers send it,', (request) => ackTo(request)],
    [
      'with a right Message-Authenticator that is not the first attribute',
      (request) => {
        const before = Buffer.from([18, 4, 0x6f, 0x6b]);
        return signed(request, Buffer.concat([before, messageAuthenticator(rightValue(request, before))]));
      },
    ],
  ])('%s is taken: the request is signed with the secret itself', async (_what, make) => {
    answer = make;
    await world.settle();
    expect(await world.steps(anna)).toEqual(['coa acknowledged']);
  });
});

test('B5: an answer to an earlier order, sent again, claims nothing', async () => {
  let first: Buffer | undefined;
  answer = (request) => (first ??= ackTo(request));
  await world.settle();
  expect(await world.steps(anna)).toEqual(['coa acknowledged']);
  world.passDay();
  await world.settle();
  expect(heard.length).toBeGreaterThan(1);
  expect(new Set(heard.map((request) => request.get(AcctSessionId)))).toEqual(new Set([anna.acctSessionId]));
  expect(await world.steps(anna)).toEqual(['coa acknowledged', 'coa timed_out']);
  expect(await world.terms(anna)).toMatchObject({ state: 'pending' });
});

test('B5: what the policy wants never goes to an address that its NAS has lost', async () => {
  await movePrefix(world, anna.nas);
  await world.settle();
  expect(heard).toEqual([]);
  expect(await world.terms(anna)).toMatchObject({ state: 'failed' });
});
