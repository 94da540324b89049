import type { customerEn } from './customer.en';
import type { en } from './en';
import type { managerEn } from './manager.en';
import type { panelEn } from './panel.en';
import type { whyEn } from './why.en';

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: '/';
    nsSeparator: false;
    resources: {
      translation: typeof en & typeof customerEn & typeof managerEn & typeof panelEn & typeof whyEn;
    };
  }
}
