import { Outlet, useLocation } from '@tanstack/react-router';
import { AppFrame, FormatProvider, LoadingState } from '@trunkline/web-ui';
import { Suspense, type ReactElement } from 'react';
import { useMe } from '../api/me.ts';
import { Brand, BrandMark } from './brand.tsx';
import { SearchLauncher } from './command-search/search-launcher.tsx';
import { PageBoundary } from './crash-page.tsx';
import { LiveIndicator } from './live-indicator.tsx';
import { PersonMenu } from './person-menu.tsx';
import { useNavigation } from './use-navigation.ts';
import { useShellShortcuts } from './use-shell-shortcuts.ts';

/** The frame around every page of a signed-in person, in the tenant's time zone and currency. */
export function AppShell(): ReactElement {
  const { tenant } = useMe();
  const navigation = useNavigation();
  const pathname = useLocation({ select: (location) => location.pathname });
  useShellShortcuts();
  return (
    <FormatProvider timeZone={tenant.timeZone} currency={tenant.currency}>
      <AppFrame
        brand={<Brand name={tenant.name} />}
        brandShort={<BrandMark />}
        navigation={navigation}
        topStart={<SearchLauncher />}
        topEnd={
          <>
            <LiveIndicator />
            <PersonMenu />
          </>
        }
      >
        <PageBoundary place={pathname}>
          <Suspense fallback={<LoadingState />}>
            <Outlet />
          </Suspense>
        </PageBoundary>
      </AppFrame>
    </FormatProvider>
  );
}
