import type { SeededRandom } from '@trunkline/kit';
import {
  addPasswordProof,
  ChapChallenge,
  chapPassword,
  ChapPassword,
  EapMessage,
  UserName,
  type Packet,
  type PacketBuilder,
} from '@trunkline/radius';
import type { SubscriberPlan } from './fleet-plan.ts';

export interface LoginProof {
  /** Whether the server has shown that it knows the password, too, where the method asks for that. */
  isAnsweredBy(accept: Packet): boolean;
}

/** EAP-Response, identifier, length in two bytes, Identity (RFC 3748 §4); the identity follows. */
const EAP_RESPONSE = 2;
const EAP_IDENTITY = 1;
const EAP_HEADER_BYTES = 5;
const CHAP_CHALLENGE_BYTES = 16;

/** Adds User-Name and the subscriber's proof of the password, or what an odd device sends in its place. */
export function addLoginProof(
  request: PacketBuilder,
  { userName, password, method, oddProof }: SubscriberPlan,
  random: SeededRandom,
): LoginProof {
  if (oddProof === 'eap') {
    const identity = Buffer.from(userName);
    const length = EAP_HEADER_BYTES + identity.length;
    const header = Buffer.of(EAP_RESPONSE, random.integer(256), length >> 8, length & 255, EAP_IDENTITY);
    request.add(UserName, userName).add(EapMessage, Buffer.concat([header, identity]));
    return { isAnsweredBy: () => true };
  }
  if (oddProof === 'two-methods') {
    const challenge = Buffer.alloc(CHAP_CHALLENGE_BYTES);
    random.fill(challenge);
    request.add(ChapPassword, chapPassword(random.integer(256), Buffer.from(password), challenge));
    request.add(ChapChallenge, challenge);
    return addPasswordProof(request, { userName, password, method: 'pap', random });
  }
  return addPasswordProof(request, { userName, password, method, random });
}
