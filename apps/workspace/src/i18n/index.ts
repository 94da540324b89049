import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { browserStorage } from '../app/browser-storage';
import { en } from './en';

export const languages = { en: 'English', ko: '한국어' } as const;
export type Language = keyof typeof languages;

const storageKey = 'switchboard.language';

/** The catalogues of the app; English is always there, others are loaded when they are chosen. */
export const i18n: I18n = createInstance();

/** Begins with the language that was chosen here before, else the one of the page around, else the browser's. */
export async function startLanguage(around?: string): Promise<void> {
  await i18n.use(initReactI18next).init({
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    // Problem codes are keys and have dots.
    keySeparator: '/',
    nsSeparator: false,
  });
  const chosen = browserStorage('localStorage').getItem(storageKey);
  const wanted = chosen ?? (around ?? navigator.language).slice(0, 2);
  // Its catalogue may be gone after a deployment, or cut off: then the page is there all the same, in English.
  await showLanguage(wanted in languages ? (wanted as Language) : 'en').catch(() => showLanguage('en'));
}

/**
 * Changes to this language, here and at the next visit. Rejects where its catalogue cannot be loaded; the next visit tries
 * again.
 */
export async function chooseLanguage(language: Language): Promise<void> {
  browserStorage('localStorage').setItem(storageKey, language);
  await showLanguage(language);
}

async function showLanguage(language: Language): Promise<void> {
  if (language === 'ko') i18n.addResourceBundle('ko', 'translation', (await import('./ko')).ko, true);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}
