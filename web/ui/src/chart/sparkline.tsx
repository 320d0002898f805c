import type { ReactElement } from 'react';
import { toneText, type ChartTone } from './chart-data.ts';
import { sparkPaths } from './spark-path.ts';

interface SparklineProps {
  /** Oldest first; null where nothing was measured. */
  values: readonly (number | null)[];
  tone?: ChartTone;
  /** Left out where words beside it say the same. */
  label?: string;
  /** Size and place, such as `h-8 w-full`. */
  className?: string;
}

const width = 100;
const height = 24;

/** The course of a figure in a few pixels: newest at the right, from zero up. */
export function Sparkline(props: SparklineProps): ReactElement {
  const { values, tone = 'accent', label, className = 'h-8 w-full' } = props;
  const { line, area } = sparkPaths(values, { width, height });
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      direction="ltr"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
      className={`block ${toneText[tone]} ${className}`}
    >
      <path d={area} fill="currentColor" opacity={0.14} />
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
