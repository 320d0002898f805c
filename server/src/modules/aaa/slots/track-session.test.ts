import { ManualClock, SeededRandom } from '@trunkline/kit';
import {
  AcctSessionId,
  AcctStatusType,
  CallingStationId,
  Code,
  decodePacket,
  PacketBuilder,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { expect, it } from 'vitest';
import { GuessLimits, maxNewPairs } from '../login/guess-limits.ts';
import { readLogin } from '../login/read-login.ts';
import { SessionSlots } from './session-slots.ts';
import type { SnapshotNas, SnapshotSubscriber } from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { trackSession } from './track-session.ts';

const home = '02:00:00:00:00:01';
const secret = new SharedSecret('a secret of a test');
const anna = { id: 'id of anna', usernameKey: 'anna', macs: [], subscriptions: [] };
const tenant = {
  id: 'tenant-1',
  byUsername: new Map([['anna', anna as unknown as SnapshotSubscriber]]),
  byMac: new Map(),
  stripsRealm: false,
};
const nas = { id: 'nas-1', tenant, ownInterimIntervalS: 300 } as unknown as SnapshotNas;
const client = { secret, messageAuthenticator: 'off', data: nas } as const;

function packetOf(
  code: typeof Code.AccessRequest | typeof Code.AccountingRequest,
  name: string,
  station: string,
) {
  const builder = new PacketBuilder(code).add(UserName, name).add(CallingStationId, station);
  if (code === Code.AccountingRequest)
    builder.add(AcctSessionId, 's1').add(AcctStatusType, AcctStatusType.values['Interim-Update']);
  const decoded = decodePacket(builder.encodeRequest({ identifier: 1, secret, messageAuthenticator: false }));
  if (!decoded.ok) throw new Error(decoded.fault);
  return decoded.packet;
}

it('B9: who is online is known by the device after a start, and guesses on the same NAS refuse nobody of them', () => {
  const clock = new ManualClock(0);
  const limits = new GuessLimits(clock);
  const attempt = (name: string, station: string) => {
    const packet = packetOf(Code.AccessRequest, name, station);
    return { login: readLogin(packet, nas.tenant), request: { packet, client } };
  };
  for (let index = 0; index <= maxNewPairs; index++)
    limits.wrong(attempt(`user-${index}`, `station ${index}`));
  expect(limits.refuses(attempt('anna', home))).toBe(true);
  trackSession(
    {
      snapshot: { planVersionOf: () => undefined } as unknown as Snapshot,
      slots: new SessionSlots(new SeededRandom(1)),
    },
    { packet: packetOf(Code.AccountingRequest, 'anna', home), nas, nasAddress: '10.0.0.1', receivedAtMs: 0 },
  );
  expect(limits.refuses(attempt('anna', home))).toBe(false);
  expect(limits.refuses(attempt('anna', '02:00:00:00:00:02'))).toBe(true);
});
