import type { Actor } from '../../platform/http/index.ts';
import { requireRevision } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { refusingTaken, requireFingerprint, requirePrefix } from './create-nas.ts';
import { routerAccessChange, type RouterAccessInput } from './change-router-access.ts';
import { nasErrors } from './errors.ts';
import type { NasDeps } from './nas-deps.ts';
import { findNas, updateNas } from './nas-store.ts';
import type { Nas } from './nas.ts';
import { requireReach } from './own-ports.ts';

/** Fields that are absent or undefined stay as they are. */
export type ChangeNasInput = {
  [Field in keyof Omit<Nas, 'id' | 'revision' | 'api' | 'certificateExpiresAt'>]?: Nas[Field] | undefined;
} & {
  api?: RouterAccessInput | null | undefined;
};

/** Changes a NAS that still has the revision which the person saw. */
export function changeNas(
  deps: Pick<NasDeps, 'database' | 'sealer' | 'random' | 'mayRoutersBeLocal'>,
  actor: Actor,
  { id, revision, change }: { id: string; revision: number; change: ChangeNasInput },
): Promise<Nas> {
  const { tenantId } = actor;
  const { api, ...plain } = change;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  if (change.prefix !== undefined) given['prefix'] = requirePrefix(change.prefix);
  if (change.certificateFingerprint !== undefined) {
    given['certificateFingerprint'] = requireFingerprint(change.certificateFingerprint);
  }
  return refusingTaken(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const before = await findNas(tx, { tenantId, id, forUpdate: true });
      if (!before) throw nasErrors.notFound();
      requireRevision(nasErrors.revisionConflict, {
        present: before.revision,
        expected: revision,
        row: before,
      });
      const prefix = (given['prefix'] as string | undefined) ?? before.prefix;
      const access = routerAccessChange(deps, { tenantId, id, prefix, before, input: api });
      await requireReach(tx, { tenantId, ...before, ...given });
      // Of another certificate nobody has told when it ends.
      const isOther =
        'certificateFingerprint' in given &&
        given['certificateFingerprint'] !== before.certificateFingerprint;
      const certificate = isOther ? { certificateExpiresAt: null } : {};
      const after = await updateNas(tx, { tenantId, id, change: { ...given, ...access, ...certificate } });
      const fields = Object.keys(given) as (keyof Nas)[];
      if (api !== undefined) fields.push('api');
      await recordAudit(tx, actor, {
        action: 'nas.changed',
        subjectKind: 'nas',
        subjectId: id,
        subjectName: after.name,
        before: Object.fromEntries(fields.map((field) => [field, before[field]])),
        after: {
          ...Object.fromEntries(fields.map((field) => [field, after[field]])),
          // That there is another one, never which.
          ...(api?.password !== undefined && { isApiPasswordNew: true }),
        },
      });
      return after;
    }),
  );
}
