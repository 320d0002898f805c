import { X } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { controlClasses } from './control/control-classes.ts';
import { Field } from './field.tsx';
import { useBoundField, type BoundField, type FieldProps } from './form-context.ts';
import { withTags } from './with-tags.ts';

const defaultMaxCount = 20;
const defaultMaxLength = 64;
const boxClasses =
  'flex min-h-8 flex-wrap items-center gap-1 px-1 py-0.5 focus-within:border-focus focus-within:outline-2 focus-within:outline-focus';

interface TagsFieldProps extends FieldProps {
  maxCount?: number | undefined;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
}

/** Several short words. The form's value is a list of texts, each once. */
export function TagsField(props: TagsFieldProps): ReactElement {
  const { label, isRequired, className, maxCount = defaultMaxCount } = props;
  const { t } = useTranslation('ui');
  const [isFull, setFull] = useState(false);
  const hint = props.hint ?? (isFull ? t('form.tagLimit', { count: maxCount }) : t('form.addTag'));
  const bound = useBoundField({ ...props, hint });
  return (
    <Field
      id={bound.wiring.id}
      label={label}
      hint={hint}
      error={bound.error}
      isRequired={isRequired}
      className={className}
    >
      <TagsBox {...props} maxCount={maxCount} bound={bound} onFull={setFull} />
    </Field>
  );
}

interface TagsBoxProps extends TagsFieldProps {
  bound: BoundField;
  maxCount: number;
  onFull: (isFull: boolean) => void;
}

function TagsBox(props: TagsBoxProps): ReactElement {
  const { bound, maxCount, onFull, maxLength = defaultMaxLength, isDisabled, placeholder } = props;
  const { ref, name, value, onChange, onBlur } = bound.field;
  const [text, setText] = useState('');
  const tags: string[] = Array.isArray(value) ? value : [];
  const change = (next: string[]): void => {
    onChange(next);
    onFull(next.length >= maxCount);
  };
  const add = (typed: string): void => {
    const next = withTags({ tags, typed, maxCount, maxLength });
    if (next.length > tags.length) change(next);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' && text === '' && tags.length > 0) change(tags.slice(0, -1));
    if (event.key !== 'Enter' || text.trim() === '' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add(text);
  };
  return (
    <div className={classNames(controlClasses, boxClasses, bound.error && 'border-bad-fg')}>
      {tags.map((tag) => (
        <Tag
          key={tag}
          tag={tag}
          isDisabled={isDisabled}
          onRemove={() => change(tags.filter((own) => own !== tag))}
        />
      ))}
      <input
        {...bound.wiring}
        ref={ref}
        name={name}
        value={text}
        disabled={isDisabled}
        readOnly={tags.length >= maxCount}
        placeholder={tags.length === 0 ? placeholder : undefined}
        onChange={({ currentTarget: { value: typed } }) =>
          typed.includes(',') ? add(typed) : setText(typed)
        }
        onKeyDown={onKeyDown}
        onBlur={() => {
          add(text);
          onBlur();
        }}
        className="h-6.5 min-w-24 flex-1 bg-transparent px-1.5 outline-none phone:h-11"
      />
    </div>
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
