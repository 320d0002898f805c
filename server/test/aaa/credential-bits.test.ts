import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import {
  addPasswordProof,
  CallingStationId,
  ChapChallenge,
  ChapPassword,
  Code,
  MsChap2Response,
  MsChapChallenge,
  MsChapResponse,
  PacketBuilder,
  SharedSecret,
  UserPassword,
  type AttributeDefinition,
} from '@trunkline/radius';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RadiusHouse, secret } from './radius-house.ts';

let house: RadiusHouse;
/** Known to the server by a right password, after which a hundred wrong ones are looked at and not refused unseen. */
const station = '02:00:00:00:00:0a';
const wrongBetweenRight = 64;

beforeAll(async () => {
  house = await RadiusHouse.build();
  const tenantId = await house.addTenant('one');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  const plan = await house.addPlan(tenantId, { maxSessions: 1000 });
  await house.addSubscriber(tenantId, plan, { username: 'ann', password: 'correct horse' });
  await house.start();
});

afterAll(() => house.tearDown());

/** The bytes of each attribute that the proof stands on; identifiers and flags of MS-CHAP prove nothing. */
const proofs = [
  ['pap', UserPassword, 0, 16],
  ['chap', ChapPassword, 0, 17],
  ['chap', ChapChallenge, 0, 16],
  ['ms-chap-v1', MsChapChallenge, 0, 8],
  ['ms-chap-v1', MsChapResponse, 26, 50],
  ['ms-chap-v2', MsChapChallenge, 0, 16],
  ['ms-chap-v2', MsChap2Response, 2, 18],
  ['ms-chap-v2', MsChap2Response, 26, 50],
] as const;

describe('B6', () => {
  it.each(proofs)(
    '%s: the right proof is accepted, and with any one bit changed rejected',
    async (method, attribute, from, to) => {
      const request = new PacketBuilder(Code.AccessRequest);
      addPasswordProof(request, { method, userName: 'ann', password: 'correct horse' });
      request.add(CallingStationId, station);
      const socket = createSocket('udp4');
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
      // Unsigned, so that the changed bit meets the check of the password and not that of the signature.
      const right = request.encodeRequest({
        identifier: 255,
        secret: new SharedSecret(secret),
        messageAuthenticator: false,
      });
      const answers = new Map<number, number>();
      const at = valueOffset(right, attribute);
      for (let bit = from * 8; bit < to * 8; bit++) {
        if ((bit - from * 8) % wrongBetweenRight === 0) await logIn();
        const changed = Buffer.from(right);
        changed[1] = bit - from * 8;
        changed[at + (bit >> 3)]! ^= 1 << (bit & 7);
        const code = await ask(socket, changed);
        answers.set(code, (answers.get(code) ?? 0) + 1);
      }
      expect(await ask(socket, right)).toBe(Code.AccessAccept);
      expect([...answers]).toEqual([[Code.AccessReject, (to - from) * 8]]);
      socket.close();
      const { rejects } = house.role!.stats!()['authentication'] as { rejects: Record<string, number> };
      expect(Object.keys(rejects)).not.toContain('aaa.too_many_attempts');
    },
  );
});

async function logIn(): Promise<void> {
  expect(await house.outcome({ username: 'ann', password: 'correct horse', station })).toBe('accepted');
}

/** Where the value of the attribute begins in the encoded packet. */
function valueOffset(packet: Buffer, { vendor, number }: AttributeDefinition): number {
  for (let at = 20; at < packet.length; at += packet[at + 1]!) {
    if (vendor === 0 && packet[at] === number) return at + 2;
    if (packet[at] === 26 && packet.readUInt32BE(at + 2) === vendor && packet[at + 6] === number)
      return at + 8;
  }
  throw new Error('the attribute is not there');
}

async function ask(socket: Socket, bytes: Buffer): Promise<number> {
  socket.send(bytes, house.port('auth'), '127.0.0.1');
  const [reply] = (await once(socket, 'message')) as [Buffer];
  return reply[0]!;
}
