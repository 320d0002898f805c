import {
  Code,
  NasIdentifier,
  type DatagramSource,
  type Discard,
  type DiscardKind,
  type RadiusRequest,
} from '@trunkline/radius';
import type { Database } from '../../../platform/db/index.ts';
import { addObservations, type ObservationDelta } from './nas-observation-store.ts';
import { readableText } from '../login/readable-text.ts';
import { plainSource } from '../login/router-address.ts';
import type { SnapshotNas } from '../snapshot/snapshot-entries.ts';

const maxIdentifierLength = 253;
/** NAS written in one statement. */
const batchSize = 500;

/** What was seen of one NAS since it was last written down. */
export interface NasObservation {
  isChanged: boolean;
  firstPacketAtMs: number;
  lastPacketAtMs: number;
  /** The source of its last packet: a NAS may be a whole prefix. */
  lastAddress: string | null;
  /** NAS-Identifier as it was last sent. */
  identifier: Buffer | undefined;
  requests: number;
  accountingRequests: number;
  /** Access-Requests in a row with a valid Message-Authenticator, up to now. */
  signedRun: number;
  /** One came without: the run written before does not go on. */
  isRunBroken: boolean;
  discards: Map<DiscardKind, number>;
}

export function newNasObservation(): NasObservation {
  return {
    isChanged: false,
    firstPacketAtMs: 0,
    lastPacketAtMs: 0,
    lastAddress: null,
    identifier: undefined,
    requests: 0,
    accountingRequests: 0,
    signedRun: 0,
    isRunBroken: false,
    discards: new Map(),
  };
}

/** An authentic request arrived. */
export function observeRequest(request: RadiusRequest<SnapshotNas>): void {
  const { observation } = request.client.data;
  notePacket(observation, { atMs: request.receivedAtMs, source: request.source });
  observation.requests++;
  observation.identifier = request.packet.raw(NasIdentifier) ?? observation.identifier;
  if (request.packet.code === Code.AccountingRequest) observation.accountingRequests++;
  if (request.packet.code !== Code.AccessRequest) return;
  if (request.hasMessageAuthenticator) {
    observation.signedRun++;
  } else {
    observation.signedRun = 0;
    observation.isRunBroken = true;
  }
}

/** Its captive portal asked over HTTP: a sign of life that says nothing of how the NAS signs its packets. */
export function observeAsked({ client, receivedAtMs, source, packet }: RadiusRequest<SnapshotNas>): void {
  const { observation } = client.data;
  notePacket(observation, { atMs: receivedAtMs, source });
  observation.requests++;
  if (packet.code === Code.AccountingRequest) observation.accountingRequests++;
}

/** A packet from the address of a NAS got no answer. */
export function observeDiscard(
  { observation }: SnapshotNas,
  { kind, source }: Pick<Discard<SnapshotNas>, 'kind' | 'source'>,
  nowMs: number,
): void {
  notePacket(observation, { atMs: nowMs, source });
  observation.discards.set(kind, (observation.discards.get(kind) ?? 0) + 1);
}

function notePacket(
  observation: NasObservation,
  { atMs, source }: { atMs: number; source: DatagramSource },
): void {
  if (!observation.isChanged) observation.firstPacketAtMs = atMs;
  observation.isChanged = true;
  observation.lastPacketAtMs = atMs;
  observation.lastAddress = plainSource(source);
}

/** Writes what was seen since the last call. Rejects when the database is away; nothing is then forgotten. */
export async function writeObservations(database: Database, allNas: Iterable<SnapshotNas>): Promise<void> {
  const changed = Array.from(allNas).filter((nas) => nas.observation.isChanged);
  for (let from = 0; from < changed.length; from += batchSize) {
    const batch = changed.slice(from, from + batchSize).map((nas) => ({ nas, delta: takeDelta(nas) }));
    try {
      await database.acrossTenants((tx) =>
        addObservations(
          tx,
          batch.map(({ delta }) => delta),
        ),
      );
    } catch (error) {
      for (const { nas, delta } of batch) giveBack(nas.observation, delta);
      throw error;
    }
  }
}

function takeDelta({ id, tenant, observation }: SnapshotNas): ObservationDelta {
  const delta: ObservationDelta = {
    tenantId: tenant.id,
    nasId: id,
    firstPacketAtMs: observation.firstPacketAtMs,
    lastPacketAtMs: observation.lastPacketAtMs,
    lastAddress: observation.lastAddress,
    identifier: observation.identifier ? readableText(observation.identifier, maxIdentifierLength) : null,
    requests: observation.requests,
    accountingRequests: observation.accountingRequests,
    signedRun: observation.signedRun,
    isRunBroken: observation.isRunBroken,
    discards: Object.fromEntries(observation.discards),
  };
  Object.assign(observation, newNasObservation());
  return delta;
}

/** Adds to what has been seen meanwhile. */
function giveBack(observation: NasObservation, delta: ObservationDelta): void {
  const meanwhile = { ...observation };
  observation.isChanged = true;
  observation.firstPacketAtMs = delta.firstPacketAtMs;
  observation.lastPacketAtMs = Math.max(meanwhile.lastPacketAtMs, delta.lastPacketAtMs);
  observation.lastAddress = meanwhile.lastAddress ?? delta.lastAddress;
  observation.requests += delta.requests;
  observation.accountingRequests += delta.accountingRequests;
  if (!meanwhile.isRunBroken) observation.signedRun += delta.signedRun;
  observation.isRunBroken ||= delta.isRunBroken;
  for (const [kind, count] of Object.entries(delta.discards)) {
    observation.discards.set(
      kind as DiscardKind,
      (observation.discards.get(kind as DiscardKind) ?? 0) + count,
    );
  }
}
