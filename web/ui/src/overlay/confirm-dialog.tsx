import { useId, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../state/describe-error.ts';
import { Button } from '../primitives/button.tsx';
import { Callout } from '../primitives/callout.tsx';
import { TextAreaInput } from '../form/control/text-input.tsx';
import { RequiredMark } from '../form/field.tsx';
import { ErrorTitle, ErrorWords } from '../state/error-words.tsx';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  /** What will happen, in full sentences. */
  children: ReactNode;
  /** The deed in a word or two: `Disconnect`. */
  confirmLabel: string;
  /** Closes the dialog when it resolves; when it throws, the dialog stays and says why. */
  onConfirm: (reason: string) => Promise<unknown> | void;
  isDanger?: boolean | undefined;
  /** Asks why, for the audit log. */
  reason?: 'required' | 'optional' | undefined;
}

const maxReasonLength = 500;

/** Asks before something that cannot be taken back, and shows when it went wrong. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { isOpen, onClose, title, children, confirmLabel, onConfirm, isDanger, reason } = props;
  const { t } = useTranslation('ui');
  const formId = useId();
  const cancelRef = useRef<HTMLButtonElement>(null);
  const { isPending, error, run } = useConfirmation({ onConfirm, onClose });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      isDismissible={!isPending}
      title={title}
      size="sm"
      // With nothing to type, the safe button has the focus: Enter out of habit does no harm.
      initialFocus={reason ? undefined : cancelRef}
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose} disabled={isPending}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" form={formId} variant={isDanger ? 'danger' : 'primary'} isPending={isPending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const words = new FormData(event.currentTarget).get('reason');
          void run(typeof words === 'string' ? words.trim() : '');
        }}
      >
        <div>{children}</div>
        {reason && <ReasonInput isRequired={reason === 'required'} />}
        {error !== undefined && (
          <Callout tone="bad" live="assertive" title={<FailureTitle error={error} />}>
            <ErrorWords error={describeError(error)} />
          </Callout>
        )}
      </form>
    </Dialog>
  );
}

function ReasonInput({ isRequired }: { isRequired: boolean }): ReactElement {
  const { t } = useTranslation('ui');
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('form.reason')}
        {isRequired ? <RequiredMark /> : <OptionalMark />}
      </label>
      <TextAreaInput
        id={id}
        name="reason"
        rows={2}
        required={isRequired}
        maxLength={maxReasonLength}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t('form.reasonHint')}
      </p>
    </div>
  );
}

function OptionalMark(): ReactElement {
  const { t } = useTranslation('ui');
  return <span className="ms-1 font-normal text-muted">({t('form.optional')})</span>;
}

/** A failed deed is not a failed load; only being offline reads the same for both. */
function FailureTitle({ error }: { error: unknown }): ReactElement {
  const { t } = useTranslation('ui');
  const told = describeError(error);
  const isAboutTheWay = told.kind !== 'refused' && told.kind !== 'failed';
  return isAboutTheWay ? <ErrorTitle error={told} /> : <>{t('state.notDone')}</>;
}

interface Confirmation {
  isPending: boolean;
  error: unknown;
  run: (reason: string) => Promise<void>;
}

function useConfirmation({
  onConfirm,
  onClose,
}: Pick<ConfirmDialogProps, 'onConfirm' | 'onClose'>): Confirmation {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (reason: string): Promise<void> => {
    if (isPending) return;
    setPending(true);
    setError(undefined);
    try {
      await onConfirm(reason);
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  return { isPending, error, run };
}
