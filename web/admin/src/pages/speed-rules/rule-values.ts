import type { WeekWindow } from '@trunkline/web-ui';
import type { SpeedRule, SpeedRuleBody } from './rule-queries.ts';

/** A rule as the form holds it: every field is there, and what was chosen says which of them count. */
export interface RuleValues {
  name: string;
  isEnabled: boolean;
  priority: number | null;
  hasPlans: boolean;
  planIds: string[];
  hasTags: boolean;
  tags: string[];
  hasHours: boolean;
  windows: WeekWindow[];
  effect: 'percent' | 'fixed' | 'none';
  percent: number | null;
  downloadBps: number | null;
  uploadBps: number | null;
  countedPercent: number | null;
}

export const newRule: RuleValues = {
  name: '',
  isEnabled: true,
  priority: 0,
  hasPlans: false,
  planIds: [],
  hasTags: false,
  tags: [],
  hasHours: true,
  windows: [],
  effect: 'percent',
  percent: 200,
  downloadBps: null,
  uploadBps: null,
  countedPercent: 100,
};

export function valuesOfRule(rule: SpeedRule): RuleValues {
  const {
    name,
    isEnabled,
    priority,
    planIds,
    tags,
    windows,
    percent,
    downloadBps,
    uploadBps,
    countedPercent,
  } = rule;
  return {
    name,
    isEnabled,
    priority,
    hasPlans: planIds !== null,
    planIds: planIds ?? [],
    hasTags: tags !== null,
    tags: tags ?? [],
    hasHours: windows !== null,
    windows: windows ?? [],
    effect: percent !== null ? 'percent' : downloadBps !== null ? 'fixed' : 'none',
    percent,
    downloadBps,
    uploadBps,
    countedPercent,
  };
}

/** As the API takes it. Fields without a figure go as they are, for the API to refuse at the field. */
export function ruleOfValues(values: RuleValues): Required<SpeedRuleBody> {
  const { hasPlans, hasTags, hasHours, effect, planIds, tags, windows, percent, ...plain } = values;
  return {
    ...(plain as Pick<Required<SpeedRuleBody>, 'name' | 'isEnabled' | 'priority' | 'countedPercent'>),
    planIds: hasPlans ? planIds : null,
    tags: hasTags ? tags : null,
    windows: hasHours ? windows : null,
    percent: effect === 'percent' ? percent : null,
    downloadBps: effect === 'fixed' ? plain.downloadBps : null,
    uploadBps: effect === 'fixed' ? plain.uploadBps : null,
  };
}
