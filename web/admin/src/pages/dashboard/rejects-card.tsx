import { Card, EmptyState, Link, useFormat } from '@trunkline/web-ui';
import { ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from './dashboard-queries.ts';

/** The rest is in the log. */
const mostReasons = 8;

/** Why logins were refused just now, the most frequent first, each leading to those logins. */
export function RejectsCard({ logins }: { logins: NonNullable<Dashboard['logins']> }): ReactElement {
  const { t } = useTranslation('dashboard');
  const { t: reasonWord } = useTranslation('reasons');
  const format = useFormat();
  const shown = logins.recentRejects.slice(0, mostReasons);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  return (
    <Card
      title={t('rejects.title')}
      actions={<Link href="/auth-log?outcome=rejected&range=1h">{t('rejects.all')}</Link>}
    >
      {shown.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={t('rejects.none')} isCompact />
      ) : (
        <ul className="flex flex-col gap-1">
          {shown.map(({ reason, count }) => (
            <li key={reason}>
              <Link
                href={`/auth-log?reason=${reason}`}
                isPlain
                className="relative flex min-h-8 items-center justify-between gap-3 overflow-hidden rounded-md px-2 hover:bg-hover phone:min-h-11"
                title={reasonWord(`sentence.${reason}` as never, { defaultValue: reason }) as string}
              >
                <span
                  aria-hidden
                  className="absolute inset-y-1 start-0 rounded-md bg-bad-bg"
                  style={{ width: `${(count / most) * 100}%` }}
                />
                <span className="relative truncate">
                  {reasonWord(reason as never, { defaultValue: reason }) as string}
                </span>
                <span className="relative font-mono text-sm">{format.count(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
