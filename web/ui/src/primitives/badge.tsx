import type { ReactElement, ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { toneClasses, type Tone } from './tone.tsx';

interface BadgeProps {
  children: ReactNode;
  tone?: Tone | undefined;
}

/** A small count beside a word: `Sessions 3`. */
export function Badge({ children, tone = 'off' }: BadgeProps): ReactElement {
  return (
    <span
      className={classNames(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full border px-1 text-xs font-semibold',
        toneClasses[tone],
      )}
    >
      {children}
    </span>
  );
}
