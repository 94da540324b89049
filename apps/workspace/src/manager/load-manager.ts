import { i18n } from '../i18n';

/** The Team manager with its catalogues, which nobody else needs. */
export async function loadManager() {
  const [{ ManagerPages }, { managerEn }, { managerKo }] = await Promise.all([
    import('./ManagerPages'),
    import('../i18n/manager.en'),
    import('../i18n/manager.ko'),
  ]);
  i18n.addResourceBundle('en', 'translation', managerEn, true);
  i18n.addResourceBundle('ko', 'translation', managerKo, true);
  return ManagerPages;
}
