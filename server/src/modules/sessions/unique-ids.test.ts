import {
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  Code,
  PacketBuilder,
  ProxyState,
  SharedSecret,
} from '@trunkline/radius';
import { atScale, faultSeed } from '@trunkline/test-kit';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAccountingEvent, uniqueIdMark } from './accounting-event.ts';
import { applyAccounting } from './apply-accounting.ts';
import type { Session } from './session.ts';

const secret = new SharedSecret('any');
const place = { tenantId: 't', nasId: 'n', nasAddress: '10.0.0.1' };
const traits = { swapsOctets: false, wrapsWithoutGigawords: false, interimIntervalS: 300 };

function packetOf(status: 'Start' | 'Interim-Update' | 'Stop', timeS: number, octets: number): Buffer {
  const packet = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values[status])
    .add(AcctSessionId, 'a')
    .add(ProxyState, uniqueIdMark);
  if (timeS > 0) packet.add(AcctSessionTime, timeS).add(AcctOutputOctets, octets);
  return packet.encodeRequest({ identifier: 0, secret, messageAuthenticator: false });
}

const story = [
  packetOf('Start', 0, 0),
  packetOf('Interim-Update', 300, 4_000_000),
  packetOf('Interim-Update', 600, 9_000_000),
  packetOf('Stop', 700, 10_000_000),
];

it('A8: what comes again by the hour, without saying that it is late, counts once where no id is used twice', () => {
  const again = fc.array(fc.tuple(fc.constantFrom(...story), fc.integer({ min: 1, max: 86_400 })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(again, (late) => {
      let atMs = Date.UTC(2026, 2, 1, 12);
      let known: Session[] = [];
      let downloadBytes = 0n;
      for (const [packet, delayS] of [...story.map((told) => [told, 300] as const), ...late]) {
        atMs += delayS * 1_000;
        const result = readAccountingEvent({ ...place, receivedAtMs: atMs, packet }, traits);
        if (!result.ok || result.event.kind === 'nas_restart') throw new Error('not a report');
        const applied = applyAccounting(known, result.event, () => 'id');
        downloadBytes += applied.usage.downloadBytes;
        known = applied.changed;
        expect(known).toHaveLength(1);
      }
      expect([downloadBytes, known[0]!.downloadBytes, known[0]!.closedBy]).toEqual([
        10_000_000n,
        10_000_000n,
        'stop',
      ]);
    }),
    { numRuns: atScale({ ci: 500, full: 50_000 }), seed: faultSeed('A8') },
  );
});
