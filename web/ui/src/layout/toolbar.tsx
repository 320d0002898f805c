import type { ReactElement, ReactNode } from 'react';

interface ToolbarProps {
  /** What it works on: `Actions on the session`. */
  label: string;
  children: ReactNode;
  end?: ReactNode | undefined;
}

/** Buttons that belong together, in one line that wraps. */
export function Toolbar({ label, children, end }: ToolbarProps): ReactElement {
  return (
    <fieldset aria-label={label} className="flex min-w-0 flex-wrap items-center gap-2">
      {children}
      {end && <div className="ms-auto flex flex-wrap items-center gap-2">{end}</div>}
    </fieldset>
  );
}
