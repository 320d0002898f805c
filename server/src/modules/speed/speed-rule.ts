import type { LoginWindow } from '../subscribers/index.ts';

/** Speed by the hour, by plan and by group; and how much of a byte counts meanwhile. */
export interface SpeedRule {
  id: string;
  name: string;
  isEnabled: boolean;
  /** Of several that hold the highest decides, then the one made first. */
  priority: number;
  /** Null: whatever the plan. */
  planIds: string[] | null;
  /** Subscribers with one of these; null: all. */
  tags: string[] | null;
  /** As login hours; null: always. */
  windows: LoginWindow[] | null;
  /** Multiplies the plan's rates; or … */
  percent: number | null;
  /** … rates that stand instead of them; or neither, for a rule that only counts. */
  downloadBps: bigint | null;
  uploadBps: bigint | null;
  /** How much of a byte counts against quota and fair use. */
  countedPercent: number;
  revision: number;
}

export type SpeedRuleInput = Omit<SpeedRule, 'id' | 'revision'>;

/** Each login asks them in turn. */
export const mostSpeedRules = 200;
export const mostPlansOfRule = 200;
export const mostTagsOfRule = 50;

/** Whether the rule says how fast somebody is. */
export function setsSpeed({ percent, downloadBps }: Pick<SpeedRule, 'percent' | 'downloadBps'>): boolean {
  return percent !== null || downloadBps !== null;
}

/** Whether the rule says how much of a byte counts. */
export function setsCounting({ countedPercent }: Pick<SpeedRule, 'countedPercent'>): boolean {
  return countedPercent < 100;
}
