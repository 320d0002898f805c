import { Contrast, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from '../primitives/segmented.tsx';
import { useAppearance } from '../theme/use-appearance.ts';

/** Theme and contrast, at once for this browser: in the menu of the person and on their profile. */
export function AppearancePicker(): ReactElement {
  const { t } = useTranslation('ui');
  const [{ theme, contrast }, setAppearance] = useAppearance();
  return (
    <div className="flex flex-wrap gap-3">
      <Captioned caption={t('appearance.theme')}>
        <Segmented
          label={t('appearance.theme')}
          value={theme}
          onChange={(next) => setAppearance({ theme: next })}
          segments={[
            { value: 'system', label: t('appearance.system'), icon: Monitor },
            { value: 'light', label: t('appearance.light'), icon: Sun },
            { value: 'dark', label: t('appearance.dark'), icon: Moon },
          ]}
        />
      </Captioned>
      <Captioned caption={t('appearance.contrast')}>
        <Segmented
          label={t('appearance.contrast')}
          value={contrast}
          onChange={(next) => setAppearance({ contrast: next })}
          segments={[
            { value: 'system', label: t('appearance.system'), icon: Monitor },
            { value: 'normal', label: t('appearance.normal') },
            { value: 'more', label: t('appearance.more'), icon: Contrast },
          ]}
        />
      </Captioned>
    </div>
  );
}

/** Seen above the group, which carries the same words for screen readers. */
function Captioned({ caption, children }: { caption: string; children: ReactNode }): ReactElement {
  return (
    <div className="flex flex-col items-start gap-1">
      <span aria-hidden className="text-sm text-muted">
        {caption}
      </span>
      {children}
    </div>
  );
}
