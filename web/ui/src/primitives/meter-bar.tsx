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
  const shareOf = (figure: number): number => Math.min(1, Math.max(0, max > 0 ? figure / max : 0));
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
        <div
          className={classNames('h-full rounded-full', value > 0 && 'min-w-1.5', fills[tone])}
          style={{ width: `${shareOf(value) * 100}%` }}
        />
      </div>
      {marks.map((mark, index) => (
        <Mark
          key={`${mark.at} ${mark.label}`}
          mark={mark}
          share={shareOf(mark.at)}
          isCrowded={isCrowded(shareOf(mark.at), marks[index + 1] && shareOf(marks[index + 1]!.at))}
        />
      ))}
    </div>
  );
}

interface MarkProps {
  mark: MeterMark;
  share: number;
  isCrowded: boolean;
}

/** The line stands at its place; its word as near to it as the ends of the bar let it. */
function Mark({ mark: { label, isReached }, share, isCrowded: hasNoRoom }: MarkProps): ReactElement {
  const look = isReached ? `font-medium ${toneText.warn}` : 'text-muted';
  return (
    <>
      <span
        aria-hidden
        className={classNames('absolute top-0 h-3.5 w-0.5 bg-current', look)}
        style={{ insetInlineStart: `calc(${share * 100}% - 1px)` }}
      />
      {!hasNoRoom && (
        <span
          aria-hidden
          className={classNames('absolute inset-x-0 top-3.5 flex text-xs whitespace-nowrap', look)}
        >
          <span style={{ flexGrow: share }} />
          <bdi>{label}</bdi>
          <span style={{ flexGrow: 1 - share }} />
        </span>
      )}
    </>
  );
}

/** About the width of a word, as a share of the bar. */
const wordShare = 0.16;

function isCrowded(share: number, next: number | undefined): boolean {
  return next !== undefined && next - share < wordShare;
}
