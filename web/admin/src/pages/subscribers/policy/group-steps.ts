import type { EnforcementStep } from './policy-queries.ts';

/** Tries that follow each other towards the same speed, or the same end of the session. */
export interface StepGroup<Step> {
  wanted: EnforcementStep['wanted'];
  /** As they were made. */
  tries: Step[];
}

/** Steps, the latest first, as the changes that they were made for. */
export function groupSteps<Step extends Pick<EnforcementStep, 'wanted'>>(
  steps: readonly Step[],
): StepGroup<Step>[] {
  const groups: StepGroup<Step>[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && isSame(last.wanted, step.wanted)) last.tries.unshift(step);
    else groups.push({ wanted: step.wanted, tries: [step] });
  }
  return groups;
}

function isSame(one: EnforcementStep['wanted'], other: EnforcementStep['wanted']): boolean {
  return one?.downloadBps === other?.downloadBps && one?.uploadBps === other?.uploadBps;
}
