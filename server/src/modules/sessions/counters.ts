import type { SessionEvent } from './accounting-event.ts';
import type { Counters, Session } from './session.ts';

const wrap = 1n << 32n;
const byteCounters = ['uploadBytes', 'downloadBytes'] as const;

/**
 * The event's counters as 64-bit totals comparable with the session's. A Stop whose octets are all zero,
 * which some devices send after a power cut of the access side, says nothing about them.
 */
export function normalCounters(session: Session, event: SessionEvent): Partial<Counters> {
  if (event.kind === 'stop' && isSilent(event)) return {};
  if (!event.isWrapping) return event.counters;
  const counters = { ...event.counters };
  const told = toldBytes(session);
  for (const key of byteCounters) {
    const low = counters[key];
    if (low !== undefined) counters[key] = unwrapped(session, { low, counted: told[key], event });
  }
  return counters;
}

/** What RADIUS itself has told of a session, without what samples said beyond it. */
export function toldBytes(session: Session): Pick<Counters, 'uploadBytes' | 'downloadBytes'> {
  // Nearly all have none, and this is asked several times for each packet.
  if (session.aheadUploadBytes === 0n && session.aheadDownloadBytes === 0n) return session;
  return {
    uploadBytes: session.uploadBytes - session.aheadUploadBytes,
    downloadBytes: session.downloadBytes - session.aheadDownloadBytes,
  };
}

type Raised = Counters & Pick<Session, 'sessionTimeS' | 'aheadUploadBytes' | 'aheadDownloadBytes'>;

/** The greater of each, so that order and repetition do not matter. */
export function raisedCounters(session: Session, event: SessionEvent): Raised {
  const counters = normalCounters(session, event);
  const before = toldBytes(session);
  const uploadTold = greatest(before.uploadBytes, counters.uploadBytes);
  const downloadTold = greatest(before.downloadBytes, counters.downloadBytes);
  const uploadBytes = greatest(session.uploadBytes, uploadTold);
  const downloadBytes = greatest(session.downloadBytes, downloadTold);
  return {
    uploadBytes,
    downloadBytes,
    aheadUploadBytes: uploadBytes - uploadTold,
    aheadDownloadBytes: downloadBytes - downloadTold,
    uploadPackets: greatest(session.uploadPackets, counters.uploadPackets),
    downloadPackets: greatest(session.downloadPackets, counters.downloadPackets),
    sessionTimeS: greatest(session.sessionTimeS, event.sessionTimeS),
  };
}

/** What was carried a second since the packet before; a late packet says nothing about now. */
export function ratesOf(session: Session, counted: Raised): Pick<Session, 'downloadBps' | 'uploadBps'> {
  const seconds = counted.sessionTimeS - session.sessionTimeS;
  if (seconds <= 0n) return { downloadBps: session.downloadBps, uploadBps: session.uploadBps };
  const before = toldBytes(session);
  const download = counted.downloadBytes - counted.aheadDownloadBytes - before.downloadBytes;
  const upload = counted.uploadBytes - counted.aheadUploadBytes - before.uploadBytes;
  return { downloadBps: (download * 8n) / seconds, uploadBps: (upload * 8n) / seconds };
}

/**
 * Whether the row lacks what its Stop should have said: the Stop had no octets, or zeros although traffic
 * is known from before it or becomes known after it.
 */
export function finalCounters(session: Session, event: SessionEvent): boolean {
  const raised = raisedCounters(session, event);
  const hasTraffic = raised.uploadBytes + raised.downloadBytes > 0n;
  if (event.kind === 'stop') {
    if (!isSilent(event)) return false;
    const isRepeated = session.closedBy === 'stop' && session.uploadBytes + session.downloadBytes > 0n;
    if (isRepeated) return session.finalCountersMissing;
    const hasOctets = byteCounters.some((key) => event.counters[key] !== undefined);
    return hasTraffic || !hasOctets;
  }
  const wasSilent = session.closedBy === 'stop' && session.uploadBytes + session.downloadBytes === 0n;
  return session.finalCountersMissing || (wasSilent && hasTraffic);
}

function isSilent(event: SessionEvent): boolean {
  return byteCounters.every((key) => (event.counters[key] ?? 0n) === 0n);
}

function greatest(known: bigint, told: bigint | undefined): bigint {
  return told !== undefined && told > known ? told : known;
}

/**
 * The total behind a counter modulo 2^32. A later packet with a lower counter has wrapped; an earlier one
 * with a higher counter shows that the wrap came between the two. More than one wrap between two packets
 * cannot be seen, nor can several between reordered ones.
 */
function unwrapped(
  session: Session,
  { low, counted, event }: { low: bigint; counted: bigint; event: SessionEvent },
): bigint {
  const total = counted - (counted % wrap) + low;
  const timeS = event.sessionTimeS ?? session.sessionTimeS;
  if (timeS > session.sessionTimeS) return total < counted ? total + wrap : total;
  // Higher than all that was counted: no earlier total has these low bits, so a wrap is missing.
  if (timeS < session.sessionTimeS) return low > counted ? counted + wrap : counted;
  return total > counted ? total : counted;
}
