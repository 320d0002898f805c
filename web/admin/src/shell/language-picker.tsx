import { Segmented } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, languages } from '../i18n/language.ts';

/** Each language in its own words; at once for this browser. */
export function LanguagePicker(): ReactElement {
  const { t, i18n } = useTranslation('shell');
  const present = languages.find(({ code }) => code === i18n.language)?.code ?? 'en';
  return (
    <div className="flex flex-col items-start gap-1">
      <span aria-hidden className="text-sm text-muted">
        {t('person.language')}
      </span>
      <Segmented
        label={t('person.language')}
        value={present}
        onChange={(code) => void changeLanguage(code)}
        segments={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </div>
  );
}
