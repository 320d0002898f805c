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
  /** For groups, which are named by a legend in place of a label. */
  isGroup?: boolean | undefined;
  children: ReactNode;
  className?: string | undefined;
}

/** Label, control, hint and error in their places. The control itself carries the wiring of `useBoundField`. */
export function Field(props: FieldFrameProps): ReactElement {
  const { id, label, hint, error, isRequired, aside, isGroup, children, className } = props;
  const Frame = isGroup ? 'fieldset' : 'div';
  const Label = isGroup ? 'legend' : 'label';
  return (
    <Frame
      className={classNames('flex min-w-0 flex-col gap-1', className)}
      aria-describedby={isGroup && error ? `${id}-error` : undefined}
    >
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={isGroup ? undefined : id} className="font-medium">
          {label}
          {isRequired && <RequiredMark />}
        </Label>
        {aside}
      </div>
      {children}
      <FieldNotes id={id} hint={hint} error={error} />
    </Frame>
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
