import { ManualClock, systemClock, uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import { actorId, type Actor } from '../../platform/http/index.ts';

export interface AuditedAct {
  /** `<module>.<what happened>`, such as `nas.created`. */
  action: string;
  /** What was acted on: `nas`, `subscriber`, `plan`. */
  subjectKind: string;
  subjectId: string | null;
  subjectName: string | null;
  /** The changed fields before, and after; null where there was or is nothing. Never a secret. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/**
 * Writes who did what, in the transaction of the act itself, into the log of the actor's tenant. The
 * instant is the machine's own: the log is evidence, so the moved clock of a business rule does not
 * reach it. An act of a bulk task tells its id as `taskId` in `after`. Refuses values that JSON cannot carry, except bigint, which becomes its digits.
 */
export async function recordAudit(tx: Tx, actor: Actor, act: AuditedAct): Promise<void> {
  // One reading for both: the log is searched by time through its ids.
  const atMs = systemClock.now();
  await tx
    .insertInto('audit.entry')
    .values({
      tenantId: actor.tenantId,
      id: uuidv7(new ManualClock(atMs)),
      at: new Date(atMs),
      actorKind: actor.kind,
      actorId: actorId(actor),
      actorName: actor.name,
      action: act.action,
      subjectKind: act.subjectKind,
      subjectId: act.subjectId,
      subjectName: act.subjectName,
      before: toJson(act.before),
      after: toJson(actor.taskId === undefined ? act.after : { ...act.after, taskId: actor.taskId }),
      address: actor.address,
    })
    .execute();
}

function toJson(fields: Record<string, unknown> | null): string | null {
  if (fields === null) return null;
  return JSON.stringify(fields, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
