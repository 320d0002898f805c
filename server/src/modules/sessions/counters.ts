import type { SessionEvent } from './accounting-event.ts';
import { toldOf, type Counters, type Session, type Told } from './session.ts';

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
  const told = toldOf(session);
  for (const key of byteCounters) {
    const low = counters[key];
    if (low !== undefined) counters[key] = unwrapped(told, { low, counted: told[key], event });
  }
  return counters;
}

type Raised = Counters &
  Pick<Session, 'sessionTimeS' | 'aheadUploadBytes' | 'aheadDownloadBytes' | 'aheadTimeS'>;

/** The greater of each, so that order and repetition do not matter. */
export function raisedCounters(session: Session, event: SessionEvent): Raised {
  const { uploadBytes, downloadBytes, uploadPackets, downloadPackets } = normalCounters(session, event);
  const before = toldOf(session);
  const told = {
    uploadBytes: greatest(before.uploadBytes, uploadBytes),
    downloadBytes: greatest(before.downloadBytes, downloadBytes),
    sessionTimeS: greatest(before.sessionTimeS, event.sessionTimeS),
  };
  return {
    ...countedOver(session, told),
    uploadPackets: greatest(session.uploadPackets, uploadPackets),
    downloadPackets: greatest(session.downloadPackets, downloadPackets),
  };
}

/** What counts where RADIUS has told so much: no less than before, and how far that is ahead of RADIUS. */
function countedOver(session: Session, told: Told): Omit<Raised, 'uploadPackets' | 'downloadPackets'> {
  const uploadBytes = greatest(session.uploadBytes, told.uploadBytes);
  const downloadBytes = greatest(session.downloadBytes, told.downloadBytes);
  const sessionTimeS = greatest(session.sessionTimeS, told.sessionTimeS);
  return {
    uploadBytes,
    downloadBytes,
    sessionTimeS,
    aheadUploadBytes: uploadBytes - told.uploadBytes,
    aheadDownloadBytes: downloadBytes - told.downloadBytes,
    aheadTimeS: sessionTimeS - told.sessionTimeS,
  };
}

/** What was carried a second since the packet before; a late packet says nothing about now. */
export function ratesOf(session: Session, counted: Raised): Pick<Session, 'downloadBps' | 'uploadBps'> {
  const before = toldOf(session);
  const seconds = counted.sessionTimeS - counted.aheadTimeS - before.sessionTimeS;
  if (seconds <= 0n) return { downloadBps: session.downloadBps, uploadBps: session.uploadBps };
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
  told: Told,
  { low, counted, event }: { low: bigint; counted: bigint; event: SessionEvent },
): bigint {
  const total = counted - (counted % wrap) + low;
  const timeS = event.sessionTimeS ?? told.sessionTimeS;
  if (timeS > told.sessionTimeS) return total < counted ? total + wrap : total;
  // Higher than all that was counted: no earlier total has these low bits, so a wrap is missing.
  if (timeS < told.sessionTimeS) return low > counted ? counted + wrap : counted;
  return total > counted ? total : counted;
}
