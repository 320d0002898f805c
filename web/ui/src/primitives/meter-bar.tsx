import type { ReactElement } from 'react';
import { classNames } from '../class-names.ts';
import { toneText, type Tone } from './tone.tsx';

export interface MeterMark {
  at: number;
  label: string;
  isReached: boolean;
}

interface MeterBarProps {
  /** What it measures, for those who do not see it. */
  label: string;
  value: number;
  max: number;
  /** The figure in words, with its marks: `310 of 300 GB, step 2 reached`. */
  valueText: string;
  tone?: Tone | 'accent' | undefined;
  /** Places at which something changes. */
  marks?: readonly MeterMark[] | undefined;
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

/** How much of something is used, with the places on the way at which something changes. */
export function MeterBar(props: MeterBarProps): ReactElement {
  const { label, value, max, valueText, tone = 'accent', marks = [], className } = props;
  const shareOf = (figure: number): string =>
    `${Math.min(1, Math.max(0, max > 0 ? figure / max : 0)) * 100}%`;
  return (
    <div className={classNames('relative', marks.length > 0 && 'pb-5', className)}>
      <div
        // The browser's own meter cannot be coloured the same in every browser.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(max, value)}
        aria-valuenow={value}
        aria-valuetext={valueText}
        className="h-2.5 overflow-hidden rounded-full bg-control/25"
      >
        <div className={classNames('h-full rounded-full', fills[tone])} style={{ width: shareOf(value) }} />
      </div>
      {marks.map(({ at, label: word, isReached }) => (
        <span
          key={`${at} ${word}`}
          aria-hidden
          className={classNames(
            'absolute top-0 flex h-full flex-col items-end text-xs whitespace-nowrap',
            isReached ? `font-medium ${toneText.warn}` : 'text-muted',
          )}
          // The mark ends at its place, so that one at the very end stays inside.
          style={{ insetInlineEnd: `calc(100% - ${shareOf(at)})` }}
        >
          <span className="h-3.5 w-0.5 bg-current" />
          <bdi>{word}</bdi>
        </span>
      ))}
    </div>
  );
}
