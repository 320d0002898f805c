import { ArrowDownRight, ArrowRight, ArrowUpRight, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Link } from './link.tsx';
import { Skeleton } from './skeleton.tsx';
import { toneText, type Tone } from './tone.tsx';

interface TileProps {
  label: string;
  /** The figure, already formatted. */
  value: ReactNode;
  /** Small, after the figure. */
  unit?: string | undefined;
  icon?: LucideIcon | undefined;
  tone?: Tone | undefined;
  /** A line of words under the figure, such as a `Trend`. */
  detail?: ReactNode | undefined;
  /** A sparkline; it fills the width at the foot. */
  trend?: ReactNode | undefined;
  /** Where the list behind the figure is. */
  href?: string | undefined;
  /** Only the label shows: words about a figure that is not there yet would be untrue. */
  isLoading?: boolean | undefined;
}

/** One figure with its trend; the whole tile leads to the list behind it. */
export function Tile(props: TileProps): ReactElement {
  const { label, value, unit, icon: Icon, tone, detail, trend, href, isLoading } = props;
  const body = (
    <>
      <span className="flex items-center gap-1.5 text-sm text-muted">
        {Icon && <Icon size={14} aria-hidden />}
        <span className="truncate">{label}</span>
      </span>
      <span className={classNames('flex items-baseline gap-1.5', tone && toneText[tone])}>
        {isLoading ? (
          <Skeleton className="my-1 h-6 w-20" />
        ) : (
          <bdi className="text-2xl font-semibold tracking-tight">{value}</bdi>
        )}
        {unit && !isLoading && <span className="text-base text-muted">{unit}</span>}
      </span>
      {detail && !isLoading && <span className="text-sm text-muted">{detail}</span>}
      {trend && <span className="mt-auto block pt-1">{trend}</span>}
    </>
  );
  const look = 'flex min-w-0 flex-col gap-0.5 rounded-lg border border-line bg-surface px-4 py-3 shadow-card';
  if (!href) return <div className={look}>{body}</div>;
  return (
    <Link
      href={href}
      isPlain
      className={classNames(look, 'transition-colors hover:border-control hover:bg-hover')}
    >
      {body}
    </Link>
  );
}

interface TrendProps {
  direction: 'up' | 'down' | 'flat';
  /** The change, already formatted: `12 %`. */
  value: string;
  /** Whether that is good news: rising rejects are not. */
  tone?: Tone | undefined;
  /** Since when: `since yesterday`. */
  since?: string | undefined;
}

/** Which way a figure went, in words for those who do not see the arrow. */
export function Trend({ direction, value, tone = 'off', since }: TrendProps): ReactElement {
  const { t } = useTranslation('ui');
  const Icon = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight }[direction];
  return (
    <span className="inline-flex items-center gap-1 text-sm">
      <span className={classNames('inline-flex items-center font-medium', toneText[tone])}>
        <Icon size={14} aria-hidden />
        <span aria-hidden>{value}</span>
        <span className="sr-only">{t(`trend.${direction}`, { value })}</span>
      </span>
      {since && <span className="text-muted">{since}</span>}
    </span>
  );
}
