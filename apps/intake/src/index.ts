export { intakeDatabase } from './intake.database';
export { IntakeModule } from './intake.module';
