import type { Tx } from '../../platform/db/index.ts';
import type { UsageDelta } from '../sessions/index.ts';
import { civilDates, zoneNamed, type CivilDates } from './civil-dates.ts';
import { countedShare, type CountedHours } from './counted-hours.ts';
import { addToMeters, announce, findMeteringTenants, readCountedHours } from './meter-store.ts';

export interface SubscriberKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** What is added to one meter by one statement. Weighed by the free hours. */
export interface MeterAddition extends SubscriberKey, CivilDates {
  readonly atMs: number;
  readonly downloadBytes: bigint;
  /** Upload and download. */
  readonly bothBytes: bigint;
  readonly timeS: bigint;
}

/**
 * Deltas of one subscriber within so long are one addition: periods begin at whole quarters of an hour in every zone,
 * but for a quota that began in the middle of one.
 */
const slotMs = 900_000;

/**
 * Adds usage to the meters of those who have one, in the transaction that writes the usage and after it. Answers whose
 * count has reached an alarm or whose quota's period is over: the policy is to be asked about them. In the order of
 * `meter-store`'s locks; late deltas count in the periods that hold them, if those are still the present ones.
 */
export async function meterUsage(
  tx: Tx,
  deltas: readonly UsageDelta[],
  { nowMs }: { nowMs: number },
): Promise<SubscriberKey[]> {
  const tenantIds = [...new Set(deltas.map(({ tenantId }) => tenantId))];
  if (tenantIds.length === 0) return [];
  const tenants = await findMeteringTenants(tx, tenantIds);
  if (tenants.size === 0) return [];
  const counting = deltas.filter(({ tenantId }) => tenants.has(tenantId));
  const hours = await readCountedHours(
    tx,
    counting.filter(({ tenantId }) => tenants.get(tenantId)!.hasCountedHours),
  );
  const reached = new Map<string, SubscriberKey>();
  const news = new Map<string, SubscriberKey>();
  for (const round of roundsOf(counting, { nowMs, hours })) {
    for (const { isNews, ...key } of await addToMeters(tx, round)) {
      reached.set(key.subscriberId, key);
      if (isNews) news.set(key.subscriberId, key);
    }
  }
  await announce(tx, [...news.values()]);
  return [...reached.values()];
}

interface Weighing {
  nowMs: number;
  hours: ReadonlyMap<string, CountedHours>;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Statements in the order of time, each with one row a subscriber. Nearly always there is one. */
function roundsOf(deltas: readonly UsageDelta[], { nowMs, hours }: Weighing): MeterAddition[][] {
  const bySubscriber = new Map<string, Map<number, Mutable<MeterAddition>>>();
  for (const delta of deltas) {
    const { tenantId, subscriberId, timeZone, uploadBytes, downloadBytes, sessionTimeS } = delta;
    // A clock that was ahead when a packet came must not begin tomorrow's count.
    const atMs = Math.min(delta.atMs, nowMs);
    const weigh = weighing(hours.get(subscriberId), { ...delta, atMs });
    let slots = bySubscriber.get(subscriberId);
    if (!slots) bySubscriber.set(subscriberId, (slots = new Map<number, Mutable<MeterAddition>>()));
    const slot = Math.floor(atMs / slotMs);
    const known = slots.get(slot);
    if (known) {
      known.atMs = Math.max(known.atMs, atMs);
      known.downloadBytes += weigh(downloadBytes);
      known.bothBytes += weigh(uploadBytes + downloadBytes);
      known.timeS += sessionTimeS;
      continue;
    }
    slots.set(slot, {
      tenantId,
      subscriberId,
      ...civilDates(zoneNamed(timeZone), atMs),
      atMs,
      downloadBytes: weigh(downloadBytes),
      bothBytes: weigh(uploadBytes + downloadBytes),
      timeS: sessionTimeS,
    });
  }
  return inRounds([...bySubscriber.values()]);
}

function inRounds(subscribers: readonly ReadonlyMap<number, MeterAddition>[]): MeterAddition[][] {
  const rounds: MeterAddition[][] = [];
  for (const slots of subscribers) {
    const additions = [...slots.values()];
    if (additions.length > 1) additions.sort((a, b) => a.atMs - b.atMs);
    additions.forEach((addition, round) => (rounds[round] ??= []).push(addition));
  }
  for (const round of rounds) round.sort((a, b) => (a.subscriberId < b.subscriberId ? -1 : 1));
  return rounds;
}

const whole = (bytes: bigint): bigint => bytes;

function weighing(hours: CountedHours | undefined, delta: UsageDelta): (bytes: bigint) => bigint {
  if (hours === undefined) return whole;
  const share = countedShare(hours, delta);
  return (bytes) => BigInt(Math.round(Number(bytes) * share));
}
