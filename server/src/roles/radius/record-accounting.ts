import type { Clock } from '@trunkline/kit';
import { Code, PacketBuilder, type RadiusReply, type RadiusRequest } from '@trunkline/radius';
import {
  routerOf,
  trackSession,
  type DeviceKeeper,
  type SessionSlots,
  type SlotClaims,
  type Snapshot,
  type SnapshotNas,
} from '../../modules/aaa/index.ts';
import { encodeAccountingRecord } from '../../modules/sessions/index.ts';
import type { JournalService } from './open-journal.ts';

export interface AccountingDeps {
  readonly clock: Clock;
  readonly snapshot: Snapshot;
  readonly slots: SessionSlots;
  readonly claims: SlotClaims;
  readonly journal: JournalService;
  readonly deviceKeeper: DeviceKeeper;
}

/**
 * An Accounting-Request: into the journal, and answered when a sync covers it (RFC 2866 §4.2). Without
 * that it gets silence, so that the NAS keeps the record and sends it again.
 */
export function recordAccounting(
  deps: AccountingDeps,
  request: RadiusRequest<SnapshotNas>,
): Promise<RadiusReply> {
  const { packet, client, receivedAtMs } = request;
  const nas = client.data;
  const nasAddress = routerOf(request);
  const event = trackSession(deps, { packet, nas, nasAddress, receivedAtMs: deps.clock.monotonic() });
  if (event?.kind === 'ended' && event.subscriberId !== undefined) {
    deps.claims.release({ ...event, tenantId: nas.tenant.id, subscriberId: event.subscriberId });
  }
  // A session that goes on for weeks keeps the place of its device in a hotspot account.
  if (event?.kind === 'alive' && event.subscriberId !== undefined)
    deps.deviceKeeper.see(event.subscriberId, event.stationId);
  const record = encodeAccountingRecord({
    receivedAtMs,
    tenantId: nas.tenant.id,
    nasId: nas.id,
    nasAddress,
    packet: packet.bytes,
  });
  return new Promise((resolve) => {
    deps.journal.append(record, (refusal) => {
      resolve(refusal ? undefined : new PacketBuilder(Code.AccountingResponse));
    });
  });
}
