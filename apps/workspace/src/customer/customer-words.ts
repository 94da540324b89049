import { i18n } from '../i18n';
import { customerEn } from '../i18n/customer.en';
import { customerKo } from '../i18n/customer.ko';

/** Adds the catalogues of the customers' page, which agents need not load. */
export function addCustomerWords(): void {
  i18n.addResourceBundle('en', 'translation', customerEn, true);
  i18n.addResourceBundle('ko', 'translation', customerKo, true);
}
