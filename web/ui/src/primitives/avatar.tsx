import type { ReactElement } from 'react';
import { classNames } from '../class-names.ts';

interface AvatarProps {
  name: string;
  size?: 'sm' | 'md' | 'lg' | undefined;
}

const sizes = { sm: 'size-6 text-xs', md: 'size-8 text-sm', lg: 'size-12 text-lg' };

/** A person by their initials; the name stands beside it, so it is decoration. */
export function Avatar({ name, size = 'md' }: AvatarProps): ReactElement {
  return (
    <span
      aria-hidden
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent',
        sizes[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  );
  // Arabic letters would join into a word of their own; this keeps them apart and is invisible elsewhere.
  return letters.join('\u200c').toLocaleUpperCase();
}
