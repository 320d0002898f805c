import type {
  PolicyPlanVersion,
  PolicySubscriber,
  PolicySubscription,
  PolicyTenant,
  StoredAttribute,
} from '../../policy/index.ts';
import type { DayTotals, Outcome, SimulatedTopUp } from '../simulation.ts';
import type { PaidPeriod } from './lay-periods.ts';
import { PlayedMeter } from './played-meter.ts';
import { standingAt, type Standing } from './standing-at.ts';
import type { SpreadUsage } from './spread-usage.ts';
import type { Timeline } from './timeline.ts';

export interface ReplayQuestion {
  readonly tenant: PolicyTenant;
  readonly subscriber: PolicySubscriber<StoredAttribute>;
  /** The terms that are tried. */
  readonly plan: PolicyPlanVersion<StoredAttribute>;
  /** Laid over the runs of the subscriber, ascending. */
  readonly periods: readonly PaidPeriod[];
  /** The subscriber's own quota instead of the plan's. */
  readonly quotaBytes: number | null;
  readonly timeline: Timeline;
  readonly usage: SpreadUsage;
  /** Days before this one are played for their counts alone: the quota of a month has begun before the range. */
  readonly firstReportedDay: number;
  readonly topUp: SimulatedTopUp | null;
}

export type Replayed = Omit<Outcome, 'subscriberId' | 'paysNowMinor' | 'wouldPayMinor'>;

/** Purchases of volume by one subscriber: a slip of the pen in its size costs no more than this. */
const mostTopUps = 1_000;

/**
 * Plays recorded usage through the policy with other terms: what is allowed is asked of `effectivePolicy` at each instant
 * at which its answer may change, as enforcement asks; in between, usage is spread evenly over its hour. `days`, one for
 * each reported day, gets what this subscriber adds to it.
 */
export function replaySubscriber(question: ReplayQuestion, days: readonly DayTotals[]): Replayed {
  return new Replay(question, days).run();
}

interface Offered {
  readonly downloadBytes: number;
  readonly uploadBytes: number;
  readonly timeS: number;
}

class Replay {
  readonly #question: ReplayQuestion;
  readonly #days: readonly DayTotals[];
  readonly #subscriptions: readonly PolicySubscription[];
  readonly #meter: PlayedMeter;
  readonly #ledger = newLedger();
  #period = 0;
  #standing: Standing | undefined;
  /** Of the reported days; negative: nothing is reported yet. */
  #day = 0;
  #lastSlowDay = -1;
  #lastCutDay = -1;

  constructor(question: ReplayQuestion, days: readonly DayTotals[]) {
    const { tenant, periods, quotaBytes, plan } = question;
    this.#question = question;
    this.#days = days;
    this.#meter = new PlayedMeter(tenant.zone);
    this.#subscriptions = periods.map((period, place) => toSubscription(period, { place, quotaBytes, plan }));
  }

