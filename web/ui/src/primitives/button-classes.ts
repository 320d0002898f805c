import { classNames } from '../class-names.ts';

export type ButtonVariant = 'primary' | 'plain' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-text border-transparent hover:bg-accent-hover',
  plain: 'bg-surface text-text border-control hover:bg-hover',
  ghost: 'bg-transparent text-text border-transparent hover:bg-hover',
  danger: 'bg-danger text-danger-text border-transparent hover:bg-danger-hover',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 text-sm gap-1.5',
  md: 'h-8 text-base gap-2',
};

// One of the two, never both: of two paddings the later in the style sheet wins, not the later in the list.
const paddings: Record<ButtonSize, string> = { sm: 'px-2.5', md: 'px-3' };
const squares: Record<ButtonSize, string> = { sm: 'w-7', md: 'w-8' };

/** The look of everything that acts like a button, also of links that look like one. */
export function buttonClasses(look: {
  variant: ButtonVariant;
  size: ButtonSize;
  isSquare?: boolean;
}): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap select-none',
    'transition-colors phone:min-h-11',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    variants[look.variant],
    sizes[look.size],
    look.isSquare ? classNames(squares[look.size], 'phone:min-w-11') : paddings[look.size],
  );
}
