import { i18n } from '../../i18n';

/** The customer panel with its catalogues, which the first load can do without. */
export async function loadCustomerPanel() {
  const [parts, dialog, { panelEn }, { panelKo }] = await Promise.all([
    import('../customer-panel/CustomerPanel'),
    import('../customer-panel/NotesDialog'),
    import('../../i18n/panel.en'),
    import('../../i18n/panel.ko'),
  ]);
  i18n.addResourceBundle('en', 'translation', panelEn, true);
  i18n.addResourceBundle('ko', 'translation', panelKo, true);
  return { ...parts, ...dialog };
}
