import { useFormat, useNow } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressHolder } from './address-queries.ts';
import type { AddressSearch } from './address-search.ts';

interface HolderStripsProps {
  holders: readonly AddressHolder[];
  search: AddressSearch;
}

const ageStepMs = 30_000;
/** Around an instant so much is shown at least. */
const marginMs = 1_800_000;

/** Each session as a strip over the time that was asked for: solid while certain, faint in the grace after it. */
export function HolderStrips({ holders, search }: HolderStripsProps): ReactElement {
  const { t } = useTranslation('addresses');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const span = spanOf(holders, search, nowMs);
  const shareOf = (ms: number): number =>
    Math.min(1, Math.max(0, (ms - span.fromMs) / (span.toMs - span.fromMs)));
  const askedMs = search.at ? Date.parse(search.at) : search.from ? undefined : nowMs;
  return (
    <figure className="flex flex-col gap-2" aria-label={t('strips.label')}>
      <div dir="ltr" className="relative flex flex-col gap-1.5">
        {holders.map(({ session, subscriber, possibleUntil }) => {
          const startMs = Date.parse(session.startedAt);
          const knownMs = Date.parse(session.stoppedAt ?? session.lastSeenAt);
          return (
            <div key={session.id} className="relative h-6 rounded-sm bg-hover">
              <Strip fromShare={shareOf(startMs)} toShare={shareOf(knownMs)} className="bg-accent" />
              <Strip
                fromShare={shareOf(knownMs)}
                toShare={shareOf(Date.parse(possibleUntil))}
                className="bg-accent opacity-30"
              />
              <span className="absolute inset-y-0 start-2 flex max-w-full items-center">
                <bdi className="truncate rounded-sm bg-surface px-1 font-mono text-xs">
                  {subscriber?.username ?? session.username}
                </bdi>
              </span>
            </div>
          );
        })}
        {askedMs !== undefined && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 w-0.5 bg-bad-fg"
            style={{ left: `${shareOf(askedMs) * 100}%` }}
          />
        )}
      </div>
      <figcaption dir="ltr" className="flex justify-between text-sm text-muted">
        <bdi>{format.instant(span.fromMs)}</bdi>
        <bdi>{format.instant(span.toMs)}</bdi>
      </figcaption>
    </figure>
  );
}

function Strip(props: { fromShare: number; toShare: number; className: string }): ReactElement | null {
  const { fromShare, toShare, className } = props;
  if (toShare <= fromShare) return null;
  return (
    <span
      className={`absolute inset-y-0 rounded-sm ${className}`}
      style={{ left: `${fromShare * 100}%`, width: `max(2px, ${(toShare - fromShare) * 100}%)` }}
    />
  );
}

/** The range that was asked for, or the sessions around the instant. */
function spanOf(
  holders: readonly AddressHolder[],
  { at, from, to }: AddressSearch,
  nowMs: number,
): { fromMs: number; toMs: number } {
  if (from && to) return { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const askedMs = at ? Date.parse(at) : nowMs;
  const starts = holders.map(({ session }) => Date.parse(session.startedAt));
  const ends = holders.map(({ possibleUntil }) => Date.parse(possibleUntil));
  return {
    fromMs: Math.min(askedMs - marginMs, ...starts),
    toMs: Math.max(askedMs + marginMs, ...ends),
  };
}
