import { useShortcut } from '@trunkline/web-ui';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchButton } from '../search-button.tsx';

const load = async () => ({ default: (await import('./command-search.tsx')).CommandSearch });
const CommandSearch = lazy(load);

/** The first load of the app does not wait for the overlay; soon after, it is there before the first key. */
const loadAfterMs = 1_500;
const hitWords = ['search', 'subscribers', 'online'];

/** Looks like the box that it opens, by a press, `/` or Ctrl-K on every page. */
export function SearchLauncher(): ReactElement {
  const { t, i18n } = useTranslation('shell');
  const [opening, setOpening] = useState({ number: 0, isOpen: false });
  const open = (): void => setOpening(({ number }) => ({ number: number + 1, isOpen: true }));
  useShortcut({ keys: '/', label: t('search.open'), run: open });
  useShortcut({ keys: 'Mod+k', label: t('search.open'), run: open });
  useEffect(() => {
    const timer = window.setTimeout(() => {
      // Should either fail, opening the overlay tries again.
      Promise.all([load(), i18n.loadNamespaces(hitWords)]).catch(() => undefined);
    }, loadAfterMs);
    return () => window.clearTimeout(timer);
  }, [i18n]);
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
