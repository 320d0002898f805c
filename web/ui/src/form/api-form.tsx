import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
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
  const { submitCount } = methods.formState;
  useEffect(() => {
    if (submitCount > 0) unfoldWrongParts(headRef.current);
    // A failure may name fields in parts that were folded again since the last submit.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [submitCount, failure]);
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
          <div ref={headRef} tabIndex={-1} className="empty:hidden">
            {shownConflict && shownConflict(failure.conflict)}
            {failure && !shownConflict && <FailureCallout failure={failure} />}
          </div>
          {children}
        </form>
      </FieldNamesContext>
    </FormProvider>
  );
}

/** A wrong field in a part that is folded could neither be seen nor get the focus. */
function unfoldWrongParts(head: HTMLElement | null): void {
  let first: HTMLElement | undefined;
  for (const field of head?.closest('form')?.querySelectorAll<HTMLElement>(invalidFields) ?? []) {
    for (let part = field.closest('details'); part; part = part.parentElement?.closest('details') ?? null) {
      if (!part.open) first ??= field;
      part.open = true;
    }
  }
  first?.focus();
}

const invalidFields = '[aria-invalid=true],[data-invalid=true]';

function firstInvalid(head: HTMLElement | null): HTMLElement | undefined {
  return head?.closest('form')?.querySelector<HTMLElement>(invalidFields) ?? undefined;
}

function FailureCallout({ failure }: { failure: FormFailure }): ReactElement {
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
    <Callout tone="bad" live="assertive" title={t('form.failed')}>
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
