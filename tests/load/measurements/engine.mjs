// The batched engine beside its competitors: the same chats into the same tables.
import { outboxFloorRate } from '../baselines/outbox-floor.mjs';
import { perChatRate } from '../baselines/per-chat.mjs';
import { typeormRate } from '../baselines/typeorm-per-chat.mjs';
import { atLeast, contest } from '../contest.mjs';
import { judge, onCopy, prepare } from '../database.mjs';
import { engineRate, withEngine } from '../engine-under-test.mjs';
import { makeTeams, requestSource } from '../workload.mjs';

/** Each heat works on its own copy and is held to its word. */
const heatOf = (template, teams, name, rateOf) => () =>
  onCopy(template, async (url) => {
    const { rate, chats } = await rateOf(url, requestSource(teams));
    await judge(url, chats);
    return { [name]: rate };
  });

export const engine = {
  name: 'engine',
  title: 'the batched engine beside a transaction per chat, TypeORM entities and its outbox alone',
  heats: 6,
  async run(bench) {
    const spread = makeTeams(100, 50);
    const hot = makeTeams(1, 50);
    const [ofSpread, ofHot] = [await prepare({ teams: spread }), await prepare({ teams: hot })];
    const { seconds } = bench;
    const batched = (url, source) => withEngine(url, (engine) => engineRate(engine, source, seconds));
    const perChat = (url, source) => perChatRate(url, source, seconds);
    const typeorm = (url, source) => typeormRate(url, source, seconds);
    const floor = () => onCopy(ofSpread, (url) => outboxFloorRate(url, requestSource(spread), seconds));
    const result = await contest(bench, {
      'engine, 100 teams of 50 agents': heatOf(ofSpread, spread, 'engine, 100 × 50', batched),
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
        atLeast('engine / its outbox rows alone', engineToo('outbox rows alone'), 0.3),
        atLeast('hot team / spread', result.ratio('engine, one hot team', 'engine, 100 × 50'), 0.9),
      ],
      figures: result.figures('chats/s'),
    };
  },
};
