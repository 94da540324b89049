export { notificationDatabase } from './notification.database';
export { NotificationModule, type NotificationServiceOptions } from './notification.module';
export type { NotificationTimings } from './notification.options';
