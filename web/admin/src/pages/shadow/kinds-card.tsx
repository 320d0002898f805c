import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Card, EmptyState, Link, QueryView, useFormat } from '@trunkline/web-ui';
import { ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { kindsQuery, type KindCount } from './shadow-queries.ts';
import { useKindWord } from './use-kind-word.ts';

const route = getRouteApi('/shell/shadow');

/** What the two disagree about, the most frequent first; each narrows the list beside it. Waiting: for the first login. */
export function KindsCard({ isWaiting }: { isWaiting: boolean }): ReactElement {
  const { t } = useTranslation('shadow');
  const kinds = useQuery(kindsQuery);
  const { kind } = route.useSearch();
  return (
    <Card
      title={t('kinds.title')}
      actions={kind !== undefined && <Link href="/shadow">{t('kinds.all')}</Link>}
      isPadded={false}
    >
      <div className="p-2">
        <QueryView
          query={kinds}
          isCompact
          isEmpty={(all) => all.length === 0}
          empty={
            <EmptyState isCompact icon={ShieldCheck} title={t(isWaiting ? 'kinds.waiting' : 'kinds.none')}>
              {t(isWaiting ? 'kinds.waitingText' : 'kinds.noneText')}
            </EmptyState>
          }
        >
          {(all) => <KindLines kinds={all} chosen={kind} />}
        </QueryView>
      </div>
    </Card>
  );
}

function KindLines({
  kinds,
  chosen,
}: {
  kinds: readonly KindCount[];
  chosen: string | undefined;
}): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const word = useKindWord();
  const most = Math.max(1, ...kinds.map(({ count }) => count));
  return (
    <ul className="flex flex-col gap-1">
      {kinds
        .toSorted((one, other) => other.count - one.count)
        .map(({ kind, isMild, count, subscribers }) => (
          <li key={kind}>
            <Link
              href={kind === chosen ? '/shadow' : `/shadow?kind=${encodeURIComponent(kind)}`}
              isPlain
              title={t('kinds.of', {
                kind: word(kind),
                count: subscribers,
                shown: format.count(subscribers),
              })}
              aria-current={kind === chosen || undefined}
              className="relative flex min-h-8 items-center gap-3 overflow-hidden rounded-md px-2 hover:bg-hover aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium phone:min-h-11"
            >
              <span
                aria-hidden
                className={`absolute inset-y-1 start-0 rounded-md ${isMild ? 'bg-warn-bg' : 'bg-bad-bg'}`}
                style={{ width: `${(count / most) * 100}%` }}
              />
              <span className="relative me-auto truncate">{word(kind)}</span>
              <span className="relative min-w-10 text-end font-mono text-sm">{format.count(count)}</span>
            </Link>
          </li>
        ))}
    </ul>
  );
}
