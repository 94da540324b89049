export { nextChange } from './next-change';
export { isOpen, type OpeningHours, type Schedule } from './schedule';
