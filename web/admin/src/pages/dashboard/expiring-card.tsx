import { Card, Chip, EmptyState, Link, useFormat } from '@trunkline/web-ui';
import { CalendarCheck, RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from './dashboard-queries.ts';

/** Whose subscription ends next. */
export function ExpiringCard({ expiring }: { expiring: NonNullable<Dashboard['expiring']> }): ReactElement {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  return (
    <Card
      title={t('expiring.title')}
      actions={<Link href="/subscribers?expires=7">{t('expiring.all', { count: expiring.count })}</Link>}
    >
      {expiring.first.length === 0 ? (
        <EmptyState icon={CalendarCheck} title={t('expiring.none')} isCompact />
      ) : (
        <ul className="flex flex-col gap-1">
          {expiring.first.map(({ subscriberId, username, fullName, planName, expiresAt, autoRenew }) => (
            <li key={`${subscriberId} ${expiresAt}`}>
              <Link
                href={`/subscribers/${subscriberId}`}
                isPlain
                className="flex min-h-9 items-center gap-3 rounded-md px-2 hover:bg-hover phone:min-h-11"
              >
                <span className="me-auto min-w-0 truncate font-medium">
                  <bdi>{fullName ?? username}</bdi>
                </span>
                <Chip icon={autoRenew ? RefreshCw : undefined}>
                  <bdi>{planName}</bdi>
                </Chip>
                <span
                  className="shrink-0 text-sm text-muted"
                  title={`${format.instant(expiresAt)}${autoRenew ? ` · ${t('expiring.renews')}` : ''}`}
                >
                  {format.relative(expiresAt)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
