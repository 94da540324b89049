import { i18n } from '../../i18n';

/** How it is told why a chat was assigned, with its catalogues. */
export async function loadWhyWords() {
  const [{ whyWords }, { whyEn }, { whyKo }] = await Promise.all([
    import('./why-words'),
    import('../../i18n/why.en'),
    import('../../i18n/why.ko'),
  ]);
  i18n.addResourceBundle('en', 'translation', whyEn, true);
  i18n.addResourceBundle('ko', 'translation', whyKo, true);
  return whyWords;
}
