import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown, X } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../class-names.ts';
import { controlClasses, lineClasses } from './control-classes.ts';
import type { FieldWiring } from '../form-context.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second line, such as the phone of a person. */
  detail?: string | undefined;
}

/** Finds options for what was typed; an empty text asks for the first few. Aborted when more is typed. */
export type LoadOptions = (text: string, signal: AbortSignal) => Promise<ComboboxOption[]>;

interface ComboboxInputProps extends Partial<FieldWiring> {
  value: ComboboxOption | null;
  onChange: (option: ComboboxOption | null) => void;
  loadOptions: LoadOptions;
  placeholder?: string | undefined;
  isDisabled?: boolean | undefined;
  'aria-label'?: string | undefined;
  className?: string | undefined;
}

/** One of many, found by typing. */
export function ComboboxInput(props: ComboboxInputProps): ReactElement {
  const { value, onChange, loadOptions, placeholder, isDisabled, className, ...wiring } = props;
  const { t } = useTranslation('ui');
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  // While an option is chosen the box holds its label, which is no search.
  const searched = value && text === value.label ? '' : text;
  const { options, state } = useOptions({ loadOptions, text: searched, isOpen });
  return (
    <Base.Root<ComboboxOption>
      items={options}
      filter={null}
      autoHighlight
      value={value}
      onValueChange={onChange}
      onInputValueChange={setText}
      open={isOpen}
      onOpenChange={setOpen}
      itemToStringLabel={(option) => option.label}
      isItemEqualToValue={(one, other) => one.value === other.value}
      disabled={isDisabled ?? false}
    >
      <Base.InputGroup className={classNames('relative', className)}>
        <Base.Input
          {...wiring}
          placeholder={placeholder}
          className={classNames(controlClasses, lineClasses, 'pe-14 phone:pe-23')}
        />
        <ComboboxButtons />
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="w-(--anchor-width) min-w-52 rounded-lg border border-line bg-raised shadow-overlay">
            <Base.Status className="px-3 py-2 text-muted empty:hidden">
              {state === 'loading' && t('form.searching')}
              {state === 'failed' && t('form.searchFailed')}
              {state === 'ready' && options.length === 0 && t('form.noMatch')}
            </Base.Status>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto py-1 empty:p-0">
              {(option: ComboboxOption) => <OptionLine key={option.value} option={option} />}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function ComboboxButtons(): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <div className="absolute inset-y-0 end-1 flex items-center text-muted">
      <Base.Clear
        aria-label={t('action.clear')}
        className="inline-flex size-6 phone:size-11 items-center justify-center rounded-sm hover:text-text"
      >
        <X size={14} aria-hidden />
      </Base.Clear>
      <Base.Trigger
        aria-label={t('form.openList')}
        className="inline-flex size-6 phone:size-11 items-center justify-center rounded-sm hover:text-text"
      >
        <ChevronDown size={15} aria-hidden />
      </Base.Trigger>
    </div>
  );
}

function OptionLine({ option }: { option: ComboboxOption }): ReactElement {
  return (
    <Base.Item
      value={option}
      className="mx-1 grid min-h-8 cursor-pointer grid-cols-[1rem_1fr] items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-highlighted:bg-hover phone:min-h-11"
    >
      <Base.ItemIndicator className="col-start-1">
        <Check size={14} aria-hidden />
      </Base.ItemIndicator>
      <span className="col-start-2 min-w-0">
        <bdi className="block truncate">{option.label}</bdi>
        {option.detail && <bdi className="block truncate text-sm text-muted">{option.detail}</bdi>}
      </span>
    </Base.Item>
  );
}

interface OptionsInput {
  loadOptions: LoadOptions;
  text: string;
  isOpen: boolean;
}

const typingPauseMs = 200;
const maxOptions = 50;

/** Asks when the typing pauses, and only while the list is open. */
function useOptions({ loadOptions, text, isOpen }: OptionsInput): {
  options: ComboboxOption[];
  state: 'loading' | 'failed' | 'ready';
} {
  const [found, setFound] = useState<{ options: ComboboxOption[]; state: 'loading' | 'failed' | 'ready' }>({
    options: [],
    state: 'loading',
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      setFound(({ options }) => ({ options, state: 'loading' }));
      try {
        const options = await loadOptions(text.trim(), abort.signal);
        if (!abort.signal.aborted) setFound({ options: options.slice(0, maxOptions), state: 'ready' });
      } catch {
        // Told in the list itself; typing on asks again.
        if (!abort.signal.aborted) setFound({ options: [], state: 'failed' });
      }
    };
    const timer = window.setTimeout(() => void ask(), text === '' ? 0 : typingPauseMs);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [loadOptions, text, isOpen]);
  return found;
}
