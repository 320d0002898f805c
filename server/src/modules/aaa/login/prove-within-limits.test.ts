import { ManualClock } from '@trunkline/kit';
import {
  addPasswordProof,
  CallingStationId,
  Code,
  decodePacket,
  PacketBuilder,
  prepareCredential,
  SharedSecret,
  type RadiusRequest,
} from '@trunkline/radius';
import { expect, it } from 'vitest';
import { GuessLimits, maxWrongByDevice } from './guess-limits.ts';
import { proveWithinLimits } from './prove-within-limits.ts';
import { readLogin } from './read-login.ts';
import type { RejectReasonCode } from './reject-reasons.ts';
import type { SnapshotNas, SnapshotSubscriber, SnapshotTenant } from '../snapshot/snapshot-entries.ts';

const secret = new SharedSecret('a secret of a test');
const mistyped = new SharedSecret('a secret of a tset');
const decoy = prepareCredential('nobody has it');
const anna = {
  id: 'id of anna',
  usernameKey: 'anna',
  macs: [],
  credential: prepareCredential('right'),
} as unknown as SnapshotSubscriber;
const tenant = {
  id: 'tenant-1',
  byUsername: new Map([['anna', anna]]),
  byMac: new Map(),
  stripsRealm: false,
} as unknown as SnapshotTenant;
const client = { secret, data: { id: 'nas-1', tenant } } as unknown as RadiusRequest<SnapshotNas>['client'];

function prove(
  guesses: GuessLimits,
  { userName, password, under }: { userName: string; password: string; under: SharedSecret },
): RejectReasonCode | null {
  const builder = new PacketBuilder(Code.AccessRequest).add(CallingStationId, '02:00:00:00:00:01');
  addPasswordProof(builder, { method: 'pap', userName, password });
  const bytes = builder.encodeRequest({ identifier: 1, secret: under, messageAuthenticator: false });
  const decoded = decodePacket(bytes);
  if (!decoded.ok) throw new Error(decoded.fault);
  const request = { packet: decoded.packet, client } as RadiusRequest<SnapshotNas>;
  return proveWithinLimits({ guesses, decoy }, readLogin(decoded.packet, tenant), request).refusal;
}

it('a NAS with a wrong secret locks nobody out, and tells nobody by it which names exist', () => {
  const guesses = new GuessLimits(new ManualClock(0));
  for (let tries = 0; tries < maxWrongByDevice * 2; tries++) {
    const wrong = { password: 'right', under: mistyped };
    expect(prove(guesses, { ...wrong, userName: 'anna' })).toBe('aaa.suspected_wrong_secret');
    expect(prove(guesses, { ...wrong, userName: 'emma' })).toBe('aaa.unknown_user');
  }
  expect(prove(guesses, { userName: 'anna', password: 'right', under: secret })).toBeNull();
  for (let tries = 0; tries < maxWrongByDevice; tries++) {
    prove(guesses, { userName: 'emma', password: `guess ${tries}`, under: secret });
  }
  expect(prove(guesses, { userName: 'emma', password: 'guess', under: secret })).toBe(
    'aaa.too_many_attempts',
  );
});
