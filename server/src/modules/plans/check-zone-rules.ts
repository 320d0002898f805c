import type { FieldFault } from './custom-attribute.ts';
import type { PlanTerms } from './plan.ts';

/** What is wrong with the zone rules of these terms, whether the zones exist aside. */
export function checkZoneRules({ zoneRules, quota, fairUse }: PlanTerms): FieldFault[] {
  const isCounted = quota !== null || fairUse.length > 0;
  const seen = new Map<string, number>();
  return zoneRules.flatMap(({ zoneId, rates, isFree }, index) => {
    const faults: FieldFault[] = [];
    const refuse = (field: string, message: string) =>
      faults.push({ field: `zoneRules.${index}.${field}`, message });
    const earlier = seen.get(zoneId);
    if (earlier === undefined) seen.set(zoneId, index);
    else refuse('zoneId', `has a rule already, number ${earlier + 1}`);
    if (!rates && !isFree) refuse('rates', 'is missing; a rule gives a zone a speed, makes it free, or both');
    if (isFree && !rates && !isCounted) {
      refuse('isFree', 'changes nothing: the plan has no quota and no fair use to be free of');
    }
    return faults;
  });
}
