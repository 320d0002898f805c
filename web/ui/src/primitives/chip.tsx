import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { toneClasses, toneIcons, type Tone } from './tone.tsx';

interface StatusChipProps {
  tone: Tone;
  children: ReactNode;
  /** The tone's own shape where none is given: a chip always has word, colour and icon. */
  icon?: LucideIcon | undefined;
  title?: string | undefined;
}

/** The status of a thing, the same everywhere: word, colour and icon. */
export function StatusChip({ tone, children, icon, title }: StatusChipProps): ReactElement {
  const Icon = icon ?? toneIcons[tone];
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-5.5 max-w-full items-center gap-1 rounded-full border px-2 text-sm font-medium whitespace-nowrap',
        toneClasses[tone],
      )}
    >
      <Icon size={13} strokeWidth={2.25} aria-hidden className="shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  );
}

interface ChipProps {
  children: ReactNode;
  icon?: LucideIcon | undefined;
  className?: string | undefined;
}

/** A neutral label: a plan's name, a tag, a filter in force. */
export function Chip({ children, icon: Icon, className }: ChipProps): ReactElement {
  return (
    <span
      className={classNames(
        'inline-flex h-5.5 max-w-full items-center gap-1 rounded-md border border-line bg-hover px-1.5 text-sm whitespace-nowrap',
        className,
      )}
    >
      {Icon && <Icon size={13} aria-hidden className="shrink-0 text-muted" />}
      <span className="truncate">{children}</span>
    </span>
  );
}

interface StatusDotProps {
  tone: Tone;
  /** Read out in place of the dot, which is colour alone. */
  label: string;
}

/** For very dense places, beside words that say the same. */
export function StatusDot({ tone, label }: StatusDotProps): ReactElement {
  const dots: Record<Tone, string> = {
    ok: 'bg-ok-fg border-ok-fg',
    off: 'bg-transparent border-off-fg',
    warn: 'bg-warn-fg border-warn-fg rotate-45 rounded-none',
    bad: 'bg-bad-fg border-bad-fg rounded-none',
    new: 'bg-new-fg border-new-fg',
  };
  return (
    <span title={label} className="inline-flex size-4 shrink-0 items-center justify-center">
      <span className={classNames('size-2 rounded-full border-2', dots[tone])} />
      <span className="sr-only">{label}</span>
    </span>
  );
}
