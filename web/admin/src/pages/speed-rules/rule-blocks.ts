import { stretchesOf, type DayStretch, type WeekStretch } from '@trunkline/web-ui';
import type { SpeedRule } from './rule-queries.ts';

type Scope = Pick<SpeedRule, 'planIds' | 'tags'>;

/**
 * The stretches of each rule, with those parts apart in which a rule above holds for everybody that this one is for.
 * Rules come in the order in which they are asked; those that are off lose to none and beat none.
 */
export function ruleStretches(rules: readonly SpeedRule[]): Map<string, WeekStretch[]> {
  const found = new Map<string, WeekStretch[]>();
  rules.forEach((rule, at) => {
    const own = stretchesOf(rule.windows);
    const above = rules
      .slice(0, at)
      .filter((other) => other.isEnabled && rule.isEnabled && covers(other, rule))
      .flatMap((other) => stretchesOf(other.windows));
    found.set(
      rule.id,
      own.flatMap((stretch) => cut(stretch, above)),
    );
  });
  return found;
}

/** Whether a rule is for everybody whom another is for. */
export function covers(one: Scope, other: Scope): boolean {
  return holdsAll(one.planIds, other.planIds) && holdsAll(one.tags, other.tags);
}

function holdsAll(wide: readonly string[] | null, narrow: readonly string[] | null): boolean {
  if (wide === null) return true;
  return narrow !== null && narrow.every((one) => wide.includes(one));
}

/** The stretch in parts, ascending, each lost or not. */
function cut(stretch: DayStretch, above: readonly DayStretch[]): WeekStretch[] {
  const { day, fromMinute, toMinute } = stretch;
  const holes = above
    .filter((hole) => hole.day === day && hole.fromMinute < toMinute && hole.toMinute > fromMinute)
    .toSorted((one, other) => one.fromMinute - other.fromMinute);
  const parts: WeekStretch[] = [];
  let at = fromMinute;
  for (const hole of holes) {
    if (hole.fromMinute > at) parts.push({ day, fromMinute: at, toMinute: hole.fromMinute });
    const from = Math.max(at, hole.fromMinute);
    const to = Math.min(toMinute, hole.toMinute);
    if (to > from) parts.push({ day, fromMinute: from, toMinute: to, isLost: true });
    at = Math.max(at, to);
  }
  if (at < toMinute) parts.push({ day, fromMinute: at, toMinute });
  return parts;
}
