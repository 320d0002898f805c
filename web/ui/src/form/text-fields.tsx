import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../primitives/button.tsx';
import { TextAreaInput, TextInput } from './control/text-input.tsx';
import { Field } from './field.tsx';
import { useBoundField, type FieldProps } from './form-context.ts';

interface TextFieldProps
  extends
    FieldProps,
    Pick<ComponentProps<'input'>, 'autoComplete' | 'inputMode' | 'maxLength' | 'autoFocus'> {
  type?: 'text' | 'email' | 'tel' | 'url' | undefined;
  placeholder?: string | undefined;
  /** For ids, addresses and secrets. */
  isMono?: boolean | undefined;
  /** At the end of the label's line, such as a button that makes a value. */
  aside?: ReactNode | undefined;
}

export function TextField(props: TextFieldProps): ReactElement {
  const {
    name: _name,
    label,
    hint,
    isRequired,
    isDisabled,
    validate: _validate,
    className,
    aside,
    ...input
  } = props;
  const { field, error, wiring } = useBoundField(props);
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      aside={aside}
      className={className}
    >
      <TextInput {...input} {...field} {...wiring} value={textOf(field.value)} disabled={isDisabled} />
    </Field>
  );
}

interface PasswordFieldProps extends FieldProps {
  autoComplete: 'current-password' | 'new-password' | 'one-time-code' | 'off';
  aside?: ReactNode | undefined;
}

/** Masked, with a button that shows it: what cannot be read cannot be checked for a slip. */
export function PasswordField(props: PasswordFieldProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, autoComplete, aside } = props;
  const { t } = useTranslation('ui');
  const [isShown, setShown] = useState(false);
  const { field, error, wiring } = useBoundField(props);
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      aside={aside}
      className={className}
    >
      {/* What is typed runs from left to right, so the button stands at its right end in every language. */}
      <div dir="ltr" className="relative">
        <TextInput
          {...field}
          {...wiring}
          isMono
          value={textOf(field.value)}
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="off"
          spellCheck={false}
          disabled={isDisabled}
          className="pe-10"
        />
        <IconButton
          size="sm"
          icon={isShown ? EyeOff : Eye}
          aria-label={t(isShown ? 'form.hidePassword' : 'form.showPassword')}
          aria-pressed={isShown}
          disabled={isDisabled}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-0 end-0.5 my-auto"
        />
      </div>
    </Field>
  );
}

interface TextAreaFieldProps extends FieldProps {
  rows?: number | undefined;
  /** Shown as characters left when it comes near. */
  maxLength?: number | undefined;
}

const nearTheLimit = 50;

export function TextAreaField(props: TextAreaFieldProps): ReactElement {
  const { label, hint, isRequired, isDisabled, className, rows = 3, maxLength } = props;
  const { t } = useTranslation('ui');
  const { field, error, wiring } = useBoundField(props);
  const text = textOf(field.value);
  const left = maxLength === undefined ? undefined : maxLength - text.length;
  return (
    <Field
      id={wiring.id}
      label={label}
      hint={hint}
      error={error}
      isRequired={isRequired}
      className={className}
      aside={
        left !== undefined &&
        left <= nearTheLimit && (
          <output className="text-sm text-muted">{t('form.charactersLeft', { count: left })}</output>
        )
      }
    >
      <TextAreaInput
        {...field}
        {...wiring}
        value={text}
        rows={rows}
        maxLength={maxLength}
        disabled={isDisabled}
      />
    </Field>
  );
}

type ReasonFieldProps = Omit<FieldProps, 'label' | 'name'> & { name?: string | undefined };

const maxReasonLength = 500;

/** Why it is done, for the audit log. */
export function ReasonField({
  name = 'reason',
  isRequired = true,
  hint,
  ...rest
}: ReasonFieldProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <TextAreaField
      {...rest}
      name={name}
      isRequired={isRequired}
      label={t('form.reason')}
      hint={hint ?? t('form.reasonHint')}
      rows={2}
      maxLength={maxReasonLength}
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
