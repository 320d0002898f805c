import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactElement } from 'react';
import { classNames } from '../../class-names.ts';
import { controlClasses, lineClasses } from './control-classes.ts';

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
  isDisabled?: boolean | undefined;
}

export interface SelectInputProps<Value extends string> extends Omit<
  ComponentProps<'select'>,
  'onChange' | 'value' | 'children'
> {
  value: Value | '';
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  /** The first line where nothing is chosen yet: `Choose…`, `Any NAS`. */
  emptyLabel?: string | undefined;
}

/** The browser's own select: works with keys, screen readers and the wheel of a phone. */
export function SelectInput<Value extends string>(props: SelectInputProps<Value>): ReactElement {
  const { value, onChange, options, emptyLabel, className, ...rest } = props;
  return (
    <div className={classNames('relative', className)}>
      <select
        {...rest}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
        className={classNames(controlClasses, lineClasses, 'appearance-none truncate pe-8')}
      >
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={15}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto text-muted"
      />
    </div>
  );
}
