import type { LucideIcon } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { classNames } from '../class-names.ts';

export interface Segment<Value extends string = string> {
  value: Value;
  label: string;
  icon?: LucideIcon | undefined;
}

interface SegmentedProps<Value extends string> {
  label: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string | undefined;
}

/** One of a few short words, all in sight: a time range, a theme. Arrow keys move, as in any group of radios. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>): ReactElement {
  const { label, segments, value, onChange, className } = props;
  const name = useId();
  return (
    <fieldset
      aria-label={label}
      className={classNames('inline-flex rounded-md border border-control bg-surface p-0.5', className)}
    >
      {segments.map(({ value: own, label: word, icon: Icon }) => (
        <label
          key={own}
          className="inline-flex h-6.5 items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium whitespace-nowrap text-muted hover:text-text has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-focus phone:h-11"
        >
          <input
            type="radio"
            name={name}
            value={own}
            checked={own === value}
            onChange={() => onChange(own)}
            className="sr-only"
          />
          {Icon && <Icon size={14} aria-hidden />}
          {word}
        </label>
      ))}
    </fieldset>
  );
}
