import type { ReactElement } from 'react';
import { useFormat } from '../format/use-format.tsx';
import { fromZonedText, toZonedText } from '../format/zoned-time.ts';
import { TextInput } from './control/text-input.tsx';
import { Field } from './field.tsx';
import { useBoundField, type FieldProps } from './form-context.ts';

interface DateTimeFieldProps extends FieldProps {
  /** `2026-11-21T00:00` on the clock of the tenant's zone. */
  min?: string | undefined;
  max?: string | undefined;
  /** To the second, as evidence asks for. */
  hasSeconds?: boolean | undefined;
}

/** A moment on the clock of the tenant's zone, whatever that of this computer. The form's value is ISO 8601 or `null`. */
export function DateTimeField(props: DateTimeFieldProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, min, max, hasSeconds } = props;
  const { timeZone } = useFormat();
  const { field, error, wiring } = useBoundField(props);
  const instantMs = typeof field.value === 'string' ? Date.parse(field.value) : Number.NaN;
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint ?? timeZone}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <TextInput
        {...field}
        {...wiring}
        aria-describedby={[wiring['aria-describedby'], `${wiring.id}-hint`].filter(Boolean).join(' ')}
        type="datetime-local"
        step={hasSeconds ? 1 : undefined}
        min={min}
        max={max}
        disabled={isDisabled}
        value={Number.isNaN(instantMs) ? '' : toZonedText(instantMs, timeZone, hasSeconds)}
        onChange={(event) => {
          const chosen = fromZonedText(event.currentTarget.value, timeZone);
          field.onChange(chosen === undefined ? null : new Date(chosen).toISOString());
        }}
      />
    </Field>
  );
}
