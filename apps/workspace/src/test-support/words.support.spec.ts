import { createInstance, type TFunction } from 'i18next';

/** What a catalogue makes of a key, as the app asks for it. */
export async function wordsOf(language: string, translation: Record<string, unknown>): Promise<TFunction> {
  const interpolation = { escapeValue: false };
  const separators = { keySeparator: '/', nsSeparator: false } as const;
  const resources = { [language]: { translation } };
  return createInstance().init({ lng: language, resources, interpolation, ...separators });
}
