import { useEffect, useRef, type ReactElement, type ReactNode, type Ref } from 'react';
import { FormProvider, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Callout } from '../primitives/callout.tsx';
import { describeError } from '../state/describe-error.ts';
import { FieldNamesContext } from './form-context.ts';
import type { ApiForm as ApiFormState, FormFailure } from './use-api-form.ts';

interface ApiFormProps<Values extends FieldValues> {
  form: ApiFormState<Values>;
  children: ReactNode;
  /** Drawn in place of the message when somebody else changed the row first; see `ConflictNotice`. */
  conflict?: ((theirs: unknown) => ReactNode) | undefined;
  /** For a submit button outside, as in a dialog's foot. */
  id?: string | undefined;
  className?: string | undefined;
}

/** The form element, its fields' context, and the message about what no field can show. */
export function ApiForm<Values extends FieldValues>(props: ApiFormProps<Values>): ReactElement {
  const { form, children, conflict, id, className } = props;
  const { failure, methods } = form;
  const headRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!failure) return;
    const isAllAtFields = failure.atFieldsCount > 0 && failure.elsewhere.length === 0;
    // In the order of the document, so that the first wrong field is the one that is seen first.
    const firstWrong = isAllAtFields ? firstInvalid(headRef.current) : undefined;
    (firstWrong ?? headRef.current)?.focus();
  }, [failure]);
  const shownConflict = failure?.conflict !== undefined && conflict;
  return (
    <FormProvider {...methods}>
      <FieldNamesContext value={form.fieldNames}>
        <form
          id={id}
          noValidate
          onSubmit={form.onSubmit}
          className={classNames('flex flex-col gap-4', className)}
        >
          <div ref={shownConflict ? headRef : undefined} tabIndex={-1} className="empty:hidden">
            {shownConflict && shownConflict(failure.conflict)}
          </div>
          {failure && !shownConflict && <FailureCallout ref={headRef} failure={failure} />}
          {children}
        </form>
      </FieldNamesContext>
    </FormProvider>
  );
}

function firstInvalid(head: HTMLElement | null): HTMLElement | undefined {
  return (
    head?.closest('form')?.querySelector<HTMLElement>('[aria-invalid=true],[data-invalid=true]') ?? undefined
  );
}

function FailureCallout({ failure, ref }: { failure: FormFailure; ref: Ref<HTMLDivElement> }): ReactElement {
  const { t } = useTranslation('ui');
  const told = describeError(failure.error);
  const count = failure.atFieldsCount;
  const words = {
    offline: t('form.failedOffline'),
    busy: t('state.busyText'),
    forbidden: t('state.forbiddenText'),
    'signed-out': t('state.signedOutText'),
    'not-found': t('state.notFoundText'),
    refused: told.message ?? t('form.failedUnknown'),
    failed: t('form.failedUnknown'),
  }[told.kind];
  return (
    <Callout ref={ref} tabIndex={-1} tone="bad" live="assertive" title={t('form.failed')}>
      <p>{count > 0 ? t('form.failedFields', { count }) : words}</p>
      {failure.elsewhere.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {failure.elsewhere.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <bdi className="font-mono text-sm">{field}</bdi>: {message}
            </li>
          ))}
        </ul>
      )}
      {told.code && <p className="text-sm text-muted">{t('state.code', { code: told.code })}</p>}
    </Callout>
  );
}
