import type { Database } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/http/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { recordAudit } from '../../audit/index.ts';
import {
  findNas,
  findRouterAccess,
  nasErrors,
  nasSecretBinding,
  openRouterAccess,
  quoteRouterOs,
  readSealedSecret,
} from '../../nas/index.ts';
import { holdsSecret, secretMarks, type DoctorCheckCode } from './doctor-check.ts';
import { findDoctorRun } from './doctor-store.ts';

export interface RevealedLine {
  readonly code: DoctorCheckCode;
  readonly line: string;
}

/** The lines of the last look that need a secret, with it in them, for a person who stands in the audit log for that. */
export function revealDoctorLines(
  { database, sealer }: { database: Database; sealer: Sealer },
  actor: Actor,
  { nasId }: { nasId: string },
): Promise<RevealedLine[]> {
  const { tenantId } = actor;
  return database.inTenant(tenantId, async (tx) => {
    const nas = await findNas(tx, { tenantId, id: nasId });
    const sealed = await readSealedSecret(tx, { tenantId, id: nasId });
    const row = await findRouterAccess(tx, { tenantId, id: nasId });
    if (!nas || !sealed || !row) throw nasErrors.notFound();
    const run = await findDoctorRun(tx, { tenantId, nasId });
    const lines = (run?.checks ?? []).filter(({ lineToPaste }) => holdsSecret(lineToPaste));
    if (lines.length === 0) return [];
    await recordAudit(tx, actor, {
      action: 'nas.secret_revealed',
      subjectKind: 'nas',
      subjectId: nasId,
      subjectName: nas.name,
      before: null,
      after: { lines: lines.map(({ code }) => code) },
    });
    const secret = sealer.open(sealed, nasSecretBinding({ tenantId, id: nasId })).toString('utf8');
    const password = openRouterAccess(sealer, row)?.password ?? '';
    const marks = new RegExp(Object.values(secretMarks).join('|'), 'g');
    return lines.map(({ code, lineToPaste }) => ({
      code,
      // In one pass, as a secret may hold a mark; by a function, as it may hold what `replace` takes for a pattern.
      line: lineToPaste!.replaceAll(marks, (mark) =>
        quoteRouterOs(mark === secretMarks.api ? password : secret),
      ),
    }));
  });
}
