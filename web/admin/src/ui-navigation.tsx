import { UiProvider, type LeaveGuardProps } from '@trunkline/web-ui';
import { useBlocker } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { router } from './router.tsx';

/** Gives the design language the app's router: its links stay in the app, its forms hold back leaving. */
export function UiNavigation({ children }: { children: ReactNode }): ReactElement {
  return (
    <UiProvider navigate={goTo} preload={preload} LeaveGuard={RouterLeaveGuard}>
      {children}
    </UiProvider>
  );
}

function goTo(href: string): void {
  void router.navigate({ href });
}

function preload(href: string): void {
  // What cannot be fetched ahead is fetched, and its failure shown, when the person goes there.
  router.preloadRoute({ to: new URL(href, location.href).pathname }).catch(() => undefined);
}

/** Leaving means another page: filters and tabs of the same page lose nothing. */
function RouterLeaveGuard({ isDirty, children }: LeaveGuardProps): ReactNode {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: false,
    withResolver: true,
  });
  return children({
    isAsking: blocker.status === 'blocked',
    leave: () => blocker.proceed?.(),
    stay: () => blocker.reset?.(),
  });
}
