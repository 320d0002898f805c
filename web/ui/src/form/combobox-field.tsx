import { useState, type ReactElement } from 'react';
import { ComboboxInput, type ComboboxOption, type LoadOptions } from './control/combobox-input.tsx';
import { Field } from './field.tsx';
import { useBoundField, type FieldProps } from './form-context.ts';

interface ComboboxFieldProps extends FieldProps {
  /** Keep it the same between renders (a constant or `useCallback`): a new one asks anew. */
  loadOptions: LoadOptions;
  /** The option that the form's value names at first, so that its label is known. */
  initialOption?: ComboboxOption | undefined;
  placeholder?: string | undefined;
  onChoose?: ((option: ComboboxOption | null) => void) | undefined;
}

/** One of many, found by typing. The form's value is the option's, or `null`. */
export function ComboboxField(props: ComboboxFieldProps): ReactElement {
  const {
    label,
    hint,
    isRequired,
    isDisabled,
    className,
    loadOptions,
    initialOption,
    placeholder,
    onChoose,
  } = props;
  const { field, error, wiring } = useBoundField(props);
  const [chosen, setChosen] = useState(initialOption ?? null);
  const value = chosen && chosen.value === field.value ? chosen : null;
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <ComboboxInput
        {...wiring}
        // While the list is open everything else, the label too, is hidden from screen readers.
        aria-label={label}
        value={value}
        onChange={(option) => {
          setChosen(option);
          field.onChange(option?.value ?? null);
          onChoose?.(option);
        }}
        loadOptions={loadOptions}
        placeholder={placeholder}
        isDisabled={isDisabled}
      />
    </Field>
  );
}
