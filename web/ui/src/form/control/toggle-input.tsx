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
      className={classNames(checkboxClasses, className)}
    />
  );
}

/** The mark is cut out of the box's own ground; the invisible edge makes it 24 px to press, 44 px where touched. */
const checkboxClasses =
  'relative size-4 shrink-0 appearance-none rounded-sm border border-control bg-surface hover:border-text ' +
  'after:absolute after:-inset-1 phone:after:-inset-3.5 ' +
  'checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent ' +
  'before:absolute before:inset-0 before:hidden before:bg-accent-text forced-colors:before:bg-[CanvasText] checked:before:block indeterminate:before:block ' +
  'before:[clip-path:polygon(18%_48%,10%_57%,40%_87%,92%_27%,83%_19%,39%_69%)] ' +
  'indeterminate:before:[clip-path:inset(42%_18%)] ' +
  'disabled:cursor-not-allowed disabled:opacity-55';

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
        'after:absolute after:-inset-x-0.5 after:-inset-y-1 phone:after:-inset-y-3',
        'before:absolute before:inset-y-0.5 before:start-0.5 before:aspect-square before:rounded-full before:bg-control before:transition-transform forced-colors:before:bg-[CanvasText]',
        'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-text rtl:checked:before:-translate-x-4',
        'disabled:cursor-not-allowed disabled:opacity-55',
        className,
      )}
    />
  );
}
