import type { ReactElement } from 'react';
import { CoaTestCard } from './coa-test-card.tsx';
import { EnforcementCard } from './enforcement-card.tsx';
import type { Nas } from './nas-queries.ts';
import { RouterApiCard } from './router-api-card.tsx';

/** How terms reach the sessions of this NAS, and the ways to it. */
export function NasControlTab({ nas }: { nas: Nas }): ReactElement {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <EnforcementCard nas={nas} />
      <div className="flex min-w-0 flex-col gap-4">
        <RouterApiCard nas={nas} />
        <CoaTestCard nas={nas} />
      </div>
    </div>
  );
}
