import type { ReactElement } from 'react';
import { classNames } from '../class-names.ts';
import type { Tone } from './tone.tsx';

interface ProgressBarProps {
  /** What it measures, for those who do not see it. */
  label: string;
  /** Left out when nobody knows how long it takes. */
  value?: number | undefined;
  max?: number | undefined;
  /** The figure in words: `38 of 120`. */
  valueText?: string | undefined;
  tone?: Tone | 'accent' | undefined;
  className?: string | undefined;
}

const fills: Record<Tone | 'accent', string> = {
  accent: 'bg-accent',
  ok: 'bg-ok-fg',
  off: 'bg-off-fg',
  warn: 'bg-warn-fg',
  bad: 'bg-bad-fg',
  new: 'bg-new-fg',
};

export function ProgressBar(props: ProgressBarProps): ReactElement {
  const { label, value, max = 100, valueText, tone = 'accent', className } = props;
  const share = value === undefined || max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <div
      // The browser's own bar cannot be coloured the same in every browser.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      className={classNames('h-1.5 w-full overflow-hidden rounded-full bg-control/25', className)}
    >
      <div
        className={classNames(
          'h-full rounded-full transition-[width]',
          fills[tone],
          value === undefined && 'w-1/3 animate-pulse',
        )}
        style={value === undefined ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
