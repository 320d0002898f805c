import type { ComponentProps, ReactElement } from 'react';
import { classNames } from '../../class-names.ts';

interface ToggleInputProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'checked'> {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

interface CheckboxInputProps extends ToggleInputProps {
  /** Some of what it stands for: a page of rows of which a few are chosen. */
  isMixed?: boolean | undefined;
}

/** A bare checkbox, for rows of a table; its user names it. The browser's own, in our colour. */
export function CheckboxInput({
  isChecked,
  isMixed,
  onChange,
  className,
  ...rest
}: CheckboxInputProps): ReactElement {
  return (
    <input
      {...rest}
      ref={(input) => {
        if (input) input.indeterminate = isMixed ?? false;
      }}
      type="checkbox"
      checked={isChecked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className={classNames('size-4 shrink-0 accent-accent', className)}
    />
  );
}

/** On or off at once, without a save button around it. */
export function SwitchInput({ isChecked, onChange, className, ...rest }: ToggleInputProps): ReactElement {
  return (
    <input
      {...rest}
      type="checkbox"
      role="switch"
      aria-checked={isChecked}
      checked={isChecked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className={classNames(
        'relative h-5 w-9 shrink-0 appearance-none rounded-full border border-control bg-hover transition-colors',
        'before:absolute before:inset-y-0.5 before:start-0.5 before:aspect-square before:rounded-full before:bg-control before:transition-transform',
        'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-text rtl:checked:before:-translate-x-4',
        'disabled:cursor-not-allowed disabled:opacity-55',
        className,
      )}
    />
  );
}
