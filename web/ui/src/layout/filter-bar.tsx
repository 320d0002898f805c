import { ListFilter, X } from 'lucide-react';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { SearchInput } from '../form/control/text-input.tsx';
import { Button } from '../primitives/button.tsx';

interface FilterBarProps {
  search?:
    | { value: string; onChange: (text: string) => void; label: string; placeholder?: string | undefined }
    | undefined;
  /** The controls: `SelectInput`, `Segmented`, … each with a label of its own. */
  children?: ReactNode | undefined;
  /** How many filters are in force. */
  activeCount?: number | undefined;
  onClear?: (() => void) | undefined;
  /** At the end of the line: export, columns, views. */
  end?: ReactNode | undefined;
}

/** What narrows a list, above it. On a phone the controls fold behind one button. */
export function FilterBar({ search, children, activeCount = 0, onClear, end }: FilterBarProps): ReactElement {
  const { t } = useTranslation('ui');
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      {search && (
        <SearchInput
          value={search.value}
          onChange={search.onChange}
          aria-label={search.label}
          placeholder={search.placeholder ?? search.label}
          className="w-64 phone:w-full"
        />
      )}
      {children && (
        <Button
          icon={ListFilter}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="sm:hidden"
        >
          {activeCount > 0 ? t('frame.filtersOn', { count: activeCount }) : t('frame.filters')}
        </Button>
      )}
      <fieldset
        id={id}
        aria-label={t('frame.filters')}
        className={classNames(
          'flex min-w-0 flex-wrap items-center gap-2 phone:w-full phone:flex-col phone:items-stretch',
          !isOpen && 'phone:hidden',
        )}
      >
        {children}
        {activeCount > 0 && onClear && (
          <Button variant="ghost" icon={X} onClick={onClear}>
            {t('frame.clearFilters')}
          </Button>
        )}
      </fieldset>
      {end && <div className="ms-auto flex flex-wrap items-center gap-2">{end}</div>}
    </div>
  );
}
