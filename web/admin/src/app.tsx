import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { queryClient } from './api/query-client.ts';
import { router } from './router.tsx';
import { UiNavigation } from './ui-navigation.tsx';

/** Everything that pages stand on: server state, and where we are. */
export function App(): ReactElement {
  return (
    <QueryClientProvider client={queryClient}>
      <UiNavigation>
        <RouterProvider router={router} />
      </UiNavigation>
    </QueryClientProvider>
  );
}
