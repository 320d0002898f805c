import { Search, X } from 'lucide-react';
import { useRef, type ComponentProps, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../class-names.ts';
import { IconButton } from '../../primitives/button.tsx';
import { controlClasses, lineClasses } from './control-classes.ts';

export interface TextInputProps extends ComponentProps<'input'> {
  /** For ids, addresses and secrets: mono and left to right in every language. */
  isMono?: boolean | undefined;
}

/** A bare input, for filters and toolbars; in a form use `TextField`. Needs a label from its user. */
export function TextInput({ isMono, className, type = 'text', ...rest }: TextInputProps): ReactElement {
  return (
    <input
      {...rest}
      type={type}
      dir={isMono ? 'ltr' : rest.dir}
      className={classNames(controlClasses, lineClasses, isMono && 'text-start font-mono text-sm', className)}
    />
  );
}

/** Several lines; grows with its content where the browser can. */
export function TextAreaInput({ className, ...rest }: ComponentProps<'textarea'>): ReactElement {
  return (
    <textarea
      {...rest}
      className={classNames(controlClasses, 'field-sizing-content max-h-96 min-h-16 py-1.5', className)}
    />
  );
}

interface SearchInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'type' | 'value'> {
  value: string;
  onChange: (text: string) => void;
  'aria-label': string;
}

/** A search box with its lens and a button that empties it. */
export function SearchInput({ value, onChange, className, ...rest }: SearchInputProps): ReactElement {
  const { t } = useTranslation('ui');
  const ref = useRef<HTMLInputElement>(null);
  return (
    <search className={classNames('relative block', className)}>
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto text-muted"
      />
      <input
        {...rest}
        ref={ref}
        type="search"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={classNames(
          controlClasses,
          lineClasses,
          'ps-8 pe-8 [&::-webkit-search-cancel-button]:appearance-none',
        )}
      />
      {value !== '' && (
        <IconButton
          icon={X}
          size="sm"
          aria-label={t('action.clear')}
          hasTooltip={false}
          className="absolute inset-y-0 end-0.5 my-auto"
          onClick={() => {
            onChange('');
            ref.current?.focus();
          }}
        />
      )}
    </search>
  );
}
