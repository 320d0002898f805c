import { Link, Outlet } from '@tanstack/react-router';
import { Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function AppShell(): ReactElement {
  const { t } = useTranslation('shell');
  return (
    <>
      <Link to="/">{t('title')}</Link>
      <main>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
