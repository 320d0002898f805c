import { Gallery, Segmented } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, languages } from '../../i18n/language.ts';
import { galleryRoute } from './routes.ts';

/** For developers: every component in every state, theme and language. */
export function GalleryPage(): ReactElement {
  const { t, i18n } = useTranslation('gallery');
  const { section } = galleryRoute.useSearch();
  return (
    <Gallery
      section={section}
      hrefOf={(id) => `/gallery?section=${id}`}
      languages={
        <Segmented
          label={t('language')}
          value={i18n.language}
          onChange={(code) => {
            const chosen = languages.find((language) => language.code === code);
            if (chosen) void changeLanguage(chosen.code);
          }}
          segments={languages.map(({ code, name }) => ({ value: code, label: name }))}
        />
      }
    />
  );
}
