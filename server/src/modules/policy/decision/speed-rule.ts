import type { LoginWindow } from '../../subscribers/index.ts';
import { compileLoginWindows } from '../time/login-windows.ts';
import type { PolicySpeedRule } from '../policy.ts';

/** A speed rule as its row has it. */
export interface SpeedRuleRecord {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly planIds: readonly string[] | null;
  readonly tags: readonly string[] | null;
  /** Null: always. */
  readonly windows: readonly LoginWindow[] | null;
  /** At most one of a percentage and a pair of rates. */
  readonly percent: number | null;
  readonly downloadBps: number | null;
  readonly uploadBps: number | null;
  readonly countedPercent: number;
}

/** Prepares a rule for decisions. Throws RangeError for a day or time that is none. */
export function compileSpeedRule(record: SpeedRuleRecord): PolicySpeedRule {
  const { id, name, priority, planIds, tags, windows, countedPercent } = record;
  return {
    id,
    name,
    priority,
    planIds: planIds && new Set(planIds),
    tags: tags && new Set(tags),
    hours: windows && compileLoginWindows(windows),
    effect: effectOf(record),
    countedPercent,
  };
}

function effectOf({ percent, downloadBps, uploadBps }: SpeedRuleRecord): PolicySpeedRule['effect'] {
  if (percent !== null) return { percent };
  return downloadBps !== null && uploadBps !== null ? { fixed: { downloadBps, uploadBps } } : null;
}
