import { AppLogger } from './app-logger';
import { isCorrelationId, withCorrelationId } from './correlation';

function capture(level = 'info'): { logger: AppLogger; lines: () => Record<string, unknown>[]; text: () => string } {
  let written = '';
  const logger = new AppLogger({ level, name: 'routing' }, { write: (line: string) => (written += line) });
  return {
    logger,
    text: () => written,
    lines: () =>
      written
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

it('writes one line of JSON with level, service, context and correlation id', () => {
  const { logger, lines } = capture();

  withCorrelationId('c-1', () => logger.log('Assigned', { chatId: 'chat-1', took: 3 }, 'Drain'));

  expect(lines()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      service: 'routing',
      context: 'Drain',
      correlationId: 'c-1',
      chatId: 'chat-1',
      took: 3,
      msg: 'Assigned',
    },
  ]);
});

it('keeps the level', () => {
  const { logger, lines } = capture('warn');

  logger.log('no');
  logger.debug('no');
  logger.warn('yes');
  logger.fatal('yes');

  expect(lines().map((line) => line['level'])).toEqual(['warn', 'fatal']);
});

it('never writes what people wrote, who they are, or what opens doors', () => {
  const { logger, text } = capture();
  const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

  logger.log('Key sk_0189-ab_QWxhZGRpbg refused', {
    data: { customer: { id: 'c', name: 'Grace' }, firstMessage: 'my card is 4111', messages: [{ text: 'help' }] },
    headers: { Authorization: 'Bearer x', cookie: 'sid=1' },
    password: 'hunter2',
    note: `token ${jwt}`,
    url: 'postgres://me:hunter3@db/x',
    bytes: Buffer.from('secret bytes'),
  });
  logger.error(
    'Failed',
    Object.assign(new Error(`bad ${jwt}`), { parameters: ['Grace'], detail: 'Key (name)=(Grace)' }),
  );

  expect(text()).toContain('[redacted]');
  for (const secret of ['Grace', '4111', 'help', 'Bearer', 'sid=1', 'hunter', 'eyJ', 'QWxhZGRpbg', 'secret bytes']) {
    expect([secret, text().includes(secret)]).toEqual([secret, false]);
  }
});

it('writes an error with its stack, code and cause', () => {
  const { logger, lines } = capture();
  const cause = Object.assign(new Error('duplicate key'), { code: '23505' });

  logger.error('Failed', new Error('outer', { cause }), 'Outbox');

  expect(lines()[0]).toMatchObject({
    context: 'Outbox',
    msg: 'Failed',
    err: { type: 'Error', message: 'outer', stack: expect.stringContaining('at '), cause: { code: '23505' } },
  });
});

it('takes stacks as Nest hands them over', () => {
  const { logger, lines } = capture();

  logger.error('Failed', 'Error: x\n    at here (file.ts:1:1)', 'Router');

  expect(lines()[0]).toMatchObject({ context: 'Router', stack: expect.stringContaining('at here') });
});

it.each([
  ['a-1_b:c.d', true],
  ['', false],
  ['x'.repeat(129), false],
  ['new\nline', false],
  [['a'], false],
])('knows whether %j may be a correlation id', (id, fit) => {
  expect(isCorrelationId(id)).toBe(fit);
});
