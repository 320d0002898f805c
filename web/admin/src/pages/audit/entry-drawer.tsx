import { ButtonLink, CopyText, Drawer, KeyValueList, useFormat } from '@trunkline/web-ui';
import { ExternalLink } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { auditDifferences } from '../subscribers/tabs/audit-differences.ts';
import { useAuditWords } from './act-words.ts';
import type { AuditEntry } from './audit-queries.ts';
import { DifferenceTable } from './difference-table.tsx';
import { subjectPlace } from './subject-place.ts';

interface EntryDrawerProps {
  /** Undefined: closed. */
  entry: AuditEntry | undefined;
  onClose: () => void;
}

/** One act: who, when, from where, on what, and each field before and after. */
export function EntryDrawer({ entry, onClose }: EntryDrawerProps): ReactElement {
  const words = useAuditWords();
  return (
    <Drawer
      isOpen={entry !== undefined}
      onClose={onClose}
      title={entry ? words.act(entry.action) : ''}
      description={entry && <bdi>{words.subject(entry) ?? words.kind(entry.subjectKind)}</bdi>}
    >
      {entry && <EntryView entry={entry} />}
    </Drawer>
  );
}

function EntryView({ entry }: { entry: AuditEntry }): ReactElement {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const words = useAuditWords();
  const place = subjectPlace(entry);
  const differences = auditDifferences(entry);
  const { reason, taskId } = entry.after ?? {};
  const { actorKind } = entry;
  const isNamed = actorKind === 'staff' || actorKind === 'api_key';
  return (
    <div className="flex flex-col gap-4">
      <KeyValueList
        items={[
          { label: t('column.at'), value: format.instant(entry.at, 'second') },
          {
            label: t('column.actor'),
            value: isNamed ? (
              <>
                <bdi>{entry.actorName}</bdi>{' '}
                <span className="text-muted">· {t(`actorKind.${actorKind}`)}</span>
              </>
            ) : (
              t(`actorKind.${actorKind}`)
            ),
          },
          { label: t('column.address'), value: entry.address && <CopyText text={entry.address} /> },
          { label: t('column.kind'), value: words.kind(entry.subjectKind) },
          { label: t('column.subject'), value: entry.subjectName && <bdi>{words.subject(entry)}</bdi> },
          ...(typeof reason === 'string' ? [{ label: t('reason'), value: <bdi>{reason}</bdi> }] : []),
          ...(typeof taskId === 'string' ? [{ label: t('task'), value: <CopyText text={taskId} /> }] : []),
        ]}
      />
      {differences.length === 0 ? (
        <p className="text-muted">{t('noDifference')}</p>
      ) : (
        <DifferenceTable differences={differences} />
      )}
      {place !== undefined && (
        <div>
          <ButtonLink href={place} icon={ExternalLink}>
            {t('openSubject')}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}
