import { ChevronDown, ChevronUp } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../primitives/button.tsx';
import { CheckboxInput } from './control/toggle-input.tsx';
import { Field } from './field.tsx';
import { useBoundField, type FieldProps } from './form-context.ts';

interface OrderFieldProps extends FieldProps {
  options: readonly { value: string; label: string; detail?: string | undefined }[];
}

/** Some of a few things, in the order in which they come. The form's value is a list of their values. */
export function OrderField(props: OrderFieldProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, options } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const { field, error, wiring } = useBoundField(props);
  const chosen = Array.isArray(field.value) ? (field.value as string[]) : [];
  const rows = [...chosen, ...options.map(({ value }) => value).filter((value) => !chosen.includes(value))];
  const toggle = (value: string, isOn: boolean): void =>
    field.onChange(isOn ? [...chosen, value] : chosen.filter((own) => own !== value));
  const move = (at: number, by: -1 | 1): void => {
    const next = [...chosen];
    next.splice(at + by, 0, ...next.splice(at, 1));
    field.onChange(next);
  };
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
      <ol className="divide-y divide-line rounded-md border border-control bg-surface">
        {rows.map((value, row) => {
          const option = options.find((one) => one.value === value);
          const at = chosen.indexOf(value);
          const name = option?.label ?? value;
          return (
            <li key={value} className="flex min-h-9 items-center gap-2.5 px-2.5 py-1 phone:min-h-12">
              <CheckboxInput
                id={`${id}-${value}`}
                data-invalid={row === 0 && wiring['aria-invalid']}
                isChecked={at >= 0}
                disabled={isDisabled}
                onChange={(isOn) => toggle(value, isOn)}
              />
              <label htmlFor={`${id}-${value}`} className="min-w-0 flex-1">
                <span className="font-medium">
                  {at >= 0 && <bdi className="me-1.5 text-muted">{at + 1}.</bdi>}
                  {name}
                </span>
                {option?.detail && <span className="block text-sm text-muted">{option.detail}</span>}
              </label>
              <IconButton
                size="sm"
                icon={ChevronUp}
                aria-label={t('form.moveUp', { name })}
                disabled={isDisabled ?? at <= 0}
                onClick={() => move(at, -1)}
              />
              <IconButton
                size="sm"
                icon={ChevronDown}
                aria-label={t('form.moveDown', { name })}
                disabled={isDisabled ?? (at < 0 || at === chosen.length - 1)}
                onClick={() => move(at, 1)}
              />
            </li>
          );
        })}
      </ol>
    </Field>
  );
}
