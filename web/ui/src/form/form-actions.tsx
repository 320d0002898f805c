import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Dialog } from '../overlay/dialog.tsx';
import { Button } from '../primitives/button.tsx';
import { HoldLeaving } from '../primitives/link.tsx';

interface FormActionsProps {
  /** What the button does: `Add subscriber`, `Save`. */
  submitLabel: string;
  onCancel?: (() => void) | undefined;
  /** More buttons, before the submit button. */
  children?: ReactNode | undefined;
  /** Keeps the buttons in sight at the foot of a long form. */
  isSticky?: boolean | undefined;
  /** Off where nothing is lost by leaving, as in a filter or a sign-in. */
  isGuarded?: boolean | undefined;
  isDanger?: boolean | undefined;
}

/** The foot of a form: says what is unsaved, and asks before the page is left with it. */
export function FormActions(props: FormActionsProps): ReactElement {
  const { submitLabel, onCancel, children, isSticky, isGuarded = true, isDanger } = props;
  const { t } = useTranslation('ui');
  const { formState } = useFormContext();
  const { isDirty, isSubmitting } = formState;
  return (
    <div
      className={classNames(
        'flex flex-wrap items-center gap-2 pt-1',
        isSticky && 'sticky bottom-0 z-10 -mx-4 border-t border-line bg-surface px-4 py-3',
      )}
    >
      <Button type="submit" variant={isDanger ? 'danger' : 'primary'} isPending={isSubmitting}>
        {submitLabel}
      </Button>
      {children}
      {onCancel && (
        <Button variant="ghost" onClick={onCancel} disabled={isSubmitting}>
          {t('action.cancel')}
        </Button>
      )}
      {isGuarded && isDirty && !isSubmitting && (
        <span className="ms-1 text-sm text-muted">{t('form.unsaved')}</span>
      )}
      <LeaveGuard isDirty={isGuarded && isDirty && !isSubmitting} />
    </div>
  );
}

/** Asks in our words inside the app, and lets the browser ask in its own when the tab is closed. */
function LeaveGuard({ isDirty }: { isDirty: boolean }): ReactElement {
  const { t } = useTranslation('ui');
  useEffect(() => {
    if (!isDirty) return undefined;
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isDirty]);
  return (
    <HoldLeaving isDirty={isDirty}>
      {(guard) => (
        <Dialog
          isOpen={guard.isAsking}
          onClose={guard.stay}
          size="sm"
          title={t('form.leaveTitle')}
          description={t('form.leaveText')}
          footer={
            <>
              <Button onClick={guard.stay}>{t('form.stay')}</Button>
              <Button variant="danger" onClick={guard.leave}>
                {t('form.leave')}
              </Button>
            </>
          }
        />
      )}
    </HoldLeaving>
  );
}
