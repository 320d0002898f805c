import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectInput } from './control/select-input.tsx';
import { TextInput } from './control/text-input.tsx';
import { Field } from './field.tsx';
import { useBoundField, type FieldProps } from './form-context.ts';
import { parseNumber } from './parse-number.ts';
import { fromUnit, inUnit, unitFor, units, type Unit, type UnitKind } from './unit-value.ts';

interface NumberFieldProps extends FieldProps {
  placeholder?: string | undefined;
  /** After the figure: `users`, `%`. */
  suffix?: string | undefined;
}

/** A number or nothing (`null`). Typed as text, so that no wheel or locale changes it behind one's back. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, placeholder, suffix } = props;
  const { field, error, wiring } = useBoundField(useNumberRules(props));
  const { text, onText } = useNumberText({ value: field.value, onChange: field.onChange, unit: plainUnit });
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <div className="flex items-center gap-2">
        <TextInput
          {...field}
          {...wiring}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          disabled={isDisabled}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        {suffix && <span className="shrink-0 text-muted">{suffix}</span>}
      </div>
    </Field>
  );
}

interface UnitFieldProps extends FieldProps {
  kind: UnitKind;
  placeholder?: string | undefined;
}

/** A rate, volume or duration in the unit people think in; the form's value is in bit/s, bytes or seconds. */
export function UnitField(props: UnitFieldProps): ReactElement {
  const { kind, label, hint, isRequired, isDisabled, className, placeholder } = props;
  const { t } = useTranslation('ui');
  const { field, error, wiring } = useBoundField(useNumberRules(props));
  const [unit, setUnit] = useState(() => unitFor(kind, typeof field.value === 'number' ? field.value : null));
  const { text, onText } = useNumberText({ value: field.value, onChange: field.onChange, unit });
  const chooseUnit = (symbol: string): void => {
    const next = units[kind].find((offered) => offered.symbol === symbol) ?? unit;
    const figure = parseNumber(text);
    // The figure stays and its meaning changes: who picks G after typing 1 means one G.
    if (figure !== undefined) field.onChange(fromUnit(figure, next));
    setUnit(next);
  };
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <div className="flex gap-1.5">
        <TextInput
          {...field}
          {...wiring}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          disabled={isDisabled}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        <SelectInput
          className="w-25 shrink-0"
          aria-label={t('form.unit', { label })}
          value={unit.symbol}
          onChange={chooseUnit}
          disabled={isDisabled}
          options={units[kind].map(({ symbol, word }) => ({
            value: symbol,
            label: word ? t(`unit.${word}`) : symbol,
          }))}
        />
      </div>
    </Field>
  );
}

const plainUnit: Unit = { factor: 1, symbol: '' };

interface NumberTextInput {
  value: unknown;
  onChange: (value: unknown) => void;
  unit: Unit;
}

/**
 * Keeps what was typed as long as it means the form's value, so that `1.` can become `1.5`; a value set from outside
 * replaces it. What is no number goes into the form as the text itself, where the rules refuse it.
 */
function useNumberText({ value, onChange, unit }: NumberTextInput): {
  text: string;
  onText: (text: string) => void;
} {
  const [typed, setTyped] = useState('');
  const meaning = (text: string): unknown => {
    if (text.trim() === '') return null;
    const figure = parseNumber(text);
    return figure === undefined ? text : unit.factor === 1 ? figure : fromUnit(figure, unit);
  };
  const told =
    typeof value === 'number' ? String(inUnit(value, unit)) : typeof value === 'string' ? value : '';
  return {
    text: meaning(typed) === value ? typed : told,
    onText: (text) => {
      setTyped(text);
      onChange(meaning(text));
    },
  };
}

function useNumberRules<Props extends FieldProps>(props: Props): Props {
  const { t } = useTranslation('ui');
  const validate = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? t('form.notANumber') : props.validate?.(value);
  return { ...props, validate };
}
