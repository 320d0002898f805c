import { createContext, use, useEffect, useId, type RefObject } from 'react';
import {
  useController,
  useFormContext,
  type FieldValues,
  type RegisterOptions,
  type UseControllerReturn,
} from 'react-hook-form';
import { useTranslation } from 'react-i18next';

/** The names of the fields shown, so that the API's messages find them. */
export const FieldNamesContext = createContext<RefObject<Set<string>> | undefined>(undefined);

/** What every field takes. */
export interface FieldProps {
  /** The path in the form's values, which is also the API's: `address.city`, `loginWindows.0.from`. */
  name: string;
  label: string;
  hint?: string | undefined;
  isRequired?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** A sentence when the value cannot be accepted; the API has the last word anyway. */
  validate?: ((value: unknown) => string | undefined) | undefined;
  className?: string | undefined;
}

/** What a control needs so that label, hint and error belong to it. */
export interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

export interface BoundField {
  field: UseControllerReturn<FieldValues, string>['field'];
  error: string | undefined;
  wiring: FieldWiring;
}

/** Binds a field to the form around it: value, validity and the ids of its hint and error. */
export function useBoundField({ name, label, hint, isRequired, validate }: FieldProps): BoundField {
  const { t } = useTranslation('ui');
  const { control } = useFormContext();
  const names = use(FieldNamesContext);
  const id = useId();
  const rules: RegisterOptions<FieldValues, string> = {
    validate: (value: unknown) => {
      if (isRequired && isBlank(value)) return t('form.required', { label });
      return validate?.(value) ?? true;
    },
  };
  const { field, fieldState } = useController({ name, control, rules });
  useEffect(() => {
    const shown = names?.current;
    shown?.add(name);
    return () => {
      shown?.delete(name);
    };
  }, [names, name]);
  const error = fieldState.error?.message;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return {
    field,
    error,
    wiring: {
      id,
      'aria-describedby': described === '' ? undefined : described,
      'aria-invalid': error === undefined ? undefined : true,
      'aria-required': isRequired ? true : undefined,
    },
  };
}

function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
