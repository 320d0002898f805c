import { useShortcut } from '@trunkline/web-ui';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchButton } from '../search-button.tsx';

// Loaded when it is first asked for; the first load of the app does not wait for it.
const CommandSearch = lazy(async () => ({ default: (await import('./command-search.tsx')).CommandSearch }));

/** Looks like the box that it opens, by a press, `/` or Ctrl-K on every page. */
export function SearchLauncher(): ReactElement {
  const { t } = useTranslation('shell');
  const [opening, setOpening] = useState({ number: 0, isOpen: false });
  const open = (): void => setOpening(({ number }) => ({ number: number + 1, isOpen: true }));
  useShortcut({ keys: '/', label: t('search.open'), run: open });
  useShortcut({ keys: 'Mod+k', label: t('search.open'), run: open });
  return (
    <>
      <SearchButton onPress={open} />
      {opening.number > 0 && (
        <Suspense>
          {/* Each opening begins with an empty box. */}
          <CommandSearch
            key={opening.number}
            isOpen={opening.isOpen}
            onClose={() => setOpening(({ number }) => ({ number, isOpen: false }))}
          />
        </Suspense>
      )}
    </>
  );
}
