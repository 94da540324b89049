// The batched engine beside its competitors: the same chats into the same tables.
import { outboxFloorRate } from '../baselines/outbox-floor.mjs';
import { perChatRate } from '../baselines/per-chat.mjs';
import { typeormRate } from '../baselines/typeorm-per-chat.mjs';
import { atLeast, contest } from '../contest.mjs';
import { judge, onCopy, prepare } from '../database.mjs';
import { engineRate, withEngine } from '../engine-under-test.mjs';
import { makeTeams, requestSource } from '../workload.mjs';

/** As many partitions as a routing process works on at once (`DEFAULT_CONCURRENCY` of messaging). */
const PARTITIONS = 3;

/** The teams spread over partitions, as their key spreads them in Kafka. */
const partitionsOf = (teams) =>
  Array.from({ length: Math.min(PARTITIONS, teams.length) }, (_, partition) =>
    requestSource(teams.filter((_, i) => i % PARTITIONS === partition)),
  );

/** Each heat works on its own copy and is held to its word. */
const heatOf = (template, teams, name, rateOf) => () =>
  onCopy(template, async (url) => {
    const { rate, chats } = await rateOf(url, teams);
    await judge(url, chats);
    return { [name]: rate };
  });

export const engine = {
  name: 'engine',
  title: 'the batched engine beside a transaction per chat, TypeORM entities and its outbox alone',
  heats: 7,
  async run(bench) {
    const spread = makeTeams(100, 50);
    const hot = makeTeams(1, 50);
    const [ofSpread, ofHot] = [await prepare({ teams: spread }), await prepare({ teams: hot })];
    const { seconds } = bench;
    const rateOf = (url, partitions) => withEngine(url, (engine) => engineRate(engine, partitions, seconds));
    const batched = (url, teams) => rateOf(url, partitionsOf(teams));
    const alone = (url, teams) => rateOf(url, [requestSource(teams)]);
    const perChat = (url, teams) => perChatRate(url, requestSource(teams), seconds);
    const typeorm = (url, teams) => typeormRate(url, requestSource(teams), seconds);
    const floor = () => onCopy(ofSpread, (url) => outboxFloorRate(url, requestSource(spread), seconds));
    const result = await contest(bench, {
      'engine, 100 teams of 50 agents': heatOf(ofSpread, spread, 'engine, 100 × 50', batched),
      'engine, one partition of 100 teams': heatOf(ofSpread, spread, 'engine, one partition', alone),
      'transaction per chat, 100 × 50': heatOf(ofSpread, spread, 'transaction per chat, 100 × 50', perChat),
      'engine, one hot team': heatOf(ofHot, hot, 'engine, one hot team', batched),
      'transaction per chat, one hot team': heatOf(ofHot, hot, 'transaction per chat, one hot team', perChat),
      'TypeORM entities per chat': heatOf(ofSpread, spread, 'TypeORM entities per chat, 100 × 50', typeorm),
      'outbox rows alone': async () => ({ 'outbox rows alone': await floor() }),
    });
    await Promise.all([ofSpread.drop(), ofHot.drop()]);
    const engineToo = (other) => result.ratio('engine, 100 × 50', other);
    return {
      ratios: [
        atLeast('engine / transaction per chat, 100 × 50', engineToo('transaction per chat, 100 × 50'), 8),
        atLeast(
          'engine / transaction per chat, one hot team',
          result.ratio('engine, one hot team', 'transaction per chat, one hot team'),
          20,
        ),
        atLeast('engine / TypeORM entities per chat', engineToo('TypeORM entities per chat, 100 × 50'), 50),
        atLeast(
          'engine / its outbox rows alone, one connection each',
          result.ratio('engine, one partition', 'outbox rows alone'),
          0.3,
        ),
        atLeast('hot team / spread', result.ratio('engine, one hot team', 'engine, 100 × 50'), 0.9),
      ],
      figures: result.figures('chats/s'),
    };
  },
};
