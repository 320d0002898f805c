import type { Random } from '@trunkline/kit';

/** When an unanswered request is sent again, in the terms of RFC 5080 §2.2.1. */
export interface Retransmission {
  /** Wait after the first transmission (IRT). */
  readonly initialMs: number;
  /** The longest wait between two transmissions (MRT). */
  readonly maxWaitMs: number;
  /** Transmissions in all, the first included (MRC); 1 never retransmits. */
  readonly maxAttempts: number;
  /** The whole time after which nothing is awaited any more (MRD). */
  readonly maxTotalMs: number;
}

/** The values RFC 5080 §2.2.1 gives for Access-Request. */
export const RFC_5080_RETRANSMISSION: Retransmission = {
  initialMs: 2_000,
  maxWaitMs: 16_000,
  maxAttempts: 5,
  maxTotalMs: 30_000,
};

/**
 * Jitter goes in whole per cent: Node keeps one list per distinct timer duration, so that few distinct ones
 * make starting a timer cheap.
 */
const JITTER_PERCENT = 10;

/** The wait after a transmission, given the wait before it: doubled, bounded, and off by up to a tenth. */
export function nextWaitMs(schedule: Retransmission, previousMs: number | undefined, random: Random): number {
  const baseMs = previousMs === undefined ? schedule.initialMs : Math.min(previousMs * 2, schedule.maxWaitMs);
  const percent = 100 - JITTER_PERCENT + random.integer(2 * JITTER_PERCENT + 1);
  return Math.round((baseMs * percent) / 100);
}
