import { useCallback, useEffect, useMemo, useRef, useState, type FormEvent, type RefObject } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
} from 'react-hook-form';
import { conflictOf, mapApiError, type FieldMessage } from './map-api-error.ts';

/** Answer of a submit that the person broke off in a dialog of its own: the form stays changed, and nothing failed. */
export const notSaved = Symbol('not saved');

interface ApiFormInput<Values extends FieldValues, Answer> {
  defaultValues: DefaultValues<Values>;
  /** Asks the API; what it throws is shown at the fields or at the head of the form. */
  submit: (values: Values) => Promise<Answer | typeof notSaved>;
  /** After it was saved; by then the form counts as unchanged, so the page may leave. */
  onSaved?: ((answer: Answer, values: Values) => void) | undefined;
}

/** Why the last submit did not go through. */
export interface FormFailure {
  error: unknown;
  /** What the API said about fields that this form does not show. */
  elsewhere: FieldMessage[];
  /** How many fields of this form carry a message. */
  atFieldsCount: number;
  /** On a conflict: the row as it is now. */
  conflict: unknown;
}

export interface ApiForm<Values extends FieldValues> {
  methods: UseFormReturn<Values>;
  failure: FormFailure | undefined;
  onSubmit: (event?: FormEvent) => void;
  /** Takes the message away, as after a conflict was decided. */
  clearFailure: () => void;
  /** Filled by the fields that are shown. */
  fieldNames: RefObject<Set<string>>;
}

/** A form that talks to the API: `const form = useApiForm({ defaultValues, submit })`, then `<ApiForm form={form}>`. */
export function useApiForm<Values extends FieldValues, Answer = unknown>(
  input: ApiFormInput<Values, Answer>,
): ApiForm<Values> {
  // A word that appears when a field is left would move the button away from under the press that left it.
  const methods = useForm<Values>({ defaultValues: input.defaultValues, mode: 'onSubmit' });
  const [failure, setFailure] = useState<FormFailure>();
  const fieldNames = useRef(new Set<string>());
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const isSaving = useRef(false);
  const save = useCallback(
    async (values: Values): Promise<void> => {
      setFailure(undefined);
      let answer: Answer | typeof notSaved;
      try {
        answer = await latest.current.submit(values);
      } catch (error) {
        setFailure(showFailure({ error, methods, fieldNames: fieldNames.current }));
        return;
      }
      if (answer === notSaved) return;
      methods.reset(values);
      latest.current.onSaved?.(answer, values);
    },
    [methods],
  );
  const onSubmit = useCallback(
    (event?: FormEvent): void => {
      // A form in a drawer is a child of the page's form in React, though not in the document.
      event?.stopPropagation();
      event?.preventDefault();
      // Enter in a field submits as well as the button does, and both may come before the next drawing.
      if (isSaving.current) return;
      isSaving.current = true;
      void methods
        .handleSubmit(save)()
        .finally(() => {
          isSaving.current = false;
        });
    },
    [methods, save],
  );
  const clearFailure = useCallback(() => setFailure(undefined), []);
  return useMemo(
    () => ({ methods, failure, onSubmit, clearFailure, fieldNames }),
    [methods, failure, onSubmit, clearFailure],
  );
}

interface FailureInput<Values extends FieldValues> {
  error: unknown;
  methods: UseFormReturn<Values>;
  fieldNames: Set<string>;
}

function showFailure<Values extends FieldValues>({
  error,
  methods,
  fieldNames,
}: FailureInput<Values>): FormFailure {
  const { atFields, elsewhere } = mapApiError(error, fieldNames);
  for (const { field, message } of atFields)
    methods.setError(field as Path<Values>, { type: 'api', message });
  return { error, elsewhere, atFieldsCount: atFields.length, conflict: conflictOf(error) };
}
