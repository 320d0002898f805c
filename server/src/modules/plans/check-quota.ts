import type { FieldFault } from './custom-attribute.ts';
import type { PlanTerms } from './plan.ts';

/** What is wrong with the quota of these terms; nothing when it can be kept. */
export function checkQuota({ quota, downloadBps, uploadBps }: PlanTerms): FieldFault[] {
  if (!quota) return [];
  const faults: FieldFault[] = [];
  const refuse = (field: string, message: string) => faults.push({ field: `quota.${field}`, message });
  const { bytes, timeS, atZero, slow } = quota;
  if (bytes === null && timeS === null) refuse('bytes', 'is missing; a quota limits bytes, time or both');
  if (atZero === 'slow' && !slow) refuse('slow', 'is missing; say how slow it is then');
  if (atZero !== 'slow' && slow)
    refuse('slow', `never applies: a quota that is used up is ${pastOf[atZero]}`);
  if (slow && slow.downloadBps > downloadBps) refuse('slow.downloadBps', "is over the plan's own rate");
  if (slow && slow.uploadBps > uploadBps) refuse('slow.uploadBps', "is over the plan's own rate");
  return faults;
}

const pastOf = { cut: 'cut off', walled_garden: 'sent to the walled garden' } as const;
