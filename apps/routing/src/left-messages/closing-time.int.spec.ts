import type { EventData } from '@switchboard/contracts';
import { aTeam } from '../test-support/builders.harness.spec';
import { eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();

/** A zone in which another day of the week is shown at this moment than in UTC, whenever the spec runs. */
const timeZone = new Date().getUTCHours() < 10 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
const weekday = (zone: string): number => {
  const shown = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format();
  return 1 + ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(shown);
};
const allDay = (day: number) => [{ day, from: '00:00', to: '24:00' }];
const rule = { timeZone, leftMessage: { outsideHours: true, nobodyAvailable: false } };
/** Open by the clocks of the zone, closed by those of UTC; and the other way round. */
const open = { ...rule, hours: allDay(weekday(timeZone)) };
const closed = { ...rule, hours: allDay(weekday('UTC')) };

type Settings = Partial<EventData<'team.configured'>>;

const isLeft = (team: TeamUnderTest, chat: string) =>
  eventually(async () => expect((await team.story(chat)).at(-1)).toBe('message.left'));
const hoursDeadline = async (team: TeamUnderTest) =>
  (await routing.service.rows<{ due: Date }>('SELECT due_at AS due FROM deadline WHERE subject_id = $1', [team.id]))[0]
    ?.due;

describe("the clocks of the team's own zone", () => {
  it('decide whether it is closed', async () => {
    const [opened, shut] = [await routing.team(open), await routing.team(closed)];
    await opened.agent('Ann');
    await shut.agent('Ben');
    expect(await opened.ownerOf(await opened.request())).toBe('Ann');
    expect(await shut.story(await shut.request())).toEqual(['chat.ended', 'message.left']);
  });

  it('say when it closes next, and a holiday of today closes it now', async () => {
    const team = await routing.team(open);
    const closes = (await hoursDeadline(team))?.getTime() ?? 0;
    const shown = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', minute: 'numeric', hour12: false });
    expect(shown.format(closes)).toMatch(/^(24|00):00$/);
    expect(closes - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);

    const waiting = await team.request();
    const date = new Intl.DateTimeFormat('sv', { timeZone }).format();
    await team.configure({ ...open, holidays: [{ date, name: 'Founding day' }] });
    await isLeft(team, waiting);
  });
});

describe('when the time of closing comes', () => {
  /** As if the day had passed: the same version of the settings, read anew, says that the team is closed. */
  async function closingTime(team: TeamUnderTest, settings: Settings) {
    await routing.stop();
    const { data } = aTeam(team.id, settings);
    await routing.rows('UPDATE routing.team SET settings = $2 WHERE id = $1', [team.id, JSON.stringify(data)]);
    await routing.rows(`UPDATE routing.deadline SET due_at = now() WHERE subject_id = $1`, [team.id]);
    await routing.start();
    team.using(routing.service);
  }

  it('who waits leaves a message, also those given back; who talks goes on; the next opening is watched', async () => {
    const team = await routing.team({ ...open, method: 'manual' });
    const ann = await team.agent('Ann');
    const [owned, back, waiting] = (await team.requests(3)) as [string, string, string];
    for (const chat of [owned, back]) await team.claim(ann, chat);
    await routing.service.call('POST', `/chats/${back}/requeue`, ann.token);

    await closingTime(team, { ...closed, method: 'manual' });
    for (const chat of [back, waiting]) await isLeft(team, chat);
    expect(await team.ownerOf(owned)).toBe('Ann');
    expect((await hoursDeadline(team))?.getTime()).toBeGreaterThan(Date.now());

    const { body } = await routing.service.call('GET', `/chats/${back}/decisions`, ann.token);
    expect((body.items as { sentence: string }[]).map(({ sentence }) => sentence)).toEqual([
      'The team assigns by hand: the chat waited until somebody pressed Assign.',
      'Ann pressed Assign.',
      'Ann gave the chat back: the chat waited again at its original place.',
      'The team was closed, so the request became a left message.',
    ]);
  });

  it('nothing happens when the team is open all the same', async () => {
    const team = await routing.team({ ...open, method: 'manual' });
    const waiting = await team.request();
    await routing.makeDue(team.id);
    await eventually(async () => expect((await hoursDeadline(team))?.getTime()).toBeGreaterThan(Date.now()));
    expect(await team.story(waiting)).toEqual(['chat.queued']);
  });
});

describe('a chat that waits again after closing time', () => {
  /** Ann and whoever else is there, a chat of Ann's, and a team that has closed since. */
  async function afterHours(settings: Settings, ...others: string[]) {
    const team = await routing.team({ ...open, ...settings });
    const ann = await team.agent('Ann');
    const chat = await team.request();
    if (settings.method === 'manual') await team.claim(ann, chat);
    for (const other of others) await team.agent(other);
    await team.configure({ ...closed, ...settings });
    await eventually(async () => expect((await hoursDeadline(team))?.getTime()).toBeGreaterThan(Date.now()));
    return { team, ann, chat };
  }

  it('leaves a message, whether it was given back or its agent has gone', async () => {
    const back = await afterHours({ method: 'manual' }, 'Ben');
    await routing.service.call('POST', `/chats/${back.chat}/requeue`, back.ann.token);
    await isLeft(back.team, back.chat);

    const gone = await afterHours({ afterGrace: 'requeue' });
    await gone.team.connect(gone.ann, false);
    await routing.makeDue(gone.ann.id);
    await isLeft(gone.team, gone.chat);
    const story = ['chat.assigned', 'chat.requeued', 'chat.ended', 'message.left'];
    expect(await gone.team.story(gone.chat)).toEqual(story);
  });

  it('goes to a colleague who has a place: the drain comes first', async () => {
    const { team, ann, chat } = await afterHours({}, 'Ben');
    await routing.service.call('POST', `/chats/${chat}/requeue`, ann.token);
    await team.soonOwnedBy(chat, 'Ben');
    await eventually(async () => expect((await hoursDeadline(team))?.getTime()).toBeGreaterThan(Date.now() + 60_000));
    expect(await team.ownerOf(chat)).toBe('Ben');
  });
});

describe('settings that close the team', () => {
  it('are followed although newer and older ones are read in one batch', async () => {
    const team = await routing.team({ ...open, method: 'manual' });
    const waiting = await team.request();
    await routing.service.deliver('routing.configuration', [
      aTeam(team.id, { ...open, method: 'manual', version: 2 }),
      aTeam(team.id, { ...closed, method: 'manual', version: 3 }),
    ]);
    await isLeft(team, waiting);
  });

  it('make left messages of what waited for a team that nobody had described', async () => {
    const team = await routing.unknownTeam();
    const waiting = await team.request();
    expect(await team.story(waiting)).toEqual(['chat.queued']);
    await routing.service.deliver('routing.configuration', [aTeam(team.id, closed)]);
    await isLeft(team, waiting);
  });
});
