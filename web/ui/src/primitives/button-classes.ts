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
  sm: 'h-7 px-2.5 text-sm gap-1.5',
  md: 'h-8 px-3 text-base gap-2',
};

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
    look.isSquare && (look.size === 'sm' ? 'w-7 px-0' : 'w-8 px-0'),
    look.isSquare && 'phone:min-w-11',
  );
}
