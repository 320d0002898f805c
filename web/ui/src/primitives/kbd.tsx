import type { ReactElement, ReactNode } from 'react';

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }): ReactElement {
  return (
    <kbd
      dir="ltr"
      className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-canvas px-1 font-mono text-xs text-muted"
    >
      {children}
    </kbd>
  );
}
