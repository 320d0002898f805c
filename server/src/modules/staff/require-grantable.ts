import type { Actor } from '../../platform/http/index.ts';
import { staffErrors } from './errors.ts';
import type { StaffDeps } from './staff-deps.ts';

/** Each once, in the order of the list. Throws for one that does not exist or that the actor lacks. */
export function requireGrantable(
  deps: Pick<StaffDeps, 'permissions'>,
  actor: Actor,
  wanted: string[],
): string[] {
  const known = new Set(deps.permissions.map(({ code }) => code));
  const unknown = wanted.filter((code) => !known.has(code));
  if (unknown.length > 0) {
    const message = `Not known: ${unknown.join(', ').slice(0, 200)}.`;
    throw staffErrors.unknownPermission({ details: [{ field: 'permissions', message }] });
  }
  const lacking = wanted.filter((code) => !actor.can(code));
  if (lacking.length > 0) {
    const message = `You do not have: ${lacking.join(', ')}.`;
    throw staffErrors.cannotGrant({ details: [{ field: 'permissions', message }] });
  }
  return [...known].filter((code) => wanted.includes(code));
}
