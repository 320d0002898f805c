import type { Database, Tx } from '../../platform/db/index.ts';
import { applySample, isSound, type SessionSample } from './apply-sample.ts';
import { addUsage, findFoldNas, planAsFold } from './fold-store.ts';
import { lockOpenSessions, writeSessions } from './folded-session-store.ts';
import type { ChangedSession } from './session-book.ts';
import { addTraffic } from './traffic-store.ts';
import { TrafficTally } from './traffic-tally.ts';
import type { UsageDelta } from './usage-delta.ts';
import { UsageTally } from './usage-tally.ts';

/** Sessions written in one transaction: a fold that has to do with one of them waits for it. */
export const maxSamplesAtOnce = 500;

export interface RecordSamplesDeps {
  readonly database: Database;
  /** As the fold's: told in the same transaction what was added to anybody's usage. */
  readonly onUsage?: (tx: Tx, deltas: readonly UsageDelta[]) => Promise<void>;
}

/**
 * Counts what routers tell of their sessions outside RADIUS, as the fold counts its packets: session, usage, whatever
 * counts usage, and traffic commit together. Sessions that have ended meanwhile, and samples that are garbage, count
 * nothing. A fold that remembers one of these sessions finds another version of its row and reads it anew.
 */
export async function recordSamples(
  deps: RecordSamplesDeps,
  samples: readonly SessionSample[],
): Promise<void> {
  const sound = samples.filter(isSound);
  for (let at = 0; at < sound.length; at += maxSamplesAtOnce) {
    const some = sound.slice(at, at + maxSamplesAtOnce);
    await deps.database.acrossTenants((tx) => recordSome(tx, deps, some));
  }
}

async function recordSome(
  tx: Tx,
  { onUsage }: RecordSamplesDeps,
  samples: readonly SessionSample[],
): Promise<void> {
  await planAsFold(tx);
  const bySession = new Map(samples.map((sample) => [sample.sessionId, sample]));
  const stored = await lockOpenSessions(tx, [...bySession.values()]);
  if (stored.length === 0) return;
  const nas = await findFoldNas(tx, [...new Set(stored.map(({ session }) => session.nasId))]);
  const usage = new UsageTally(nas);
  const traffic = new TrafficTally();
  const changed: ChangedSession[] = [];
  for (const row of stored) {
    const before = row.session;
    const sample = bySession.get(before.id)!;
    const session = applySample(before, sample);
    const added = {
      uploadBytes: session.uploadBytes - before.uploadBytes,
      downloadBytes: session.downloadBytes - before.downloadBytes,
      sessionTimeS: session.sessionTimeS - before.sessionTimeS,
    };
    changed.push({ session, stored: row });
    usage.add(session, { fromMs: before.lastSeenAtMs, atMs: sample.atMs }, added);
    traffic.add(session, sample.atMs, added);
  }
  await writeSessions(tx, changed);
  await addUsage(tx, usage.days());
  if (usage.deltas.length > 0) await onUsage?.(tx, usage.deltas);
  await addTraffic(tx, traffic.minutes());
}
