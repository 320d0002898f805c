import { SeededRandom } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { expect, it } from 'vitest';
import {
  followSession,
  type Octets,
  type SessionEstimate,
} from '../../src/modules/routers/quota-sync/session-estimate.ts';
import type { SessionEvent } from '../../src/modules/sessions/accounting-event.ts';
import { applyAccounting } from '../../src/modules/sessions/apply-accounting.ts';
import { applySample } from '../../src/modules/sessions/apply-sample.ts';
import { isOpen, toldOf, type Session } from '../../src/modules/sessions/session.ts';

const lives = 400;
const stepsEach = 80;
const startMs = Date.UTC(2026, 2, 10, 12);
const stepS = 30;
const mostInStep = 50_000_000;
/** Sources disagree by so much at the most: a header more or less in each packet. */
const disagreement = 0.03;

it('A8 A10: packets and samples in any interleaving count each byte once, up to where two sources disagree', () => {
  const random = new SeededRandom(faultSeed('A8'));
  for (let n = 0; n < lives; n++) {
    const life = live(random, { mayReset: false });
    expect(life.rows, 'one epoch').toHaveLength(1);
    expect(life.counted).toBeGreaterThanOrEqual(BigInt(2 * life.truth));
    expect(life.counted).toBeLessThanOrEqual(BigInt(2 * life.truth + life.disagreed));
  }
});

it('A10: where RADIUS begins to count anew, no more is counted again than samples saw around that', () => {
  const random = new SeededRandom(faultSeed('A10'));
  let resets = 0;
  for (let n = 0; n < lives; n++) {
    const life = live(random, { mayReset: true });
    expect(life.rows, 'an epoch for each reset').toHaveLength(1 + life.resets);
    expect(life.counted).toBeGreaterThanOrEqual(BigInt(2 * life.truth));
    const most = 2 * life.truth + (1 + life.resets) * life.disagreed + 2.2 * life.aroundResets;
    expect(life.counted).toBeLessThanOrEqual(BigInt(Math.ceil(most)));
    resets += life.resets;
  }
  expect(resets).toBeGreaterThan(lives / 4);
});

function live(random: SeededRandom, { mayReset }: { mayReset: boolean }): Life {
  const life = new Life(random);
  for (let step = 0; step < stepsEach; step++) {
    const before = life.counted;
    // The last step tells of what the one before may have reset.
    life.step({ resets: mayReset, isLast: step === stepsEach - 1 });
    expect(life.counted, 'never less').toBeGreaterThanOrEqual(before);
    expect(life.counted, 'what the rows hold was added once').toBe(life.added);
  }
  life.stop();
  expect(life.counted).toBe(life.added);
  return life;
}

/**
 * One session whose bytes are known, its router's two kinds of counters, and what the rules make of their words:
 * packets of RADIUS, also late and repeated, and looks at the interface by a poller that may forget everything.
 */
