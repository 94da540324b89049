import type { en } from './en';
import type { managerEn } from './manager.en';
import type { panelEn } from './panel.en';

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: '/';
    nsSeparator: false;
    resources: { translation: typeof en & typeof managerEn & typeof panelEn };
  }
}
