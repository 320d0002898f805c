import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { SelectInput, type SelectOption } from './control/select-input.tsx';
import { CheckboxInput, SwitchInput } from './control/toggle-input.tsx';
import { Field, FieldNotes } from './field.tsx';
import { useBoundField, type BoundField, type FieldProps } from './form-context.ts';

interface SelectFieldProps extends FieldProps {
  options: readonly SelectOption[];
  /** The line for nothing chosen; `Choose…` where something must be. */
  emptyLabel?: string | undefined;
}

/** One of a short list. The form's value is the option's, or an empty string. */
export function SelectField(props: SelectFieldProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, options, emptyLabel } = props;
  const { t } = useTranslation('ui');
  const { field, error, wiring } = useBoundField(props);
  const value = typeof field.value === 'string' ? field.value : '';
  const empty = emptyLabel ?? (value === '' ? t('form.choose') : undefined);
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <SelectInput
        {...field}
        {...wiring}
        value={value}
        options={options}
        emptyLabel={empty}
        disabled={isDisabled}
      />
    </Field>
  );
}

/** On or off, with its words beside it. */
export function SwitchField(props: FieldProps): ReactElement {
  const bound = useBoundField(props);
  return (
    <ToggleLine {...props} bound={bound}>
      <SwitchInput {...toggleOf(bound)} disabled={props.isDisabled} className="mt-0.5" />
    </ToggleLine>
  );
}

/** A yes that belongs to the form, with its words beside it. */
export function CheckboxField(props: FieldProps): ReactElement {
  const bound = useBoundField(props);
  return (
    <ToggleLine {...props} bound={bound}>
      <CheckboxInput {...toggleOf(bound)} disabled={props.isDisabled} className="mt-1" />
    </ToggleLine>
  );
}

function toggleOf({ field, wiring }: BoundField) {
  const { value, onChange, onBlur, name } = field;
  return { ...wiring, name, onBlur, isChecked: value === true, onChange };
}

interface ToggleLineProps extends FieldProps {
  bound: BoundField;
  children: ReactElement;
}

function ToggleLine({ bound, label, hint, children, className }: ToggleLineProps): ReactElement {
  const { id } = bound.wiring;
  return (
    <div className={classNames('flex min-h-6 items-start gap-2.5 phone:py-2.5', className)}>
      {children}
      <div className="flex min-w-0 flex-col">
        <label htmlFor={id} className="inline-flex min-h-6 items-center font-medium">
          {label}
        </label>
        <FieldNotes id={id} hint={hint} error={bound.error} />
      </div>
    </div>
  );
}

interface RadioCardOption extends SelectOption {
  description?: string | undefined;
  icon?: LucideIcon | undefined;
}

interface RadioCardsProps extends FieldProps {
  options: readonly RadioCardOption[];
}

/** One of a few, each with a line of words: for choices that need thought. */
export function RadioCards(props: RadioCardsProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, options } = props;
  const { field, error, wiring } = useBoundField(props);
  return (
    <Field
      isGroup
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <div className="grid gap-2 sm:grid-cols-[repeat(auto-fit,minmax(13.5rem,1fr))]">
        {options.map(
          ({ value, label: word, description, icon: Icon, isDisabled: isOptionDisabled }, index) => (
            <label
              key={value}
              className="flex min-h-11 items-start gap-2.5 rounded-lg border border-control bg-surface p-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-disabled:opacity-55"
            >
              <input
                type="radio"
                ref={index === 0 ? field.ref : undefined}
                name={field.name}
                value={value}
                checked={field.value === value}
                disabled={isDisabled ?? isOptionDisabled}
                data-invalid={wiring['aria-invalid']}
                onBlur={field.onBlur}
                onChange={() => field.onChange(value)}
                className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface outline-none checked:border-5 checked:border-accent"
              />
              <span className="min-w-0 flex-1">
                <span className="flex items-center gap-1.5 font-medium">
                  {Icon && <Icon size={15} aria-hidden className="text-muted" />}
                  {word}
                </span>
                {description && <span className="block text-sm text-muted">{description}</span>}
              </span>
            </label>
          ),
        )}
      </div>
    </Field>
  );
}
