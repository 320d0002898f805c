import {
  addPasswordProof,
  Code,
  decodePacket,
  PacketBuilder,
  prepareCredential,
  SharedSecret,
  type Credential,
  type RadiusRequest,
} from '@trunkline/radius';
import { expect, it } from 'vitest';
import { proveLogin } from './prove-login.ts';
import { readLogin } from './read-login.ts';
import type { SnapshotNas, SnapshotSubscriber, SnapshotTenant } from '../snapshot/snapshot-entries.ts';

const secret = new SharedSecret('a secret of a test');

/** The credential, and what of it was looked at, in order. */
function watched(): { credential: Credential; seen: string[] } {
  const seen: string[] = [];
  const credential = new Proxy(prepareCredential('a password'), {
    get(target, name) {
      seen.push(String(name));
      return Reflect.get(target, name) as unknown;
    },
  });
  return { credential, seen };
}

it.each(['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2'] as const)(
  'B9: by %s a name that nobody has costs the same work and gets the same reply as a wrong password',
  (method) => {
    const known = watched();
    const decoy = watched();
    const anna = { credential: known.credential } as SnapshotSubscriber;
    const tenant = { byUsername: new Map([['anna', anna]]), byMac: new Map(), stripsRealm: false };
    const client = { secret, data: { tenant } } as unknown as RadiusRequest<SnapshotNas>['client'];
    const prove = (userName: string) => {
      const request = new PacketBuilder(Code.AccessRequest);
      addPasswordProof(request, { method, userName, password: 'a guess' });
      const decoded = decodePacket(
        request.encodeRequest({ identifier: 1, secret, messageAuthenticator: false }),
      );
      if (!decoded.ok) throw new Error(decoded.fault);
      const { packet } = decoded;
      const login = readLogin(packet, tenant as unknown as SnapshotTenant);
      const proof = proveLogin(login, { packet, client } as RadiusRequest<SnapshotNas>, {
        decoy: decoy.credential,
      });
      const reply = new PacketBuilder(Code.AccessReject);
      proof.check.addReplyAttributes(reply);
      return {
        refusal: proof.refusal,
        replyBytes: reply.encodeReply({ request: packet, secret, messageAuthenticator: true }).length,
      };
    };

    const ofKnown = prove('anna');
    const ofStranger = prove('emma');

    expect([ofKnown.refusal, ofStranger.refusal]).toEqual(['aaa.wrong_password', 'aaa.unknown_user']);
    expect(ofStranger.replyBytes).toBe(ofKnown.replyBytes);
    expect(known.seen.length).toBeGreaterThan(0);
    expect(decoy.seen).toEqual(known.seen);
  },
);
