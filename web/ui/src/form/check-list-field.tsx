import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from './control/text-input.tsx';
import { CheckboxInput } from './control/toggle-input.tsx';
import { Field } from './field.tsx';
import { useBoundField, type FieldProps } from './form-context.ts';

interface CheckListFieldProps extends FieldProps {
  options: readonly { value: string; label: string; detail?: string | undefined }[];
}

/** From this many on a list is searched rather than read. */
const searchedFrom = 9;

/** Several of a list that all fits a page. The form's value is a list of the options' values. */
export function CheckListField(props: CheckListFieldProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, options } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const [wanted, setWanted] = useState('');
  const { field, error, wiring } = useBoundField(props);
  const chosen = Array.isArray(field.value) ? (field.value as string[]) : [];
  const text = wanted.trim().toLowerCase();
  const shown = options.filter((option) => option.label.toLowerCase().includes(text));
  const toggle = (value: string, isOn: boolean): void =>
    field.onChange(isOn ? [...chosen, value] : chosen.filter((own) => own !== value));
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
      {options.length >= searchedFrom && (
        <SearchInput aria-label={t('form.searchIn', { label })} value={wanted} onChange={setWanted} />
      )}
      <ul className="max-h-56 overflow-y-auto rounded-md border border-control bg-surface p-1">
        {shown.map(({ value, label: word, detail }, index) => (
          <li key={value} className="flex min-h-7 items-center gap-2.5 px-2 phone:min-h-11">
            <CheckboxInput
              id={`${id}-${value}`}
              name={field.name}
              data-invalid={index === 0 && wiring['aria-invalid']}
              isChecked={chosen.includes(value)}
              disabled={isDisabled}
              onBlur={field.onBlur}
              onChange={(isOn) => toggle(value, isOn)}
            />
            <label htmlFor={`${id}-${value}`} className="flex min-w-0 flex-1 items-baseline gap-2 py-1">
              <bdi className="truncate">{word}</bdi>
              {detail && <bdi className="ms-auto shrink-0 text-sm text-muted">{detail}</bdi>}
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className="px-2 py-1 text-muted">{t('form.noMatch')}</li>}
      </ul>
    </Field>
  );
}
