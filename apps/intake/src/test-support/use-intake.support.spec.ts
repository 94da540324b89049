import type { CloudEvent } from '@switchboard/contracts';
import { Channels } from './channels.support.spec';
import { IntakeUnderTest } from './intake-app.support.spec';

/**
 * A running service for the specs of a file, on a database of its own, and channels of two teams whose customers ask it.
 * @param channels further ones of which settings have told
 */
export function useIntake(...channels: CloudEvent<'channel.configured'>[]): { intake: IntakeUnderTest; at: Channels } {
  const intake = new IntakeUnderTest();
  const at = new Channels(intake);
  beforeAll(async () => {
    await intake.begin();
    await at.configure();
    if (channels.length > 0) await intake.deliver('intake.configuration', channels);
  }, 60_000);
  afterAll(() => intake.close());
  return { intake, at };
}