  run(): Replayed {
    const { timeline, firstReportedDay } = this.#question;
    const { firstSlotOfDay, days } = timeline;
    for (let place = 0; place < days.length; place++) {
      this.#day = place - firstReportedDay;
      for (let slot = firstSlotOfDay[place]!; slot < firstSlotOfDay[place + 1]!; slot++) this.#playSlot(slot);
    }
    return rounded(this.#ledger);
  }

  #playSlot(slot: number): void {
    const { timeline, usage } = this.#question;
    const [fromMs, toMs] = [timeline.startsMs[slot]!, timeline.startsMs[slot + 1]!];
    for (let atMs = fromMs; atMs < toMs;) {
      const standing = this.#standingAt(atMs);
      const untilMs = Math.min(toMs, standing.untilMs);
      const share = (untilMs - atMs) / (toMs - fromMs);
      atMs = this.#play(
        standing,
        { fromMs: atMs, toMs: untilMs },
        {
          downloadBytes: usage.downloadBytes[slot]! * share,
          uploadBytes: usage.uploadBytes[slot]! * share,
          timeS: usage.sessionTimeS[slot]! * share,
        },
      );
    }
  }

  #standingAt(atMs: number): Standing {
    if (this.#standing && atMs < this.#standing.untilMs) return this.#standing;
    const { tenant, subscriber, plan } = this.#question;
    const held = this.#subscriptions;
    while (held[this.#period + 1] && held[this.#period + 1]!.startsAtMs <= atMs) this.#period++;
    const subscriptions = held.slice(this.#period, this.#period + 2);
    const asked = this.#meter.asSeenBy({ ...subscriber, status: 'active', subscriptions });
    this.#standing = standingAt({ tenant, subscriber: asked, planVersionOf: () => plan, nowMs: atMs });
    this.#meter.follow(this.#standing.metering);
    return this.#standing;
  }

  /** Answers the instant up to which it has played: the end, unless the policy is to be asked before. */
  #play(standing: Standing, span: Span, offered: Offered): number {
    if (standing.kind === 'absent') return this.#playAbsent(span, offered);
    if (standing.kind === 'cut') return this.#playCut(standing, span, offered);
    const seconds = (span.toMs - span.fromMs) / 1_000;
    const passing: Offered = {
      downloadBytes: Math.min(offered.downloadBytes, (standing.downloadBps / 8) * seconds),
      uploadBytes: Math.min(offered.uploadBytes, (standing.uploadBps / 8) * seconds),
      timeS: offered.timeS,
    };
    const reachedMs = this.#meter.count(standing, span, passing);
    if (reachedMs !== null) this.#standing = undefined;
    const toMs = reachedMs ?? span.toMs;
    const share = (toMs - span.fromMs) / (span.toMs - span.fromMs);
    const used = bytesOf(offered) * share;
    this.#report({ usedBytes: used, heldBackBytes: used - bytesOf(passing) * share }, standing, {
      fromMs: span.fromMs,
      toMs,
    });
    return toMs;
  }

  #playAbsent({ toMs }: Span, offered: Offered): number {
    if (this.#day >= 0) this.#ledger.outsideBytes += bytesOf(offered);
    this.#use(bytesOf(offered));
    return toMs;
  }

  #playCut(standing: Standing, span: Span, offered: Offered): number {
    const { topUp } = this.#question;
    const bytes = bytesOf(offered);
    const mayBuy = topUp !== null && standing.canBeToppedUp && this.#ledger.bought < mostTopUps;
    if (mayBuy && bytes > 0) {
      this.#ledger.bought++;
      if (this.#day >= 0) this.#ledger.topUps++;
      this.#meter.topUp(topUp.bytes, span.fromMs);
      this.#standing = undefined;
      return span.fromMs;
    }
    this.#report({ usedBytes: bytes, heldBackBytes: bytes }, standing, span);
    return span.toMs;
  }

  #report(
    { usedBytes, heldBackBytes }: { usedBytes: number; heldBackBytes: number },
    { kind }: Standing,
    { fromMs, toMs }: Span,
  ): void {
    const day = this.#days[this.#day];
    if (!day) return;
    this.#use(usedBytes);
    day.heldBackBytes += heldBackBytes;
    const ledger = this.#ledger;
    if (kind === 'open') {
      ledger.overSpeedBytes += heldBackBytes;
    } else if (kind === 'slow') {
      ledger.slowedBytes += heldBackBytes;
      ledger.slowMs += toMs - fromMs;
      ledger.firstSlowAtMs ??= fromMs;
      if (this.#lastSlowDay !== this.#day) day.slowSubscribers++;
      this.#lastSlowDay = this.#day;
    } else {
      ledger.cutBytes += heldBackBytes;
      ledger.cutMs += toMs - fromMs;
      ledger.firstCutAtMs ??= fromMs;
      if (this.#lastCutDay !== this.#day) day.cutSubscribers++;
      this.#lastCutDay = this.#day;
    }
  }

  #use(bytes: number): void {
    const day = this.#days[this.#day];
    if (!day) return;
    day.usedBytes += bytes;
    this.#ledger.usedBytes += bytes;
  }
}

interface Span {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

function bytesOf({ downloadBytes, uploadBytes }: Offered): number {
  return downloadBytes + uploadBytes;
}

type Ledger = { -readonly [Name in keyof Replayed]: Replayed[Name] } & { bought: number };

function newLedger(): Ledger {
  return {
    firstSlowAtMs: null,
    slowMs: 0,
    firstCutAtMs: null,
    cutMs: 0,
    usedBytes: 0,
    cutBytes: 0,
    slowedBytes: 0,
    overSpeedBytes: 0,
    outsideBytes: 0,
    topUps: 0,
    // With those before the range.
    bought: 0,
  };
}

function rounded({ bought: _counted, ...ledger }: Ledger): Replayed {
  return {
    ...ledger,
    usedBytes: Math.round(ledger.usedBytes),
    cutBytes: Math.round(ledger.cutBytes),
    slowedBytes: Math.round(ledger.slowedBytes),
    overSpeedBytes: Math.round(ledger.overSpeedBytes),
    outsideBytes: Math.round(ledger.outsideBytes),
  };
}

function toSubscription(
  { startsAtMs, endsAtMs, anchorAtMs }: PaidPeriod,
  { place, quotaBytes, plan }: { place: number; quotaBytes: number | null; plan: { readonly id: string } },
): PolicySubscription {
  return {
    id: String(place),
    planVersionId: plan.id,
    isCancelled: false,
    priority: 0,
    assignedAtMs: startsAtMs,
    startsAtMs,
    anchorAtMs,
    expiresAtMs: endsAtMs === Infinity ? null : endsAtMs,
    sessionVolumeBytes: null,
    quotaBytes,
  };
}
