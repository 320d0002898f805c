import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { Suspense, type ReactElement } from 'react';

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Root });

function Root(): ReactElement {
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  );
}
