import { Popover } from '@base-ui/react/popover';
import { CalendarRange } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../primitives/button.tsx';
import { classNames } from '../class-names.ts';
import { filterClass } from './cell-classes.ts';
import { formatDateRange, parseDateRange } from './table-state.ts';

interface DateRangeFilterProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
}

/** Two days, either may be open. The days are the tenant's; the server makes instants of them. */
export function DateRangeFilter({ name, value, onChange }: DateRangeFilterProps): ReactElement {
  const { t } = useTranslation('table');
  const range = parseDateRange(value);
  const text = value === '' ? t('all') : `${range.from ?? '…'} – ${range.to ?? '…'}`;
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${name}: ${text}`}
        className={classNames(
          filterClass,
          'flex items-center gap-1.5',
          value === '' ? 'text-muted' : 'border-accent',
        )}
      >
        <CalendarRange size={13} aria-hidden className="shrink-0" />
        <bdi className="truncate">{text}</bdi>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} className="z-40 outline-none">
          <Popover.Popup
            aria-label={name}
            className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-3 shadow-overlay outline-none"
          >
            <DayField
              label={t('from')}
              value={range.from}
              max={range.to}
              onChange={(from) => onChange(formatDateRange({ ...range, from }))}
            />
            <DayField
              label={t('to')}
              value={range.to}
              min={range.from}
              onChange={(to) => onChange(formatDateRange({ ...range, to }))}
            />
            <Button size="sm" disabled={value === ''} onClick={() => onChange('')}>
              {t('clear')}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface DayFieldProps {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string) => void;
}

function DayField({ label, value = '', min, max, onChange }: DayFieldProps): ReactElement {
  return (
    <label className="flex flex-col gap-1 text-sm text-muted">
      {label}
      <input
        type="date"
        value={value}
        min={min}
        max={max}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 rounded-md border border-control bg-surface px-2 text-base text-text phone:h-11"
      />
    </label>
  );
}
