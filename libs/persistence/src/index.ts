export { answered } from './answered';
export { createDataSource } from './data-source';
export { assertMigrated, migrate, pendingMigrations } from './migrate';
export { PersistenceModule } from './persistence.module';
export { PostgresListener } from './postgres-listener';
export type { MigrationClass, ServiceDatabase } from './service-database';
export { hidden, jsonArray, plainArray, rowsOf, textArray } from './sql-array';
export { isContention, isPoison, sqlState } from './sql-state';
export { Transactions, type RetryOptions, type TransactionOptions } from './transactions';
