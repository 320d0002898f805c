import { Button, Kbd } from '@trunkline/web-ui';
import { Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Looks like the box that it opens. */
export function SearchButton({ onPress }: { onPress: () => void }): ReactElement {
  const { t } = useTranslation('shell');
  return (
    <Button
      onClick={onPress}
      aria-keyshortcuts="/ Control+K"
      className="w-full max-w-md justify-start bg-canvas font-normal text-muted"
      icon={Search}
    >
      <span className="min-w-0 flex-1 truncate text-start">{t('search.placeholder')}</span>
      <span className="phone:hidden">
        <Kbd>/</Kbd>
      </span>
    </Button>
  );
}
