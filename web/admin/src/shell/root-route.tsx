import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { Suspense, useEffect, type ReactElement } from 'react';
import { CrashPage } from './crash-page.tsx';
import { watchMissingParts } from './missing-part.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { ServerNotices } from './server-notices.tsx';
import { watchServer } from './server-state.ts';
import { SessionWatch } from './session-watch.tsx';

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

function Root(): ReactElement {
  useEffect(watchServer, []);
  useEffect(watchMissingParts, []);
  return (
    <>
      <SessionWatch />
      <Suspense>
        <Outlet />
      </Suspense>
      <ServerNotices />
    </>
  );
}
