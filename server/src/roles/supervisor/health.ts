import type { Clock } from '@trunkline/kit';
import { roleNames, type RoleName } from '../role-names.ts';
import type { RoleProcess } from './role-process.ts';

/** A role that is started again after a fault is back within seconds; down for longer is a fault that stays. */
const downForLongMs = 60_000;

/** An answer for a health check: what is not well, as JSON, and the status that a probe looks at. */
export interface Health {
  readonly status: 200 | 503;
  readonly body: { readonly ok: boolean; readonly reasons: readonly string[] };
}

export type Roles = ReadonlyMap<RoleName, RoleProcess>;

/** Whether this node needs a person: 503 when a role has been down for longer than a restart takes. */
export function healthOf(roles: Roles, since: { startedAtMs: number; clock: Clock }): Health {
  const nowMs = since.clock.monotonic();
  const down = roleNames
    .map((name) => ({ name, downMs: nowMs - (downSince(roles.get(name), since.startedAtMs) ?? nowMs) }))
    .filter(({ downMs }) => downMs > 0);
  const reasons = down.map(({ name, downMs }) => `${name} is down for ${Math.round(downMs / 1_000)} s`);
  return { status: down.some(({ downMs }) => downMs > downForLongMs) ? 503 : 200, body: verdict(reasons) };
}

/** Whether these roles may be sent work: each answers, and says that nothing keeps it. */
export async function readinessOf(roles: Roles, names: readonly RoleName[]): Promise<Health> {
  const asked = names.map(async (name) => {
    const role = roles.get(name);
    if (!role?.isReady) return [`${name} does not listen`];
    const answer = await role.ask('readiness');
    if (!answer) return [`${name} does not answer`];
    return answer.reasons.map((reason) => `${name}: ${reason}`);
  });
  const reasons = (await Promise.all(asked)).flat();
  return { status: reasons.length > 0 ? 503 : 200, body: verdict(reasons) };
}

/** A role that was never started, because the database is waited for, is down since the start of everything. */
function downSince(role: RoleProcess | undefined, startedAtMs: number): number | undefined {
  return role ? role.downSinceMs : startedAtMs;
}

function verdict(reasons: readonly string[]): Health['body'] {
  return { ok: reasons.length === 0, reasons };
}
