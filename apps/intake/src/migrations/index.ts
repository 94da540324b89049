import { messagingMigrations } from '@switchboard/messaging';
import type { MigrationClass } from '@switchboard/persistence';
import { CreateIntake1764000000001 } from './1764000000001-create-intake';
import { TellHowItEnded1764100000000 } from './1764100000000-tell-how-it-ended';
import { KeepTranscripts1764200000000 } from './1764200000000-keep-transcripts';
import { FeedCustomers1764300000000 } from './1764300000000-feed-customers';
import { MarkWhatWasRead1764400000000 } from './1764400000000-mark-what-was-read';
import { TagAndNote1764410000000 } from './1764410000000-tag-and-note';
import { TellWhoIsProven1764420000000 } from './1764420000000-tell-who-is-proven';

export const migrations: MigrationClass[] = [
  ...messagingMigrations,
  CreateIntake1764000000001,
  TellHowItEnded1764100000000,
  KeepTranscripts1764200000000,
  FeedCustomers1764300000000,
  MarkWhatWasRead1764400000000,
  TagAndNote1764410000000,
  TellWhoIsProven1764420000000,
];
