import type { ReactElement, ReactNode } from 'react';
import { ReplyPreview } from './reply-preview.tsx';

/** The form with the preview beside it, which stays in sight; below it on a phone. */
export function PlanFormFrame({ children }: { children: ReactNode }): ReactElement {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(22rem,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
      <div className="min-w-0 xl:sticky xl:top-4">
        <ReplyPreview />
      </div>
    </div>
  );
}
