import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ShortcutProvider } from './layout/shortcut-provider.tsx';
import { ToastProvider } from './overlay/toast.tsx';
import { NavigationProvider, type Navigation } from './primitives/link.tsx';
import { watchAppearance } from './theme/theme.ts';

/**
 * Stands once around the app: the writing direction of the language, the theme, tooltips, toasts, shortcuts, and no
 * inline style elements, which the content security policy would refuse.
 */
export function UiProvider({ children, ...navigation }: Navigation & { children: ReactNode }): ReactElement {
  const { i18n } = useTranslation('ui');
  useEffect(() => watchAppearance(() => undefined), []);
  return (
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={i18n.dir()}>
        <NavigationProvider {...navigation}>
          <Tooltip.Provider>
            <ToastProvider>
              <ShortcutProvider>{children}</ShortcutProvider>
            </ToastProvider>
          </Tooltip.Provider>
        </NavigationProvider>
      </DirectionProvider>
    </CSPProvider>
  );
}
