import { X } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { controlClasses } from './control/control-classes.ts';
import { Field } from './field.tsx';
import { useBoundField, type FieldProps } from './form-context.ts';

interface TagsFieldProps extends FieldProps {
  maxCount?: number | undefined;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
}

/** Several short words. The form's value is a list of texts, each once. */
export function TagsField(props: TagsFieldProps): ReactElement {
  const {
    label,
    hint,
    isRequired,
    isDisabled,
    className,
    maxCount = 20,
    maxLength = 64,
    placeholder,
  } = props;
  const { t } = useTranslation('ui');
  const { field, error, wiring } = useBoundField(props);
  const { ref, name, value, onChange, onBlur } = field;
  const [text, setText] = useState('');
  const tags: string[] = Array.isArray(value) ? value : [];
  const isFull = tags.length >= maxCount;
  const add = (typed: string): void => {
    const words = typed.split(',').map((word) => word.trim().slice(0, maxLength));
    const next = [...new Set([...tags, ...words.filter((word) => word !== '')])].slice(0, maxCount);
    if (next.length > tags.length) onChange(next);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' && text === '' && tags.length > 0) onChange(tags.slice(0, -1));
    const isDone = event.key === ',' || (event.key === 'Enter' && text.trim() !== '');
    if (!isDone || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add(text);
  };
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint ?? (isFull ? t('form.tagLimit', { count: maxCount }) : t('form.addTag'))}
      error={error}
      isRequired={isRequired}
      className={className}
    >
      <div
        className={classNames(
          controlClasses,
          'flex min-h-8 flex-wrap items-center gap-1 px-1 py-0.5 focus-within:border-focus focus-within:outline-2 focus-within:outline-focus',
          error && 'border-bad-fg',
        )}
      >
        {tags.map((tag) => (
          <Tag
            key={tag}
            tag={tag}
            isDisabled={isDisabled}
            onRemove={() => onChange(tags.filter((own) => own !== tag))}
          />
        ))}
        <input
          {...wiring}
          ref={ref}
          name={name}
          value={text}
          disabled={isDisabled}
          readOnly={isFull}
          placeholder={tags.length === 0 ? placeholder : undefined}
          onChange={(event) =>
            event.currentTarget.value.includes(',')
              ? add(event.currentTarget.value)
              : setText(event.currentTarget.value)
          }
          onKeyDown={onKeyDown}
          onBlur={() => {
            add(text);
            onBlur();
          }}
          className="h-6.5 min-w-24 flex-1 bg-transparent px-1.5 outline-none phone:h-9"
        />
      </div>
    </Field>
  );
}

interface TagProps {
  tag: string;
  isDisabled: boolean | undefined;
  onRemove: () => void;
}

function Tag({ tag, isDisabled, onRemove }: TagProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <span className="inline-flex h-6.5 max-w-full items-center rounded-sm border border-line bg-hover ps-2 text-sm phone:h-11">
      <bdi className="truncate">{tag}</bdi>
      <button
        type="button"
        disabled={isDisabled}
        aria-label={t('form.removeTag', { tag })}
        onClick={onRemove}
        className="inline-flex size-6 items-center justify-center rounded-sm text-muted hover:text-text phone:size-11"
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  );
}
