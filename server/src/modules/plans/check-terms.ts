import { checkCustomAttributes, type FieldFault } from './custom-attribute.ts';
import { checkFairUse } from './check-fair-use.ts';
import { checkQuota } from './check-quota.ts';
import { checkZoneRules } from './check-zone-rules.ts';
import type { PlanTerms } from './plan.ts';

/** Rules of plan terms that go beyond the shape of one field. `currency` is the tenant's. */
export function checkTerms(terms: PlanTerms, { currency }: { currency: string }): FieldFault[] {
  const faults = [
    ...checkBurst(terms),
    ...checkCustomAttributes(terms.customAttributes),
    ...checkQuota(terms),
    ...checkFairUse(terms),
    ...checkZoneRules(terms),
  ];
  if (terms.currency !== currency) {
    faults.push({
      field: 'currency',
      message: `is ${terms.currency}, but this tenant keeps its books in ${currency}`,
    });
  }
  const { validity } = terms;
  if (validity && validity.count > mostPeriods[validity.unit]) {
    faults.push({
      field: 'validity.count',
      message: `is over ${mostPeriods[validity.unit]} ${validity.unit}s`,
    });
  }
  return faults;
}

/** Ten years at most; longer is no end, which is null. */
const mostPeriods = { minute: 3650, hour: 3650, day: 3650, week: 520, month: 120 } as const;

function checkBurst({ burst, downloadBps, uploadBps }: PlanTerms): FieldFault[] {
  if (!burst) return [];
  const faults: FieldFault[] = [];
  const refuse = (field: string, message: string) => faults.push({ field: `burst.${field}`, message });
  if (burst.downloadBps < downloadBps) refuse('downloadBps', 'is under the download rate itself');
  if (burst.uploadBps < uploadBps) refuse('uploadBps', 'is under the upload rate itself');
  // A threshold over the burst rate would never be reached: the burst would never end.
  if (burst.thresholdDownloadBps > burst.downloadBps)
    refuse('thresholdDownloadBps', 'is over the burst rate');
  if (burst.thresholdUploadBps > burst.uploadBps) refuse('thresholdUploadBps', 'is over the burst rate');
  return faults;
}