class Life {
  readonly #random: SeededRandom;
  /** What the interface counts of each byte. */
  readonly #factor: number;
  readonly #late: SessionEvent[] = [];
  rows: Session[] = [];
  /** Bytes up, and as many down. */
  truth = 0;
  /** By the rules, one by one. */
  added = 0n;
  resets = 0;
  /** What passed between the packets on either side of the resets. */
  aroundResets = 0;
  /** The most that passed between two packets. */
  #longest = 0;
  #second = 0;
  /** Where each source began to count. */
  readonly #from = { radius: 0, interface: 0 };
  #spokenAt = 0;
  #hasJustReset = false;
  #followed: { id: string; estimate: SessionEstimate } | undefined;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#factor = 1 + (random.integer(2_001) / 1_000 - 1) * disagreement;
    this.#apply(this.#word('start'));
  }

  get counted(): bigint {
    return this.rows.reduce((sum, row) => sum + row.downloadBytes + row.uploadBytes, 0n);
  }

  /** How far a source that counts more can be ahead, both ways: within one interval, for each packet takes its place. */
  get disagreed(): number {
    return Math.ceil(2 * disagreement * this.#longest) + 2;
  }

  step({ resets, isLast }: { resets: boolean; isLast: boolean }): void {
    this.#second += stepS;
    if (this.#random.integer(5) > 0) this.truth += this.#random.integer(mostInStep);
    if (this.#random.integer(10) < 9) this.#look();
    if (this.#hasJustReset) return this.#speak('interim');
    const what = this.#random.integer(20);
    if (what < 5) this.#speak('interim');
    if (what === 5) this.#from.interface = this.truth;
    if (what === 6) this.#followed = undefined;
    if (what === 7 && resets && !isLast) this.#reset();
    // Across a reset packets are exact in order only.
    if (what === 8 && !resets) this.#late.push(this.#word('interim'));
    if (what === 9) for (const late of this.#late.splice(0)) this.#apply(late);
  }

  stop(): void {
    this.#speak('stop');
    for (const late of this.#late) this.#apply(late);
  }

  /** Told of by the next packet, whose counters are lower than those before. */
  #reset(): void {
    if (this.truth - this.#from.radius <= 2 * mostInStep) return;
    this.#speak('interim');
    this.#from.radius = this.truth;
    this.#hasJustReset = true;
    this.resets++;
  }

  #speak(kind: 'interim' | 'stop'): void {
    const passed = this.truth - this.#spokenAt;
    if (this.#hasJustReset) this.aroundResets += passed;
    this.#hasJustReset = false;
    this.#longest = Math.max(this.#longest, passed);
    this.#spokenAt = this.truth;
    this.#apply(this.#word(kind));
  }

  #look(): void {
    const row = this.rows.at(-1)!;
    if (!isOpen(row)) return;
    const value = BigInt(Math.floor((this.truth - this.#from.interface) * this.#factor));
    const radius = toldOf(row);
    const before = this.#followed?.id === row.id ? this.#followed.estimate : undefined;
    const estimate = followSession(before, {
      stored: octets(row.uploadBytes, row.downloadBytes),
      radius: octets(radius.uploadBytes, radius.downloadBytes),
      told: octets(value, value),
      isFirstRun: row.epoch === 0,
      elapsedMs: stepS * 1_000,
    });
    this.#followed = { id: row.id, estimate };
    // Most looks write nothing.
    if (this.#random.integer(3) > 0) return;
    const told = { tenantId: 't', sessionId: row.id, atMs: this.#nowMs, sessionTimeS: this.#second };
    const after = applySample(row, { ...told, ...estimate.counted });
    this.added += after.uploadBytes - row.uploadBytes + after.downloadBytes - row.downloadBytes;
    this.rows[this.rows.length - 1] = after;
  }

  get #nowMs(): number {
    return startMs + this.#second * 1_000;
  }

  #word(kind: SessionEvent['kind']): SessionEvent {
    const bytes = BigInt(this.truth - this.#from.radius);
    return {
      ...plainEvent,
      kind,
      atMs: this.#nowMs,
      sessionTimeS: BigInt(this.#second),
      counters: kind === 'start' ? {} : { uploadBytes: bytes, downloadBytes: bytes },
    };
  }

  #apply(event: SessionEvent): void {
    const { changed, usage } = applyAccounting(this.rows, event, () => `row ${this.rows.length}`);
    this.added += usage.uploadBytes + usage.downloadBytes;
    for (const row of changed) {
      const index = this.rows.findIndex(({ id }) => id === row.id);
      if (index < 0) this.rows.push(row);
      else this.rows[index] = row;
    }
  }
}

function octets(upload: bigint, download: bigint): Octets {
  return { uploadBytes: Number(upload), downloadBytes: Number(download) };
}

const plainEvent: SessionEvent = {
  kind: 'interim',
  tenantId: 't',
  nasId: 'n',
  nasAddress: '10.0.0.1',
  acctSessionId: 'a',
  hasUniqueId: false,
  atMs: startMs,
  username: 'anna',
  subscriptionId: undefined,
  granted: undefined,
  callingStationId: undefined,
  calledStationId: undefined,
  mac: undefined,
  nasPortId: undefined,
  framedIp: undefined,
  framedIpv6Prefix: undefined,
  delegatedIpv6Prefix: undefined,
  sessionTimeS: undefined,
  counters: {},
  isWrapping: false,
  terminateCause: undefined,
  interimIntervalS: null,
};
