import { exampleOf } from '@switchboard/contracts';
import { agentNamed, lineOfMessage, linesOfDecision } from './words';

describe('an agent is named', () => {
  const agents = [{ name: 'Lee' }, { name: 'Leonie' }, { name: 'Park Kim' }];

  it.each([
    ['Lee', 'Lee'],
    ['LEO', 'Leonie'],
    ['park', 'Park Kim'],
    ['park kim', 'Park Kim'],
  ])('%s: %s', (name, expected) => {
    expect(agentNamed(name, agents).name).toBe(expected);
  });

  it.each([
    ['Kim', 'there is no agent Kim; there are Lee, Leonie, Park Kim'],
    ['le', 'le could be Lee, Leonie'],
  ])('%s is refused with the names that there are', (name, message) => {
    expect(() => agentNamed(name, agents)).toThrow(message);
  });
});

describe('what stands at the terminal', () => {
  it('is one line of a left message, and no command to the terminal', () => {
    const { chatId, customer } = exampleOf('message.left').data;
    const text = 'Call\nme\u001b[2J back\u2028';
    const agent = { id: 'a', name: 'Lee' };
    expect(lineOfMessage({ chatId, customer, text, why: 'nobody_available', agent })).toBe(
      `Message  ${chatId}  Zoë: Call me [2J back  (nobody was available, taken by Lee)`,
    );
  });

  it('is what was decided, with who came next', () => {
    const decision = { kind: 'assigned', at: '2026-11-22T09:15:42.000Z', sentence: 'Mina had the fewest.' } as const;
    const runnersUp = [{ id: 'a', name: 'Ada', activeChats: 2, lastSequence: 7 }];
    expect(linesOfDecision(decision)).toEqual(['2026-11-22 09:15:42  Mina had the fewest.']);
    expect(linesOfDecision({ ...decision, runnersUp })[1]).toMatch(/^ {21}Next would have been Ada \(2\)\.$/);
  });
});
