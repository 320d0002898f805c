import type { ReactElement } from 'react';
import { classNames } from '../class-names.ts';

/** The place of what is still loading. Silent: the state around it says that something loads. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string | undefined }): ReactElement {
  return (
    <span aria-hidden className={classNames('block animate-pulse rounded-sm bg-control/25', className)} />
  );
}
