import type { SessionTruth } from '@trunkline/simulators';

/** A session, or one epoch of it, as the API tells it. */
export interface RecordedTotals {
  readonly nasId: string;
  readonly acctSessionId: string;
  readonly uploadBytes: number;
  readonly downloadBytes: number;
}

export interface Difference {
  readonly nas: string;
  readonly acctSessionId: string;
  readonly username: string;
  /** In words, with both numbers. */
  readonly problem: string;
}

interface Expected {
  readonly nas: string;
  readonly acctSessionId: string;
  readonly username: string;
  /** Some packet of it was acknowledged, so that the server must know it. */
  isAcknowledged: boolean;
  readonly upload: Bounds;
  readonly download: Bounds;
}

interface Bounds {
  least: bigint;
  most: bigint;
}

/**
 * Compares what the fleet sent with what was recorded, session by session. The server must hold at least what it
 * acknowledged and at most what was sent; the two are equal unless an answer or a Stop was lost. Sessions under one
 * id (epochs, or ids that come again after a boot) are compared by their sum.
 */
export function compareTotals(
  truth: readonly SessionTruth[],
  recorded: readonly RecordedTotals[],
  nasIds: readonly string[],
): Difference[] {
  const expected = gatherTruth(truth, nasIds);
  const found = gatherRecorded(recorded);
  const differences: Difference[] = [];
  for (const [key, session] of expected) {
    const { nas, acctSessionId, username } = session;
    for (const problem of problemsOf(session, found.get(key))) {
      differences.push({ nas, acctSessionId, username, problem });
    }
  }
  for (const [key, { nasId, acctSessionId }] of found) {
    if (expected.has(key)) continue;
    differences.push({ nas: nasId, acctSessionId, username: '', problem: 'recorded, but never sent' });
  }
  return differences;
}

function gatherTruth(truth: readonly SessionTruth[], nasIds: readonly string[]): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  for (const { router, nasIdentifier, acctSessionId, userName, sent, acknowledged, ...session } of truth) {
    const key = keyOf(nasIds[router]!, acctSessionId);
    const entry = expected.get(key) ?? {
      nas: nasIdentifier,
      acctSessionId,
      username: userName,
      isAcknowledged: false,
      upload: { least: 0n, most: 0n },
      download: { least: 0n, most: 0n },
    };
    entry.isAcknowledged ||=
      session.isStartAcknowledged || session.isStopAcknowledged || acknowledged.seconds > 0;
    entry.upload.least += acknowledged.uploadBytes;
    entry.upload.most += sent.uploadBytes;
    entry.download.least += acknowledged.downloadBytes;
    entry.download.most += sent.downloadBytes;
    expected.set(key, entry);
  }
  return expected;
}

function gatherRecorded(recorded: readonly RecordedTotals[]) {
  const found = new Map<string, { nasId: string; acctSessionId: string; upload: bigint; download: bigint }>();
  for (const { nasId, acctSessionId, uploadBytes, downloadBytes } of recorded) {
    const key = keyOf(nasId, acctSessionId);
    const entry = found.get(key) ?? { nasId, acctSessionId, upload: 0n, download: 0n };
    entry.upload += BigInt(uploadBytes);
    entry.download += BigInt(downloadBytes);
    found.set(key, entry);
  }
  return found;
}

function problemsOf(session: Expected, found: { upload: bigint; download: bigint } | undefined): string[] {
  if (!found) return session.isAcknowledged ? ['acknowledged, but not recorded'] : [];
  return [...outside('↓', found.download, session.download), ...outside('↑', found.upload, session.upload)];
}

function outside(what: string, recorded: bigint, { least, most }: Bounds): string[] {
  if (recorded >= least && recorded <= most) return [];
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  return [`${what} ${recorded} bytes recorded instead of ${wanted}`];
}

function keyOf(nasId: string, acctSessionId: string): string {
  return `${nasId} ${acctSessionId}`;
}
