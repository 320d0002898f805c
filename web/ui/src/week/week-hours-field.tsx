import { Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { TextInput } from '../form/control/text-input.tsx';
import { Field } from '../form/field.tsx';
import { useBoundField, type FieldProps } from '../form/form-context.ts';
import { Button, IconButton } from '../primitives/button.tsx';
import { useWeekdayNames } from './use-weekday-names.ts';
import { WeekSelect } from './week-select.tsx';
import { weekdays, type WeekWindow } from './week-windows.ts';

const mostWindows = 21;
const newWindow: WeekWindow = { days: [...weekdays], from: '00:00', to: '06:00' };

/** Hours of the week: painted in a grid or typed to the minute. The form's value is a list of windows. */
export function WeekHoursField(props: FieldProps): ReactElement {
  const { label, hint, isRequired, className } = props;
  const { t } = useTranslation('ui');
  const { field, error, wiring } = useBoundField(props);
  const windows = (Array.isArray(field.value) ? field.value : []) as WeekWindow[];
  const put = (at: number, next: WeekWindow): void =>
    field.onChange(windows.map((own, index) => (index === at ? next : own)));
  return (
    <Field
      isGroup
      id={wiring.id}
      label={label}
      hint={hint ?? t('week.hint')}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <WeekSelect label={label} windows={windows} onChange={field.onChange} />
      <ul className="mt-2 flex flex-col gap-2">
        {windows.map((window, index) => (
          <WindowLine
            // The order of windows is the person's own, so the place is the identity.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            window={window}
            onChange={(next) => put(index, next)}
            onRemove={() => field.onChange(windows.filter((_own, at) => at !== index))}
          />
        ))}
      </ul>
      {windows.length < mostWindows && (
        <span>
          <Button size="sm" icon={Plus} onClick={() => field.onChange([...windows, newWindow])}>
            {t('week.add')}
          </Button>
        </span>
      )}
    </Field>
  );
}

interface WindowLineProps {
  window: WeekWindow;
  onChange: (next: WeekWindow) => void;
  onRemove: () => void;
}

function WindowLine({ window, onChange, onRemove }: WindowLineProps): ReactElement {
  const { t } = useTranslation('ui');
  const shortNameOf = useWeekdayNames('short');
  const toggle = (day: number): void => {
    const others = window.days.filter((own) => own !== day);
    onChange({
      ...window,
      days: window.days.includes(day) ? others : [...others, day].toSorted((one, other) => one - other),
    });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <fieldset aria-label={t('week.days')} className="flex flex-wrap gap-1">
        {weekdays.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={window.days.includes(day)}
            onClick={() => toggle(day)}
            className={classNames(
              'min-h-7 min-w-9 rounded-md border px-1.5 text-sm phone:min-h-11 phone:min-w-11',
              window.days.includes(day)
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'border-control text-muted hover:text-text',
            )}
          >
            {shortNameOf(day)}
          </button>
        ))}
      </fieldset>
      <span className="flex items-center gap-2">
        <TextInput
          type="time"
          aria-label={t('week.from')}
          value={window.from}
          onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
        />
        <span aria-hidden>–</span>
        <TextInput
          type="time"
          aria-label={t('week.to')}
          value={window.to}
          onChange={(event) => onChange({ ...window, to: event.currentTarget.value })}
        />
        <IconButton icon={Trash2} aria-label={t('week.remove')} onClick={onRemove} />
      </span>
    </li>
  );
}
