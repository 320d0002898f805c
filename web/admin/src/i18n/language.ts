import { createInstance, type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Each language in its own words; `dir` is the writing direction of the whole page. */
export const languages = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
] as const;

export type LanguageCode = (typeof languages)[number]['code'];

const storageKey = 'trunkline.language';
const i18n = createInstance();

const catalogues = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', { import: 'default' });

/** A namespace is loaded with the first page that asks for it: nobody downloads another page's words. */
const lazyCatalogues: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => void readCatalogue(language, namespace, done),
};

async function readCatalogue(language: string, namespace: string, done: ReadCallback): Promise<void> {
  const load = catalogues[`../locales/${language}/${namespace}.json`];
  if (!load) return done(new Error(`There is no catalogue ${language}/${namespace}`), null);
  try {
    done(null, await load());
  } catch (error) {
    done(error as Error, null);
  }
}

/** Resolves when the words of the frame are there; pages wait for their own by Suspense. */
export async function startLanguage(): Promise<void> {
  i18n.on('languageChanged', showDirection);
  await i18n
    .use(lazyCatalogues)
    .use(initReactI18next)
    .init({
      lng: storedLanguage() ?? preferredLanguage(),
      fallbackLng: 'en',
      supportedLngs: languages.map(({ code }) => code),
      ns: ['shell', 'ui'],
      defaultNS: 'shell',
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
}

/** Holds from now on in this browser. */
export async function changeLanguage(code: LanguageCode): Promise<void> {
  localStorage.setItem(storageKey, code);
  await i18n.changeLanguage(code);
}

function showDirection(code: string): void {
  document.documentElement.lang = code;
  document.documentElement.dir = languages.find((language) => language.code === code)?.dir ?? 'ltr';
}

function storedLanguage(): LanguageCode | undefined {
  const stored = localStorage.getItem(storageKey);
  return languages.find(({ code }) => code === stored)?.code;
}

function preferredLanguage(): LanguageCode {
  const wanted = new Set(navigator.languages.map((tag) => tag.split('-', 1)[0]));
  return languages.find(({ code }) => wanted.has(code))?.code ?? 'en';
}
