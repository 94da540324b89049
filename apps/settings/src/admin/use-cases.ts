import { Outbox } from '@switchboard/messaging';
import { assertMigrated, createDataSource, Transactions } from '@switchboard/persistence';
import { bootMessage } from '@switchboard/runtime';
import { AccountRepository } from '../accounts/account.repository';
import { PasswordHashes } from '../accounts/password-hashes';
import { CreateOperator } from '../accounts/create-operator/create-operator.handler';
import { CreateAgent } from '../agents/create-agent/create-agent.handler';
import { ChannelRepository } from '../channels/channel.repository';
import { CreateChannel } from '../channels/create-channel/create-channel.handler';
import { Republish } from '../republish/republish.handler';
import { settingsDatabase } from '../settings.database';
import { CreateTeam } from '../teams/create-team/create-team.handler';
import { TeamRepository } from '../teams/team.repository';

export interface UseCases {
  transactions: Transactions;
  createOperator: CreateOperator;
  createTeam: CreateTeam;
  createAgent: CreateAgent;
  createChannel: CreateChannel;
  republish: Republish;
}

/**
 * Runs `work` with the use cases of the service on its database, without HTTP and without a broker. Events wait in the
 * outbox for the running settings service to relay them. Throws when the database cannot be reached or is not migrated.
 */
export async function withUseCases<T>(databaseUrl: string, work: (useCases: UseCases) => Promise<T>): Promise<T> {
  const database = { ...settingsDatabase(databaseUrl), poolSize: 1 };
  const dataSource = createDataSource(database);
  await dataSource.initialize().catch((cause: unknown) => {
    throw new Error(`The database of DATABASE_URL cannot be used: ${bootMessage(cause)}`, { cause });
  });
  try {
    await assertMigrated(dataSource, database);
    return await work(compose(new Transactions(dataSource)));
  } finally {
    await dataSource.destroy();
  }
}

function compose(transactions: Transactions): UseCases {
  const outbox = new Outbox('settings');
  const [teams, accounts, channels] = [new TeamRepository(), new AccountRepository(), new ChannelRepository()];
  const passwordHashes = PasswordHashes.asConfigured();
  const createAgent = new CreateAgent(transactions, teams, accounts, passwordHashes, outbox);
  return {
    transactions,
    createOperator: new CreateOperator(transactions, accounts, passwordHashes),
    createTeam: new CreateTeam(transactions, teams, createAgent, outbox),
    createAgent,
    createChannel: new CreateChannel(transactions, teams, channels, outbox),
    republish: new Republish(transactions, teams, accounts, channels, outbox),
  };
}
