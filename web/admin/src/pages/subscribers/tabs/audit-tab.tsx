import { Button, Card, Chip, EmptyState, QueryView, useFormat } from '@trunkline/web-ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { auditDifferences } from './audit-differences.ts';
import { auditPagesQuery, type AuditEntry } from './tab-queries.ts';
import { useAuditWords } from './use-audit-words.ts';

/** Who changed what: each field before and after. */
export function AuditTab({ subscriberId }: { subscriberId: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const pages = useInfiniteQuery(auditPagesQuery(subscriberId));
  const entries = pages.data?.pages.flatMap((page) => page.data);
  return (
    <Card isPadded={false}>
      <QueryView
        query={{ ...pages, data: entries }}
        isEmpty={(rows) => rows.length === 0}
        empty={<EmptyState isCompact />}
      >
        {(rows) => (
          <ol className="divide-y divide-line">
            {rows.map((entry) => (
              <AuditLine key={entry.id} entry={entry} />
            ))}
          </ol>
        )}
      </QueryView>
      {pages.hasNextPage && (
        <div className="p-3">
          <Button isPending={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function AuditLine({ entry }: { entry: AuditEntry }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const words = useAuditWords();
  const differences = auditDifferences(entry);
  const { reason, taskId } = entry.after ?? {};
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{words(entry.action)}</span>
        {typeof taskId === 'string' && <Chip>{t('audit.bulk')}</Chip>}
        <span className="ms-auto text-sm text-muted">
          <bdi>{entry.actorName}</bdi>
          {entry.address && (
            <>
              {' · '}
              <bdi dir="ltr" className="font-mono">
                {entry.address}
              </bdi>
            </>
          )}{' '}
          · <time dateTime={entry.at}>{format.instant(entry.at, 'second')}</time>
        </span>
      </div>
      {typeof reason === 'string' && <p className="text-muted">{t('audit.reason', { reason })}</p>}
      {differences.length > 0 && (
        <dl className="mt-1.5 grid grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          {differences.map(({ field, before, after }) => (
            <div key={field} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-muted">
                <AuditField field={field} />
              </dt>
              <dd className="wrap-anywhere">
                {before !== '' && (
                  <>
                    <del className="text-bad-fg">
                      <AuditValue text={before} />
                    </del>
                    {' → '}
                  </>
                )}
                <ins className="text-ok-fg no-underline">
                  {after === '' ? t('audit.nothing') : <AuditValue text={after} />}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

const fieldWords = {
  username: 'username',
  fullName: 'fullName',
  status: 'status',
  phones: 'phones',
  email: 'email',
  address: 'address',
  tags: 'tags',
  notes: 'notes',
  macs: 'mac',
  macBinding: 'macBinding',
  nasId: 'nas',
  framedIp: 'ip',
  maxSessions: 'maxSessions',
  loginWindows: 'loginHours',
  planId: 'plan',
  expiresAt: 'expires',
} as const;

/** The field in the word of the page where it has one, else as the API calls it. */
function AuditField({ field }: { field: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  if (!Object.hasOwn(fieldWords, field)) return <span className="font-mono">{field}</span>;
  return <>{t(`field.${fieldWords[field as keyof typeof fieldWords]}`)}</>;
}

/** Instants in the tenant's zone, all else as it was written. */
function AuditValue({ text }: { text: string }): ReactElement {
  const format = useFormat();
  return <bdi>{/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? format.instant(text, 'second') : text}</bdi>;
}
