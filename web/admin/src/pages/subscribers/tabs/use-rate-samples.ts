import { useState } from 'react';
import type { Session } from '../subscriber-queries.ts';

export interface RateSample {
  atMs: number;
  downloadBps: number;
  uploadBps: number;
}

/** Samples of one session that are kept while its page is open. */
const mostSamples = 600;

interface Kept {
  sessionId: string;
  last: Session;
  samples: readonly RateSample[];
}

/** The rates between successive reports of a session, gathered while the page is open. */
export function useRateSamples(session: Session): readonly RateSample[] {
  const [kept, setKept] = useState<Kept>(() => begin(session));
  const next = withReport(kept, session);
  // React's way to keep what came before: set while drawing, only when there is something new.
  if (next !== kept) setKept(next);
  return next.samples;
}

/** What the server reckoned between the last two reports is the first sample. */
function begin(session: Session): Kept {
  const { id, lastSeenAt, downloadBps, uploadBps } = session;
  const atMs = Date.parse(lastSeenAt);
  const samples = downloadBps === null || uploadBps === null ? [] : [{ atMs, downloadBps, uploadBps }];
  return { sessionId: id, last: session, samples };
}

function withReport(kept: Kept, session: Session): Kept {
  if (kept.sessionId !== session.id) return begin(session);
  const sample = sampleBetween(kept.last, session);
  if (!sample) return kept;
  return { ...kept, last: session, samples: [...kept.samples, sample].slice(-mostSamples) };
}

type Counters = Pick<Session, 'lastSeenAt' | 'downloadBytes' | 'uploadBytes'>;

/** Undefined when nothing new was reported. */
export function sampleBetween(before: Counters, after: Counters): RateSample | undefined {
  const [fromMs, atMs] = [Date.parse(before.lastSeenAt), Date.parse(after.lastSeenAt)];
  const seconds = (atMs - fromMs) / 1000;
  if (seconds <= 0) return undefined;
  const rate = (from: number, to: number): number => Math.max(0, Math.round(((to - from) * 8) / seconds));
  return {
    atMs,
    downloadBps: rate(before.downloadBytes, after.downloadBytes),
    uploadBps: rate(before.uploadBytes, after.uploadBytes),
  };
}
