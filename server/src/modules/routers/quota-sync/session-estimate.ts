/** Bytes of a session, from the subscriber's side. */
export interface Octets {
  readonly uploadBytes: number;
  readonly downloadBytes: number;
}

/** What is remembered of a session between two looks at its router. */
export interface SessionEstimate {
  /** Where counting by the router goes on from: the count when RADIUS last spoke, and what the router told then. */
  readonly base: { readonly counted: Octets; readonly told: Octets };
  /** What RADIUS had told at the last look. */
  readonly radius: Octets;
  /** As the router told it at the last look. */
  readonly told: Octets;
  /** The session's count as of the last look, by both together. */
  readonly counted: Octets;
}

/** `stored`: what the database holds; `radius`: what of it RADIUS has told. */
export interface SessionLook {
  readonly stored: Octets;
  readonly radius: Octets;
  readonly told: Octets;
  /** RADIUS has not begun to count anew within the session. */
  readonly isFirstRun: boolean;
  /** Since the look before. */
  readonly elapsedMs: number;
}

/** No access network carries more in one session; a router that says so has lost its counters. */
const maxBytesPerSecond = 12_500_000_000;
/** Looks that come at once are held to no less. */
const leastElapsedMs = 1_000;
const nothing: Octets = { uploadBytes: 0, downloadBytes: 0 };

/**
 * The count of a session after another look. RADIUS has the word: with each of its packets the router's counter starts
 * over from what was stored, as of now, since nobody knows when between two looks the packet was sent. So nothing counts
 * twice, and what is missing comes with the next packet. A counter that went back, or leapt, starts over as well.
 */
export function followSession(before: SessionEstimate | undefined, look: SessionLook): SessionEstimate {
  const { stored, radius, told } = look;
  const base = baseOf(before, look);
  const counted = {
    uploadBytes: Math.max(
      stored.uploadBytes,
      base.counted.uploadBytes + told.uploadBytes - base.told.uploadBytes,
    ),
    downloadBytes: Math.max(
      stored.downloadBytes,
      base.counted.downloadBytes + told.downloadBytes - base.told.downloadBytes,
    ),
  };
  return { base, radius, told, counted };
}

function baseOf(
  before: SessionEstimate | undefined,
  { stored, radius, told, isFirstRun, elapsedMs }: SessionLook,
): SessionEstimate['base'] {
  if (!before) {
    // Counters of a session begin with it: before RADIUS has spoken, the router's are its whole.
    const isWhole = isFirstRun && isSame(radius, nothing);
    return isWhole ? { counted: nothing, told: nothing } : { counted: stored, told };
  }
  if (!isSame(radius, before.radius)) return { counted: radius, told };
  const wentBack =
    told.uploadBytes < before.told.uploadBytes || told.downloadBytes < before.told.downloadBytes;
  if (wentBack) return { counted: before.counted, told: nothing };
  const mostBytes = (maxBytesPerSecond * Math.max(elapsedMs, leastElapsedMs)) / 1_000;
  const hasLeapt =
    told.uploadBytes - before.told.uploadBytes > mostBytes ||
    told.downloadBytes - before.told.downloadBytes > mostBytes;
  return hasLeapt ? { counted: before.counted, told } : before.base;
}

function isSame(a: Octets, b: Octets): boolean {
  return a.uploadBytes === b.uploadBytes && a.downloadBytes === b.downloadBytes;
}
