import { Button, IconButton } from '@trunkline/web-ui';
import { CheckboxInput, Field, TextInput, useBoundField } from '@trunkline/web-ui/form';
import { Plus, Trash2 } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoginWindow } from './edit-values.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const mostWindows = 21;
const wholeWeek: LoginWindow = { days: [...weekdays], from: '08:00', to: '22:00' };

/** When logins are allowed, in the tenant's zone; none means always. */
export function LoginHoursField({ name }: { name: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const label = t('field.loginHours');
  const { field, error, wiring } = useBoundField({ name, label, hint: t('edit.loginHoursHint') });
  const windows = (Array.isArray(field.value) ? field.value : []) as LoginWindow[];
  const put = (at: number, next: LoginWindow): void =>
    field.onChange(windows.map((own, index) => (index === at ? next : own)));
  return (
    <Field id={wiring.id} label={label} hint={t('edit.loginHoursHint')} error={error} isGroup>
      <div className="flex flex-col gap-3">
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
        {windows.length < mostWindows && (
          <span>
            <Button size="sm" icon={Plus} onClick={() => field.onChange([...windows, wholeWeek])}>
              {t('edit.addHours')}
            </Button>
          </span>
        )}
      </div>
    </Field>
  );
}

interface WindowLineProps {
  window: LoginWindow;
  onChange: (next: LoginWindow) => void;
  onRemove: () => void;
}

function WindowLine({ window, onChange, onRemove }: WindowLineProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const id = useId();
  const toggle = (day: number, isOn: boolean): void => {
    const others = window.days.filter((own) => own !== day);
    onChange({ ...window, days: isOn ? [...others, day].toSorted((a, b) => a - b) : others });
  };
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {weekdays.map((day) => (
          <span key={day} className="inline-flex items-center gap-1.5">
            <CheckboxInput
              id={`${id}-${day}`}
              isChecked={window.days.includes(day)}
              onChange={(isOn) => toggle(day, isOn)}
            />
            <label htmlFor={`${id}-${day}`}>{t(`weekday.${day}`)}</label>
          </span>
        ))}
      </div>
      <div className="flex items-center gap-2">
        <TextInput
          type="time"
          aria-label={t('edit.from')}
          value={window.from}
          onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
        />
        <span aria-hidden>–</span>
        <TextInput
          type="time"
          aria-label={t('edit.to')}
          value={window.to}
          onChange={(event) => onChange({ ...window, to: event.currentTarget.value })}
        />
        <IconButton icon={Trash2} aria-label={t('edit.removeHours')} onClick={onRemove} />
      </div>
    </div>
  );
}
