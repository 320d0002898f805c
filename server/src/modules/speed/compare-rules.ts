import { setsCounting, setsSpeed, type SpeedRule } from './speed-rule.ts';
import { covers, doOverlap, weekMinutes } from './week-minutes.ts';

/**
 * Whether two enabled rules of one priority say different things to the same subscribers at the same hour, so that only
 * their age would decide. Of groups by tags nobody knows who will carry both: they overlap where a tag is in both.
 */
export function contradict(a: SpeedRule, b: SpeedRule): boolean {
  if (!a.isEnabled || !b.isEnabled || a.priority !== b.priority) return false;
  if (!meet(a.planIds, b.planIds) || !meet(a.tags, b.tags)) return false;
  if (!doOverlap(weekMinutes(a.windows), weekMinutes(b.windows))) return false;
  const speedDiffers = setsSpeed(a) && setsSpeed(b) && !isSameSpeed(a, b);
  const countingDiffers = setsCounting(a) && setsCounting(b) && a.countedPercent !== b.countedPercent;
  return speedDiffers || countingDiffers;
}

/**
 * The rules that together leave `rule` nothing to say: each thing that it says is said before it by one that is asked
 * earlier, for all whom it is about and at all its hours. Empty: it has something to say.
 */
export function hiddenBy(rule: SpeedRule, others: readonly SpeedRule[]): SpeedRule[] {
  const before = others.filter((other) => isAskedBefore(other, rule) && includes(other, rule));
  const bySpeed = setsSpeed(rule) ? before.find(setsSpeed) : undefined;
  const byCounting = setsCounting(rule) ? before.find(setsCounting) : undefined;
  const isHidden = (!setsSpeed(rule) || bySpeed) && (!setsCounting(rule) || byCounting);
  if (!isHidden) return [];
  return [...new Set([bySpeed, byCounting].filter((one) => one !== undefined))];
}

/** As the policy asks them: by priority, then age. Ids are UUIDv7: the smaller one is older. */
function isAskedBefore(one: SpeedRule, rule: SpeedRule): boolean {
  if (!one.isEnabled || !rule.isEnabled || one.id === rule.id) return false;
  return one.priority === rule.priority ? one.id < rule.id : one.priority > rule.priority;
}

function includes(outer: SpeedRule, inner: SpeedRule): boolean {
  return (
    holdsAll(outer.planIds, inner.planIds) &&
    holdsAll(outer.tags, inner.tags) &&
    covers(weekMinutes(outer.windows), weekMinutes(inner.windows))
  );
}

function isSameSpeed(a: SpeedRule, b: SpeedRule): boolean {
  return a.percent === b.percent && a.downloadBps === b.downloadBps && a.uploadBps === b.uploadBps;
}

/** Null is everything. */
function meet(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === null || b === null || a.some((one) => b.includes(one));
}

function holdsAll(outer: readonly string[] | null, inner: readonly string[] | null): boolean {
  return outer === null || (inner !== null && inner.every((one) => outer.includes(one)));
}
