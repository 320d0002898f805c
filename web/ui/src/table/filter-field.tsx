import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import type { FilterControl, FilterOption } from './column.ts';
import { DateRangeFilter } from './date-range-filter.tsx';
import { filterClass } from './cell-classes.ts';

/** Typing asks the server once it rests for so long. */
const typingRestMs = 300;

interface FilterFieldProps {
  control: FilterControl;
  /** The column's header. */
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** The control of one filter; an empty value means that nothing is narrowed. */
export function FilterField({ control, label, value, onChange }: FilterFieldProps): ReactElement {
  const { t } = useTranslation('table');
  const name = t('filterBy', { column: label });
  if (control.kind === 'select') {
    return <SelectFilter name={name} options={control.options} value={value} onChange={onChange} />;
  }
  if (control.kind === 'date-range') return <DateRangeFilter name={name} value={value} onChange={onChange} />;
  return <TextFilter name={name} placeholder={control.placeholder} value={value} onChange={onChange} />;
}

interface TextFilterProps {
  name: string;
  placeholder: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

function TextFilter({ name, placeholder, value, onChange }: TextFilterProps): ReactElement {
  const { t } = useTranslation('table');
  const [draft, setDraft] = useDraft(value, onChange);
  return (
    <div className="relative">
      <input
        type="text"
        aria-label={name}
        placeholder={placeholder}
        value={draft}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        className={classNames(filterClass, draft !== '' && 'border-accent pe-7')}
      />
      {draft !== '' && (
        <button
          type="button"
          aria-label={t('clearFilter', { name })}
          onClick={() => setDraft('')}
          className="absolute end-0 top-0 grid h-7 w-7 place-items-center text-muted hover:text-text phone:size-11"
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </div>
  );
}

interface SelectFilterProps {
  name: string;
  options: readonly FilterOption[];
  value: string;
  onChange: (value: string) => void;
}

function SelectFilter({ name, options, value, onChange }: SelectFilterProps): ReactElement {
  const { t } = useTranslation('table');
  return (
    <select
      aria-label={name}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={classNames(filterClass, 'px-1', value === '' ? 'text-muted' : 'border-accent')}
    >
      <option value="">{t('all')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/**
 * What is typed, passed on when the typing rests. A value that comes from elsewhere (a link, "clear filters")
 * replaces it; the echo of what was passed on does not, for more may have been typed since.
 */
function useDraft(value: string, onChange: (value: string) => void): [string, (draft: string) => void] {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const [passedOn, setPassedOn] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== passedOn) setDraft(value);
  }
  const passOn = useEffectEvent(() => {
    const text = draft.trim();
    if (text === value) return;
    setPassedOn(text);
    onChange(text);
  });
  useEffect(() => {
    const timer = setTimeout(() => passOn(), draft === '' ? 0 : typingRestMs);
    return () => clearTimeout(timer);
  }, [draft]);
  return [draft, setDraft];
}
