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
        {rows.map((value, row) => (
          <OrderRow
            key={value}
            id={`${id}-${value}`}
            option={options.find((one) => one.value === value) ?? { value, label: value }}
            place={chosen.indexOf(value)}
            isLast={chosen.at(-1) === value}
            isDisabled={isDisabled}
            isInvalid={row === 0 && wiring['aria-invalid']}
            onToggle={(isOn) => toggle(value, isOn)}
            onMove={(by) => move(chosen.indexOf(value), by)}
          />
        ))}
      </ol>
    </Field>
  );
}

interface OrderRowProps {
  id: string;
  option: OrderFieldProps['options'][number];
  /** Among those chosen, from 0; -1 for one that is not. */
  place: number;
  isLast: boolean;
  isDisabled: boolean | undefined;
  isInvalid: boolean | undefined;
  onToggle: (isOn: boolean) => void;
  onMove: (by: -1 | 1) => void;
}

function OrderRow(props: OrderRowProps): ReactElement {
  const { id, option, place, isLast, isDisabled, isInvalid, onToggle, onMove } = props;
  const { t } = useTranslation('ui');
  const name = option.label;
  const isOn = place >= 0;
  return (
    <li className="flex min-h-9 items-center gap-2.5 px-2.5 py-1 phone:min-h-12">
      <CheckboxInput
        id={id}
        data-invalid={isInvalid}
        isChecked={isOn}
        disabled={isDisabled}
        onChange={onToggle}
      />
      <label htmlFor={id} className="min-w-0 flex-1">
        <span className="flex gap-1.5 font-medium">
          {isOn && <bdi className="text-muted">{place + 1}.</bdi>}
          <span>{name}</span>
        </span>
        {option.detail && <span className="block text-sm text-muted">{option.detail}</span>}
      </label>
      <IconButton
        size="sm"
        icon={ChevronUp}
        aria-label={t('form.moveUp', { name })}
        disabled={isDisabled === true || place <= 0}
        onClick={() => onMove(-1)}
      />
      <IconButton
        size="sm"
        icon={ChevronDown}
        aria-label={t('form.moveDown', { name })}
        disabled={isDisabled === true || !isOn || isLast}
        onClick={() => onMove(1)}
      />
    </li>
  );
}
