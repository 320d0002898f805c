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
  for (const key of byteCounters) {
    const low = counters[key];
    if (low !== undefined) counters[key] = unwrapped(session, { low, counted: session[key], event });
  }
  return counters;
}

/** The greater of each, so that order and repetition do not matter. */
export function raisedCounters(session: Session, event: SessionEvent): Counters & { sessionTimeS: bigint } {
  const counters = normalCounters(session, event);
  return {
    uploadBytes: greatest(session.uploadBytes, counters.uploadBytes),
    downloadBytes: greatest(session.downloadBytes, counters.downloadBytes),
    uploadPackets: greatest(session.uploadPackets, counters.uploadPackets),
    downloadPackets: greatest(session.downloadPackets, counters.downloadPackets),
    sessionTimeS: greatest(session.sessionTimeS, event.sessionTimeS),
  };
}

/** What was carried a second since the packet before; a late packet says nothing about now. */
export function ratesOf(
  session: Session,
  counted: Counters & { sessionTimeS: bigint },
): Pick<Session, 'downloadBps' | 'uploadBps'> {
  const seconds = counted.sessionTimeS - session.sessionTimeS;
  if (seconds <= 0n) return { downloadBps: session.downloadBps, uploadBps: session.uploadBps };
  return {
    downloadBps: ((counted.downloadBytes - session.downloadBytes) * 8n) / seconds,
    uploadBps: ((counted.uploadBytes - session.uploadBytes) * 8n) / seconds,
  };
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
