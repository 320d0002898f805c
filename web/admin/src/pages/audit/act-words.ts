import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from './audit-queries.ts';

export interface AuditWords {
  act: (code: string) => string;
  kind: (code: string) => string;
  /** A task is called by what it does; everything else has a name of the company’s own, or none. */
  subject: (entry: Pick<AuditEntry, 'subjectKind' | 'subjectName'>) => string | null;
  /** Every act and every kind of subject that the catalogue has words for. */
  acts: readonly string[];
  kinds: readonly string[];
}

/** Acts and kinds in words; a code of a newer server shows as it is. */
export function useAuditWords(): AuditWords {
  const { t } = useTranslation('audit');
  return useMemo(() => {
    const byModule = Object.entries(t('act', { returnObjects: true }));
    return {
      act: (code) => t(`act.${code}` as never, { defaultValue: code }),
      subject: ({ subjectKind, subjectName }) =>
        subjectKind === 'task' && subjectName !== null
          ? t(`taskKind.${subjectName}` as never, { defaultValue: subjectName })
          : subjectName,
      kind: (code) => t(`kind.${code}` as never, { defaultValue: code }),
      acts: byModule.flatMap(([module, acts]) => Object.keys(acts).map((act) => `${module}.${act}`)),
      kinds: Object.keys(t('kind', { returnObjects: true })),
    };
  }, [t]);
}
