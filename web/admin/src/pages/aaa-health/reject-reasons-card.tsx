import { Card, EmptyState, Link, useFormat } from '@trunkline/web-ui';
import { ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useReasonWords } from '../auth-log/reason-words.ts';
import type { AaaHealth } from './health-queries.ts';

/** The rest is in the log. */
const mostReasons = 8;

/** Why logins were refused over the span, the most frequent first, each leading to those logins. */
export function RejectReasonsCard({ health }: { health: AaaHealth }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const format = useFormat();
  const { word, sentence } = useReasonWords();
  const sums = health.rejects.map(({ reason, counts }) => ({
    reason,
    count: counts.reduce((sum, count) => sum + count, 0),
  }));
  const all = health.totals.rejects;
  const most = Math.max(1, ...sums.map(({ count }) => count));
  return (
    <Card
      title={t('rejects.title')}
      subtitle={t('rejects.subtitle', { count: all, figure: format.count(all) })}
      actions={<Link href="/auth-log?outcome=rejected&range=1h">{t('rejects.all')}</Link>}
    >
      {sums.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={t('rejects.none')} isCompact />
      ) : (
        <ul className="flex flex-col gap-1">
          {sums.slice(0, mostReasons).map(({ reason, count }) => (
            <li key={reason}>
              <Link
                href={`/auth-log?reason=${reason}`}
                isPlain
                className="relative flex min-h-8 items-center gap-3 overflow-hidden rounded-md px-2 hover:bg-hover phone:min-h-11"
                title={sentence(reason)}
              >
                <span
                  aria-hidden
                  className="absolute inset-y-1 start-0 rounded-md bg-bad-bg"
                  style={{ width: `${(count / most) * 100}%` }}
                />
                <span className="relative me-auto truncate">{word(reason)}</span>
                <span className="relative text-sm text-muted">
                  {format.percent(count / Math.max(1, all))}
                </span>
                <span className="relative min-w-12 text-end font-mono text-sm">{format.count(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
