import { CircleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from '../class-names.ts';

interface FieldFrameProps {
  /** Of the control; hint and error derive theirs from it. */
  id: string;
  label: ReactNode;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  isRequired?: boolean | undefined;
  /** At the end of the label's line. */
  aside?: ReactNode | undefined;
  /** For groups of radios: the label then names the group, and each radio has its own. */
  isGroup?: boolean | undefined;
  children: ReactNode;
  className?: string | undefined;
}

/** Label, control, hint and error in their places. The control itself carries the wiring of `useBoundField`. */
export function Field(props: FieldFrameProps): ReactElement {
  const { id, label, hint, error, isRequired, aside, isGroup, children, className } = props;
  const head = (
    <>
      {label}
      {isRequired && <RequiredMark />}
    </>
  );
  const content = (
    <>
      <div className="flex items-baseline justify-between gap-3">
        {isGroup ? (
          <span id={`${id}-label`} className="font-medium">
            {head}
          </span>
        ) : (
          <label htmlFor={id} className="font-medium">
            {head}
          </label>
        )}
        {aside}
      </div>
      {children}
      <FieldNotes id={id} hint={hint} error={error} />
    </>
  );
  const look = classNames('flex min-w-0 flex-col gap-1', className);
  if (!isGroup) return <div className={look}>{content}</div>;
  return (
    <fieldset
      className={look}
      aria-labelledby={`${id}-label`}
      aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
    >
      {content}
    </fieldset>
  );
}

/** The star is for the eye; the control says the same by `aria-required`. */
export function RequiredMark(): ReactElement {
  return (
    <span aria-hidden className="ms-0.5 text-bad-fg">
      *
    </span>
  );
}

interface FieldNotesProps {
  id: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
}

export function FieldNotes({ id, hint, error }: FieldNotesProps): ReactElement {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-sm text-bad-fg">
          <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{error}</span>
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </>
  );
}
