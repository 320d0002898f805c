import type { ReactElement, ReactNode } from 'react';
import { toneText, type Tone } from './tone.tsx';

interface UsageRingProps {
  label: string;
  value: number;
  max: number;
  valueText: string;
  tone: Tone;
  /** In the middle: the figure that counts. */
  children: ReactNode;
}

const radius = 42;
const around = 2 * Math.PI * radius;

/** A share as a ring with its figure in the middle. */
export function UsageRing({ label, value, max, valueText, tone, children }: UsageRingProps): ReactElement {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(max, value)}
      aria-valuenow={value}
      aria-valuetext={valueText}
      className={`relative size-28 shrink-0 ${toneText[tone]}`}
    >
      <svg aria-hidden viewBox="0 0 100 100" className="size-full -rotate-90 rtl:-scale-y-100">
        <circle cx="50" cy="50" r={radius} fill="none" strokeWidth="9" className="stroke-control/25" />
        <circle
          cx="50"
          cy="50"
          r={radius}
          fill="none"
          strokeWidth="9"
          stroke="currentColor"
          strokeLinecap={share > 0 ? 'round' : 'butt'}
          strokeDasharray={`${share * around} ${around}`}
        />
      </svg>
      <div className="absolute inset-0 flex flex-col items-center justify-center text-center">{children}</div>
    </div>
  );
}
