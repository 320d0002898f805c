import { cryptoRandom, type Random } from '@trunkline/kit';
import {
  ChapChallenge,
  ChapPassword,
  MsChap2Response,
  MsChap2Success,
  MsChapChallenge,
  MsChapResponse,
  UserName,
  UserPassword,
} from '../dictionary/all.gen.ts';
import type { Packet } from '../packet.ts';
import type { PacketBuilder } from '../packet-builder.ts';
import { chapPassword } from './chap.ts';
import type { AuthMethod } from './check-credentials.ts';
import { computeNtHash, hashNtHash } from './credential.ts';
import { authenticatorResponse, challengeHash, challengeResponse } from './ms-chap.ts';

export interface ProofOptions {
  readonly method: Exclude<AuthMethod, 'eap' | 'none'>;
  /** Added as User-Name, because MS-CHAPv2 proves it together with the password. */
  readonly userName: string;
  readonly password: string;
  /** Source of identifiers and challenges. */
  readonly random?: Random;
}

export interface PasswordProof {
  /**
   * True when the Access-Accept shows that the server knows the password too: MS-CHAPv2 clients hang up
   * otherwise. The other methods have no such proof, so that it is always true.
   */
  isAnsweredBy(accept: Packet): boolean;
}

/** Adds the User-Name and the proof of a password that a NAS would add to an Access-Request. */
export function addPasswordProof(builder: PacketBuilder, options: ProofOptions): PasswordProof {
  const { method, userName, password, random = cryptoRandom } = options;
  builder.add(UserName, userName);
  switch (method) {
    case 'pap':
      builder.add(UserPassword, password);
      return UNPROVEN;
    case 'chap': {
      const challenge = randomBytes(random, 16);
      builder.add(ChapPassword, chapPassword(random.integer(256), Buffer.from(password), challenge));
      builder.add(ChapChallenge, challenge);
      return UNPROVEN;
    }
    case 'ms-chap-v1':
      addMsChapV1(builder, password, random);
      return UNPROVEN;
    case 'ms-chap-v2':
      break;
  }
  return addMsChapV2(builder, { userName, password, random });
}

const UNPROVEN: PasswordProof = { isAnsweredBy: () => true };

/** Flags: the NT response is the one to use. The LM response stays empty. */
const NT_ONLY = 1;

function addMsChapV1(builder: PacketBuilder, password: string, random: Random): void {
  const challenge = randomBytes(random, 8);
  const ntResponse = challengeResponse(challenge, computeNtHash(password));
  const head = Buffer.of(random.integer(256), NT_ONLY);
  builder.add(MsChapChallenge, challenge);
  builder.add(MsChapResponse, Buffer.concat([head, Buffer.alloc(24), ntResponse]));
}

function addMsChapV2(
  builder: PacketBuilder,
  { userName, password, random }: { userName: string; password: string; random: Random },
): PasswordProof {
  const ntHash = computeNtHash(password);
  const authenticatorChallenge = randomBytes(random, 16);
  const peerChallenge = randomBytes(random, 16);
  const identifier = random.integer(256);
  const challenge = challengeHash({ authenticatorChallenge, peerChallenge, userName: Buffer.from(userName) });
  const ntResponse = challengeResponse(challenge, ntHash);
  const head = Buffer.of(identifier, 0);
  builder.add(MsChapChallenge, authenticatorChallenge);
  builder.add(MsChap2Response, Buffer.concat([head, peerChallenge, Buffer.alloc(8), ntResponse]));
  const text = authenticatorResponse({ ntHashHash: hashNtHash(ntHash), ntResponse }, challenge);
  const expected = Buffer.concat([Buffer.of(identifier), Buffer.from(text)]);
  return {
    // Servers may append " M=message" to the proof.
    isAnsweredBy: (accept) =>
      accept.raw(MsChap2Success)?.subarray(0, expected.length).equals(expected) ?? false,
  };
}

function randomBytes(random: Random, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  random.fill(bytes);
  return bytes;
}
